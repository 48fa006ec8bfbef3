using Binome.Contracts.Exports;

namespace Binome.WebApi.Exports;

/// <summary>Sends the file of an export piece by piece; memory holds one piece, never the file.</summary>
internal sealed class ExportFile(ExportRow export, string etag, string tenant, IExportFiles files) : IResult
{
    public const string JsonLinesType = "application/x-ndjson";
    public const string CsvType = "text/csv";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (type, extension) =
            export.Format == ExportFormat.Csv ? ($"{CsvType}; charset=utf-8", "csv") : (JsonLinesType, "jsonl");
        var response = httpContext.Response;
        response.ContentType = type;
        // Whoever receives less knows that a piece was missing.
        response.ContentLength = export.Bytes;
        response.Headers.ETag = etag;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, no-store";
        response.Headers.ContentDisposition =
            $"attachment; filename=\"binome-{Codes<ExportResource>.ByValue[export.Content.Resource].Value}-{export.CreatedAt:yyyy-MM-dd}.{extension}\"";
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;
        for (var piece = 0; piece < export.Pieces; piece++)
        {
            if (await files.Get(tenant, export.Id, piece) is not { } body)
                throw new InvalidOperationException($"Piece {piece} of {export.Id} is not there.");
            await response.BodyWriter.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}

/// <summary>Marks the routes that answer a file, whatever the caller says to accept.</summary>
internal sealed class FileAnswer
{
    public static readonly FileAnswer Mark = new();
}
