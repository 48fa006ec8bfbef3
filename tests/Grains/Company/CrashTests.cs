using Binome.Contracts.Matching;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;

namespace Binome.Grains.Tests.Company;

public sealed class CrashTests
{
    private const int Pairs = 4;

    /// <summary>
    /// Publishing commits: the programme, the job, for each pair two held seats, the pair and two lasting seats, then the
    /// run and the job's progress, then its end.
    /// </summary>
    private const int CommitsOfAPublication = 2 + Pairs * 5 + 2 + 1;

    [Fact]
    public async Task Publish_WhenTheProcessDiesBeforeAnyCommit_ResumesWithEveryPairOnce()
    {
        await using var prepared = await PublicationTests.Matched(Pairs, Pairs);
        await prepared.AcceptAll();
        await prepared.Stop();

        var deaths = 0;
        for (var commits = 2; commits <= CommitsOfAPublication; commits++)
            deaths += await DieAndResume(prepared, commits) ? 1 : 0;

        // The last round lets the publication finish before anything is refused.
        deaths.ShouldBe(CommitsOfAPublication - 2);
    }

    [Fact]
    public async Task Import_WhenTheProcessDiesBetweenChunks_GoesOnAndCountsEachRowOnce()
    {
        await using var company = await CompanyHost.Start();
        company.Ledger.DieAfter(2);
        var lines = CompanyRows.Of(700, 600);
        await company.Get<IImportUploads>().Put(CompanyHost.Tenant, "imp_1", 0, lines[..500]);
        await company.Get<IImportUploads>().Put(CompanyHost.Tenant, "imp_1", 1, lines[500..1_000]);
        await company.Get<IImportUploads>().Put(CompanyHost.Tenant, "imp_1", 2, lines[1_000..]);
        await company.Grains.Import("imp_1").Start(new(ImportColumns.All, lines.Length, 3, CompanyPath.Operator));
        await CompanyHost.Eventually(() => Task.FromResult(company.Ledger.Died), died => died);
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        (await again.Get<IImportRows>().Find(CompanyHost.Tenant, "imp_1"))!.Row.Done.ShouldBe(500);
        again.Clock.Advance(Limits.JobHeartbeat);
        (await again.Sweep()).ShouldBe(1);

        var import = await again.Imported("imp_1");
        (import.Status, import.Done, import.Created, import.Unchanged).ShouldBe((JobStatus.Completed, 1_301, 1_301, 0));
        (await again.EventCounts())[EventTypes.ParticipantCreated].ShouldBe(1_301);
    }

    /// <summary>True when the process died before the publication had ended.</summary>
    private static async Task<bool> DieAndResume(CompanyHost prepared, int commits)
    {
        await using var first = await CompanyHost.StartOnCopy(prepared);
        first.Ledger.DieAfter(commits);
        (
            await first.Grains.Publication("pub_1").Start(CompanyPath.RunId, CompanyPath.Operator)
        ).Succeeded.ShouldBeTrue();
        await CompanyHost.Eventually(
            async () => first.Ledger.Died || (await Publication(first)).Status == JobStatus.Completed,
            ended => ended
        );
        var died = first.Ledger.Died;
        await first.Stop();

        await using var second = await CompanyHost.StartAgain(first);
        second.Clock.Advance(Limits.JobHeartbeat);
        await second.Sweep();
        var publication = await second.Published();

        (publication.Status, publication.Total, publication.Done, publication.Opened, publication.Refused).ShouldBe(
            (JobStatus.Completed, Pairs, Pairs, Pairs, 0),
            $"dead after {commits} commits"
        );
        var events = await second.EventCounts();
        (events[EventTypes.PairOpened], events[EventTypes.PublicationCompleted]).ShouldBe((Pairs, 1));
        (await second.Pairs()).Length.ShouldBe(Pairs);
        var run = (await second.Get<IMatchingRows>().Find(CompanyHost.Tenant, CompanyPath.RunId))!.Row;
        run.Totals.Published.ShouldBe(Pairs);
        for (var at = 0; at < Pairs; at++)
        {
            (await second.IsFull(CompanyRows.Junior(at), PairRole.Mentor)).ShouldBeTrue();
            (await second.IsFull(CompanyRows.Senior(at), PairRole.Mentee)).ShouldBeTrue();
        }
        return died;
    }

    private static async Task<PublicationRow> Publication(CompanyHost company) =>
        (await company.Get<IMatchingRows>().FindPublication(CompanyHost.Tenant, "pub_1"))!.Row;
}
