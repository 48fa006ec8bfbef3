using Binome.Contracts.Exports;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Exports;

internal static class ExportsEndpoints
{
    private const string Path = "/v1/exports/";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/exports").WithTags("Exports");
        group
            .MapPost("", Start)
            .Describe(
                "createExport",
                Actions.ExportsWrite,
                "Writes people, pairs, sessions or events into a file (CSV or JSON lines); follow it at the Location."
            )
            .Answers<ExportView>(StatusCodes.Status202Accepted);
        group
            .MapGet("", List)
            .Describe("listExports", Actions.ExportsRead, "Lists exports, newest first.")
            .Lists<ExportView>();
        group
            .MapGet("/{export}", Find)
            .Describe("getExport", Actions.ExportsRead, "One export and how far it is.")
            .Answers<ExportView>();
        group
            .MapGet("/{export}/file", Download)
            .WithMetadata(FileAnswer.Mark)
            .Describe("getExportFile", Actions.ExportsRead, "The file of a complete export, for 7 days.")
            .Produces<string>(StatusCodes.Status200OK, ExportFile.CsvType, ExportFile.JsonLinesType);
    }

    /// <summary>What the caller must be able to read, beside making exports.</summary>
    public static string ReadingOf(ExportResource resource) =>
        resource switch
        {
            ExportResource.Participants => Actions.ParticipantsRead,
            ExportResource.Pairs or ExportResource.Sessions => Actions.PairsRead,
            ExportResource.Events => Actions.EventsRead,
            _ => throw new ArgumentOutOfRangeException(nameof(resource), resource, null),
        };

    private static async Task<Answer> Start(Body<ExportBody> body, Caller caller, IProgrammeRows programmes)
    {
        var asked = body.Value;
        if (Missing(caller, asked.Resource) is { } missing)
            return missing;
        // Events name the resource they happened to, not its programme.
        if (asked is { Resource: ExportResource.Events, Programme: not null })
            return caller.Problem(Failure.At("/programme", FailureCodes.Invalid, "null"));
        if (asked.Programme is { } programme && await programmes.Find(caller.Tenant, programme) is null)
            return caller.Problem(Failure.At("/programme", FailureCodes.ExportProgramme));
        var command = new StartExport(
            asked.Resource,
            asked.Format ?? ExportFormat.Csv,
            asked.Programme,
            caller.Actor()
        );
        var outcome = await caller.Send(grains => grains.Export(caller.NewId(Ids.Export)).Start(command));
        return caller.Answer(outcome, row => Answers.Accepted(Path + row.Id, ExportView.Of(row, caller.Language)));
    }

    private static async Task<Answer> List(ListRequest list, Caller caller, IExportRows rows)
    {
        var language = caller.Language;
        return list.Answer(await rows.List(caller.Tenant, list.Page), row => ExportView.Of(row, language));
    }

    private static async Task<Answer> Find(string export, Caller caller, IExportRows rows) =>
        caller.Resource(await rows.Find(caller.Tenant, export), row => ExportView.Of(row, caller.Language));

    private static async Task<IResult> Download(
        string export,
        Caller caller,
        IExportRows rows,
        IExportFiles files,
        TenantClock clock
    )
    {
        if (await rows.Find(caller.Tenant, export) is not { Row: var row, Version: var version })
            return caller.NotFound();
        if (Missing(caller, row.Resource) is { } missing)
            return missing;
        if (Refusal(row, clock.Machine()) is { } failure)
            return caller.Problem(failure);
        var etag = ETags.Of(version);
        return ETags.IsKnown(caller.Context.Request, etag)
            ? Answers.NotModified(etag)
            : new ExportFile(row, etag, caller.Tenant, files);
    }

    /// <summary>Why a file can't be read; null when it can.</summary>
    public static Failure? Refusal(ExportRow row, DateTimeOffset now)
    {
        if (row.Status != JobStatus.Completed)
            return Failure.Of(FailureCodes.ExportNotReady);
        return row.ExpiresAt <= now ? Failure.Of(FailureCodes.ExportExpired) : null;
    }

    private static Answer? Missing(Caller caller, ExportResource resource) =>
        caller.Can(ReadingOf(resource))
            ? null
            : Problems.Answer(caller.Context, TransportCodes.ScopeMissing, ReadingOf(resource));
}
