using System.Text;
using Binome.WebApi.People;

namespace Binome.People.Tests;

/// <summary>What a test reads a file with.</summary>
internal static class HrCsvReading
{
    public const string Header = "employee_id,first_name,last_name,email";

    public static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static Task<HrCsvFile> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static async Task<HrCsvFile> Read(byte[] content, int bytesPerRead = int.MaxValue)
    {
        using var csv = await HrCsv.Open(new TrickleStream(content, bytesPerRead), CancellationToken.None);
        var lines = new List<HrCsvLine>();
        await foreach (var line in csv.Lines())
            lines.Add(line);
        return new HrCsvFile(csv.Header, csv.Encoding, lines);
    }

    public static async Task<HrCsvFailure> Fail(byte[] content) =>
        await Should.ThrowAsync<HrCsvFailure>(() => Read(content));

    public static Task<HrCsvFailure> Fail(string text) => Fail(Encoding.UTF8.GetBytes(text));

    public static byte[] Marked(Encoding encoding, string text) =>
        [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
}

internal sealed record HrCsvFile(HrCsvHeader Header, string Encoding, IReadOnlyList<HrCsvLine> Lines)
{
    public string?[] Cells(int row) => Lines[row].Cells;
}

/// <summary>A request body: forward only, asynchronous only, and never more than a few bytes at a time.</summary>
internal sealed class TrickleStream(IEnumerable<byte> content, int bytesPerRead) : Stream
{
    private readonly IEnumerator<byte> source = content.GetEnumerator();

    public long BytesRead { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var count = 0;
        var span = buffer.Span;
        while (count < Math.Min(span.Length, bytesPerRead) && source.MoveNext())
            span[count++] = source.Current;
        BytesRead += count;
        return ValueTask.FromResult(count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
