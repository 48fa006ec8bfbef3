using System.Text;
using Binome.Contracts.Exports;
using Binome.Contracts.People;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Company;

/// <summary>Exports as jobs, over real grains and storage.</summary>
public sealed class ExportTests
{
    private const int Rows = Limits.ExportPieceRows + 21;

    [Fact]
    public async Task Export_HoldsEachRowOnce_InPiecesOfBoundedRows()
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(Rows / 2, Rows - Rows / 2 - 1));

        var export = await Export(company, "exp_1");

        (export.Status, export.Total, export.Done, export.Pieces).ShouldBe((JobStatus.Completed, Rows, Rows, 2));
        export.ExpiresAt.ShouldBe(Moments.Start + Limits.ExportKept);
        await ShouldHoldEachOnce(company, export);
        var counts = await company.EventCounts();
        (counts[EventTypes.ExportStarted], counts[EventTypes.ExportCompleted]).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Export_WhenTheProcessDies_GoesOn_AndHoldsEachRowOnce(int commits)
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(Rows / 2, Rows - Rows / 2 - 1));
        company.Ledger.DieAfter(commits);
        await company.Grains.Export("exp_1").Start(Participants);
        await Eventually(() => Task.FromResult(company.Ledger.Died), died => died);
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        again.Clock.Advance(Limits.JobHeartbeat);
        await again.Sweep();

        await ShouldHoldEachOnce(again, await Ended(again, "exp_1"));
    }

    [Fact]
    public async Task Export_OfNothing_IsAFileAllTheSame()
    {
        await using var company = await CompanyHost.Start();

        var export = await Export(company, "exp_1");

        (export.Status, export.Done, export.Pieces).ShouldBe((JobStatus.Completed, 0, 1));
        (await File(company, export)).ShouldBe("first\n");
    }

    [Fact]
    public async Task Start_WhenAsManyRunAsMay_IsRefused()
    {
        await using var company = await CompanyHost.Start();
        company.Ledger.BeforeWrite = (kind, effects) =>
            kind == GrainKinds.Export && effects?.Rows.OfType<ExportRow>().Any(row => row.Pieces > 0) is true
                ? throw new IOException("Nothing gets further.")
                : Task.CompletedTask;
        for (var number = 0; number < Limits.ExportsRunningMax; number++)
            (await company.Grains.Export($"exp_{number}").Start(Participants)).Succeeded.ShouldBeTrue();

        var refused = await company.Grains.Export("exp_x").Start(Participants);

        refused.Failure!.Code.ShouldBe(FailureCodes.ExportTooMany);
    }

    private static StartExport Participants =>
        new(new(ExportResource.Participants), ExportFormat.Jsonl, CompanyPath.Operator);

    private static async Task<ExportRow> Export(CompanyHost company, string id)
    {
        (await company.Grains.Export(id).Start(Participants)).Succeeded.ShouldBeTrue();
        return await Ended(company, id);
    }

    private static async Task<ExportRow> Ended(CompanyHost company, string id)
    {
        var found = await Eventually(
            () => company.Get<IExportRows>().Find(Tenant, id),
            found => found is { Row.Status: JobStatus.Completed or JobStatus.Failed }
        );
        return found!.Row;
    }

    private static async Task<string> File(CompanyHost company, ExportRow export)
    {
        var text = new StringBuilder();
        for (var piece = 0; piece < export.Pieces; piece++)
            text.Append(Encoding.UTF8.GetString((await company.Get<IExportFiles>().Get(Tenant, export.Id, piece))!));
        return text.ToString();
    }

    private static async Task ShouldHoldEachOnce(CompanyHost company, ExportRow export)
    {
        var file = await File(company, export);
        Encoding.UTF8.GetByteCount(file).ShouldBe((int)export.Bytes);
        var lines = file.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("first");
        lines.Length.ShouldBe(Rows + 1);
        lines.Distinct().Count().ShouldBe(Rows + 1);
    }
}
