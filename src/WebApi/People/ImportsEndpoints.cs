using System.Globalization;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Idempotency;
using Binome.WebApi.Lists;

namespace Binome.WebApi.People;

internal static class ImportsEndpoints
{
    public const string CsvType = "text/csv";
    private const string Path = "/v1/imports/";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/participants/imports", Upload)
            .WithTags("Imports")
            .Describe(
                "createImport",
                Actions.ParticipantsWrite,
                "Imports an HR file (text/csv, at most 50,000 rows and 64 MB); follow it at the Location."
            )
            .WithMetadata(OwnIdempotency.Mark)
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
        Check(context.Request);
        var cancellation = context.RequestAborted;
        var id = caller.NewId(Ids.Import);
        var startedId = "";
        if (IdempotencyKey.Of(context.Request) is not { } key)
            return await Start(await upload.Stage(caller.Tenant, id, context.Request.Body, cancellation));

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
            staged = await upload.Stage(caller.Tenant, id, body, cancellation);
            return IdempotencyFilter.RequestHash(context.Request, body.Hash());
        }

        async Task<Answer> Start(StagedImport file)
        {
            startedId = file.Id;
            var command = new StartImport(file.Columns, file.Rows, file.Chunks, caller.Actor());
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

    private static async Task<Answer> Problems(string import, ListRequest list, Caller caller, IImportRows rows)
    {
        var language = caller.Language;
        var severity = list.Query.Code<ProblemSeverity>("severity");
        var slice = await rows.Problems(caller.Tenant, import, severity, list.Page);
        if (slice.Items.IsEmpty && await rows.Find(caller.Tenant, import) is null)
            return caller.NotFound();
        return list.Answer(slice, row => ImportProblemView.Of(row, language));
    }

    private static void Check(HttpRequest request)
    {
        var type = request.GetTypedHeaders().ContentType;
        if (type is null || !type.MediaType.Equals(CsvType, StringComparison.OrdinalIgnoreCase))
            throw new RequestRefused(TransportCodes.UnsupportedMediaType, CsvType);
        if (request.ContentLength > Limits.ImportBytesMax)
            throw new RequestRefused(
                HrCsvFailure.TooLarge,
                Limits.ImportBytesMax.ToString("N0", CultureInfo.InvariantCulture)
            );
    }
}
