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
        var content = new ExportContent(asked.Resource, asked.Programme, asked.Created?.Gte, asked.Created?.Lt);
        if (MissingReading(caller, content.Resource) is { } missing)
            return missing;
        var outcome = await Begin(content, asked.Format ?? ExportFormat.Csv, caller, programmes);
        return caller.Answer(outcome, row => Answers.Accepted(Path + row.Id, ExportView.Of(row, caller.Language)));
    }

    /// <summary>Begins an export whose resource the caller may read.</summary>
    public static async Task<Outcome<ExportRow>> Begin(
        ExportContent content,
        ExportFormat format,
        Caller caller,
        IProgrammeRows programmes
    )
    {
        if (content is { Resource: ExportResource.Events, ProgrammeId: not null })
            return Failure.At("/programme", FailureCodes.ExportFilter);
        if (content is { Resource: not ExportResource.Events } and not { CreatedFrom: null, CreatedUntil: null })
            return Failure.At("/created", FailureCodes.ExportFilter);
        if (content.CreatedFrom >= content.CreatedUntil)
            return Failure.At("/created/lt", FailureCodes.ExportTime);
        var within = caller.ReachOf(ReadingOf(content.Resource));
        if (content.ProgrammeId is not { } programme)
        {
            if (!within.IsAll || !caller.Reach.IsAll)
                return Failure.At("/programme", FailureCodes.ExportProgrammeNeeded);
        }
        else if (
            !within.Includes(programme)
            || !caller.Reach.Includes(programme)
            || await programmes.Find(caller.Tenant, programme) is null
        )
        {
            return Failure.At("/programme", FailureCodes.ExportProgramme);
        }
        var command = new StartExport(content, format, caller.Actor());
        return await caller.Send(grains => grains.Export(caller.NewId(Ids.Export)).Start(command));
    }

    private static async Task<Answer> List(ListRequest list, Caller caller, IExportRows rows)
    {
        var language = caller.Language;
        return list.Answer(
            await rows.List(caller.Tenant, caller.Reach, list.Page),
            row => ExportView.Of(row, language)
        );
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
        if (MissingReading(caller, row.Content.Resource) is { } missing)
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

    private static Answer? MissingReading(Caller caller, ExportResource resource) =>
        caller.Can(ReadingOf(resource)) ? null : Problems.Forbidden(caller.Context, ReadingOf(resource));
}
