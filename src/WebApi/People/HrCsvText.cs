using System.Globalization;

namespace Binome.WebApi.People;

/// <summary>
/// The decoded text of a request body, for the CSV reader: one block of bytes, one block of characters, never more,
/// and the limit on the bytes of the whole file.
/// </summary>
internal sealed class HrCsvText(Stream source, CancellationToken cancellation) : TextReader
{
    private const int BlockBytes = 16_384;

    // A pair of surrogates must still fit when the block of characters is almost full.
    private const int Slack = 16;

    private readonly byte[] bytes = new byte[BlockBytes];
    private readonly char[] chars = new char[HrCsv.HeaderCharactersMax + Slack];
    private HrCsvDecoder? decoder;
    private int byteCount;
    private long bytesTotal;
    private int charStart;
    private int charEnd;
    private bool sourceEnded;
    private bool ended;

    public string Encoding => decoder?.Name ?? HrCsvDecoder.Utf8Name;

    /// <summary>The start of the text, at least <see cref="HrCsv.HeaderCharactersMax"/> or all of it; it is still to be read.</summary>
    public async ValueTask<(ReadOnlyMemory<char> Text, bool Whole)> Start()
    {
        while (charEnd < HrCsv.HeaderCharactersMax && await Fill()) { }
        return (chars.AsMemory(charStart, charEnd - charStart), ended);
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) =>
        ReadAsync(buffer.AsMemory(index, count), cancellation).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        while (charStart == charEnd)
        {
            charStart = charEnd = 0;
            if (!await Fill())
                return 0;
        }
        var count = Math.Min(buffer.Length, charEnd - charStart);
        chars.AsMemory(charStart, count).CopyTo(buffer);
        charStart += count;
        return count;
    }

    // Adds to the block of characters, perhaps nothing yet; false when the text has ended.
    private async ValueTask<bool> Fill()
    {
        if (ended)
            return false;
        await ReadBytes();
        if (decoder is null && byteCount < HrCsvDecoder.MarkBytesMax && !sourceEnded)
            return true;

        var mark = 0;
        decoder ??= HrCsvDecoder.For(bytes.AsSpan(0, byteCount), out mark);
        decoder.Convert(
            bytes.AsSpan(mark, byteCount - mark),
            chars.AsSpan(charEnd),
            sourceEnded,
            out var read,
            out var written
        );
        read += mark;
        bytes.AsSpan(read, byteCount - read).CopyTo(bytes);
        byteCount -= read;
        charEnd += written;
        ended = sourceEnded && byteCount == 0;
        return true;
    }

    private async ValueTask ReadBytes()
    {
        if (sourceEnded || byteCount == bytes.Length)
            return;
        var read = await source.ReadAsync(bytes.AsMemory(byteCount), cancellation);
        sourceEnded = read == 0;
        byteCount += read;
        bytesTotal += read;
        if (bytesTotal > HrCsv.BytesMax)
            throw new HrCsvFailure(HrCsvFailure.TooLarge, HrCsv.BytesMax.ToString(CultureInfo.InvariantCulture));
    }
}
