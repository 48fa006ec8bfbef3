using System.Globalization;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Idempotency;
using Binome.WebApi.Lists;

namespace Binome.WebApi.People;

internal static class ImportsEndpoints
{
    public const string CsvType = "text/csv";
    public static readonly ImmutableArray<string> JsonLinesTypes = ["application/x-ndjson", "application/jsonl"];
    private const string Path = "/v1/imports/";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/participants/imports", Upload)
            .WithTags("Imports")
            .Describe(
                "createImport",
                Actions.ParticipantsWrite,
                "Imports an HR file (text/csv or JSON lines, at most 50,000 rows and 64 MB); follow it at the Location."
            )
            .WithMetadata(OwnIdempotency.Mark)
            .Asks(
                new QueryParameter(
                    "mode",
                    "delta (the default) says nothing of people who are not in the file; by full they have left, and more than one in ten wait for confirmation.",
                    typeof(ImportMode)
                )
            )
            .Streams()
            .Answers<ImportView>(StatusCodes.Status202Accepted);

        var group = api.MapGroup("/imports").WithTags("Imports");
        group
            .MapGet("", List)
            .Describe("listImports", Actions.ParticipantsWrite, "Lists imports, newest first.")
            .Lists<ImportView>();
        group
            .MapGet("/{import}", Find)
            .Describe("getImport", Actions.ParticipantsWrite, "One import and how far it is.")
            .Answers<ImportView>();
        group
            .MapPost("/{import}/confirm", Confirm)
            .Describe(
                "confirmImport",
                Actions.ParticipantsWrite,
                "Lets an import go on that awaits confirmation, because many would leave by it."
            )
            .Answers<ImportView>();
        group
            .MapGet("/{import}/problems", Problems)
            .Describe(
                "listImportProblems",
                Actions.ParticipantsWrite,
                "What is wrong with rows of the file, in its order: line, column, code, and what to do."
            )
            .Lists<ImportProblemView>(new QueryParameter("severity", "rejected or warning.", typeof(ProblemSeverity)));
    }

    // The file is staged first and claimed after: its hash is only known once it has passed. Staging has no effect
    // anybody can see, and what is staged is dropped again when the key turns out to be used.
    private static async Task<Answer> Upload(
        HttpContext context,
        Caller caller,
        ImportUpload upload,
        IdempotentRuns runs
    )
    {
        var isJsonLines = IsJsonLines(context.Request);
        var mode = new QueryValues(context.Request.Query).Code<ImportMode>("mode") ?? ImportMode.Delta;
        var cancellation = context.RequestAborted;
        var id = caller.NewId(Ids.Import);
        var startedId = "";
        if (IdempotencyKey.Of(context.Request) is not { } key)
            return await Start(await upload.Stage(caller.Tenant, id, context.Request.Body, isJsonLines, cancellation));

        StagedImport? staged = null;
        var answer = await runs.Run(
            caller,
            key,
            StageAndHash,
            () => Start(staged! with { Id = caller.NewId(Ids.Import) })
        );
        if (staged is not null && startedId != id)
            await upload.Drop(caller.Tenant, id);
        return answer;

        async ValueTask<string> StageAndHash()
        {
            await using var body = new HashingStream(context.Request.Body);
            staged = await upload.Stage(caller.Tenant, id, body, isJsonLines, cancellation);
            return IdempotencyFilter.RequestHash(context.Request, body.Hash());
        }

        async Task<Answer> Start(StagedImport file)
        {
            startedId = file.Id;
            var command = new StartImport(file.Columns, file.Rows, file.Chunks, caller.Actor()) { Mode = mode };
            var outcome = await caller.Send(grains => grains.Import(file.Id).Start(command));
            if (!outcome.Succeeded)
                await upload.Drop(caller.Tenant, file.Id);
            return caller.Answer(outcome, row => Answers.Accepted(Path + row.Id, ImportView.Of(row, caller.Language)));
        }
    }

    private static async Task<Answer> List(ListRequest list, Caller caller, IImportRows rows)
    {
        var language = caller.Language;
        return list.Answer(await rows.List(caller.Tenant, list.Page), row => ImportView.Of(row, language));
    }

    private static async Task<Answer> Find(string import, Caller caller, IImportRows rows) =>
        caller.Resource(await rows.Find(caller.Tenant, import), row => ImportView.Of(row, caller.Language));

    private static async Task<Answer> Confirm(string import, Body<NoSettings> body, Caller caller)
    {
        var outcome = await caller.Send(grains => grains.Import(import).Confirm());
        return caller.Answer(outcome, saved => Answers.Ok(ImportView.Of(saved.Import, caller.Language), saved.Version));
    }

    private static async Task<Answer> Problems(string import, ListRequest list, Caller caller, IImportRows rows)
    {
        var language = caller.Language;
        var severity = list.Query.Code<ProblemSeverity>("severity");
        var slice = await rows.Problems(caller.Tenant, import, severity, list.Page);
        if (slice.Items.IsEmpty && await rows.Find(caller.Tenant, import) is null)
            return caller.NotFound();
        return list.Answer(slice, row => ImportProblemView.Of(row, language));
    }

    private static bool IsJsonLines(HttpRequest request)
    {
        var type = request.GetTypedHeaders().ContentType?.MediaType.ToString().ToLowerInvariant();
        var isJsonLines = JsonLinesTypes.Contains(type!);
        if (type != CsvType && !isJsonLines)
            throw new RequestRefused(TransportCodes.UnsupportedMediaType, $"{CsvType}, {JsonLinesTypes[0]}");
        if (request.ContentLength > Limits.ImportBytesMax)
            throw new RequestRefused(
                HrCsvFailure.TooLarge,
                Limits.ImportBytesMax.ToString("N0", CultureInfo.InvariantCulture)
            );
        return isJsonLines;
    }
}
