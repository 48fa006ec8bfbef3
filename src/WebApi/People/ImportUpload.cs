using System.Globalization;
using Binome.Contracts.People;

namespace Binome.WebApi.People;

/// <summary>A file that lies in the uploads, ready to be imported.</summary>
internal sealed record StagedImport(string Id, ImmutableArray<string> Columns, int Rows, int Chunks);

/// <summary>Takes an uploaded file apart while it arrives, chunk by chunk; memory holds one chunk, never the file.</summary>
internal sealed class ImportUpload(IImportUploads uploads)
{
    /// <exception cref="RequestRefused">The file as a whole can't be imported; nothing of it stays.</exception>
    /// <param name="isJsonLines">False for a CSV.</param>
    public async Task<StagedImport> Stage(
        string tenant,
        string importId,
        Stream file,
        bool isJsonLines,
        CancellationToken cancellation
    )
    {
        try
        {
            if (isJsonLines)
                return await Store(tenant, importId, [], HrJsonLines.Lines(file, cancellation));
            using var csv = await HrCsv.Open(file, cancellation);
            return await Store(tenant, importId, [.. csv.Header.Columns], Lines(csv));
        }
        catch (Exception exception)
        {
            await uploads.Drop(tenant, importId);
            if (exception is HrCsvFailure failure)
                throw new RequestRefused(Failure.Of(failure.Code, [.. Readable(failure)]));
            throw;
        }
    }

    public Task Drop(string tenant, string importId) => uploads.Drop(tenant, importId);

    private static IAsyncEnumerable<ImportLine> Lines(HrCsv csv) =>
        csv.Lines().Select(line => new ImportLine(line.Line, [.. line.Cells], line.Problem?.Code));

    private async Task<StagedImport> Store(
        string tenant,
        string importId,
        ImmutableArray<string> columns,
        IAsyncEnumerable<ImportLine> file
    )
    {
        var lines = ImmutableArray.CreateBuilder<ImportLine>(Limits.ImportChunkRows);
        var (rows, chunks) = (0, 0);
        await foreach (var line in file)
        {
            rows++;
            lines.Add(line);
            if (lines.Count == Limits.ImportChunkRows)
                await uploads.Put(tenant, importId, chunks++, lines.DrainToImmutable());
        }
        if (lines.Count > 0)
            await uploads.Put(tenant, importId, chunks++, lines.DrainToImmutable());
        return rows > 0
            ? new StagedImport(importId, columns, rows, chunks)
            : throw new HrCsvFailure(HrCsvFailure.Empty);
    }

    // Columns are one argument of the message; the others stand alone.
    private static IEnumerable<string> Readable(HrCsvFailure failure) =>
        failure.Code is HrCsvFailure.ColumnsMissing or HrCsvFailure.ColumnsDuplicate
            ? [string.Join(", ", failure.Arguments)]
            : failure.Arguments.Select(argument =>
                long.TryParse(argument, CultureInfo.InvariantCulture, out var number)
                    ? number.ToString("N0", CultureInfo.InvariantCulture)
                    : argument
            );
}
