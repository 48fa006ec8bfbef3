using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Binome.WebApi.People;

/// <summary>
/// Turns the bytes of an HR export into text: UTF-8 with or without a byte order mark, UTF-16 with one, Windows-1252.
/// Windows-1252 is never announced, so UTF-8 is read strictly and given up at the first sequence that is none, unless
/// something only UTF-8 can mean came before: then the file mixes both, and guessing would damage names.
/// </summary>
internal sealed class HrCsvDecoder
{
    // U+FFFF is no character of any file: decoders write it where they cannot decode, so that the place is known.
    private const char Undecodable = '\uFFFF';
    private static readonly DecoderReplacementFallback MarkUndecodable = new(Undecodable.ToString());
    private static readonly SearchValues<char> C1Controls = SearchValues.Create([
        .. Enumerable.Range(0x80, 0x20).Select(code => (char)code),
    ]);

    public const string Utf8Name = "utf-8";
    public const int MarkBytesMax = 3;
    private const string Windows1252Name = "windows-1252";

    private readonly bool canFallBack;
    private Decoder? decoder;
    private bool multiByteSeen;
    private int line = 1;
    private char previous;

    private HrCsvDecoder(string name, Decoder? decoder, bool canFallBack)
    {
        Name = name;
        this.decoder = decoder;
        this.canFallBack = canFallBack;
    }

    /// <summary>utf-8, utf-16 or windows-1252, as far as the bytes read so far tell.</summary>
    public string Name { get; private set; }

    /// <summary>Chooses by the first bytes (three, when the file has as many) and says how many of them are a byte order mark.</summary>
    public static HrCsvDecoder For(ReadOnlySpan<byte> start, out int markLength)
    {
        markLength = start switch
        {
            [0xEF, 0xBB, 0xBF, ..] => 3,
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => 2,
            _ => 0,
        };
        if (markLength != 2)
            return new HrCsvDecoder(Utf8Name, null, canFallBack: markLength == 0);
        var utf16 = (Encoding)new UnicodeEncoding(bigEndian: start[0] == 0xFE, byteOrderMark: false).Clone();
        utf16.DecoderFallback = MarkUndecodable;
        return new HrCsvDecoder("utf-16", utf16.GetDecoder(), canFallBack: false);
    }

    /// <summary>Decodes what fits; bytes left unread are the start of a sequence and come again with the next ones.</summary>
    public void Convert(ReadOnlySpan<byte> bytes, Span<char> chars, bool last, out int read, out int written)
    {
        if (decoder is not null)
        {
            decoder.Convert(bytes, chars, last, out read, out written, out _);
            Inspect(chars[..written]);
            return;
        }

        var status = Utf8.ToUtf16(
            bytes,
            chars,
            out read,
            out written,
            replaceInvalidSequences: false,
            isFinalBlock: last
        );
        // Every sequence but ASCII is shorter in characters than in bytes.
        multiByteSeen |= written != read;
        Inspect(chars[..written]);
        if (status != OperationStatus.InvalidData)
            return;

        FallBack();
        Convert(bytes[read..], chars[written..], last, out var readMore, out var writtenMore);
        read += readMore;
        written += writtenMore;
    }

    /// <summary>Line breaks in a stretch of text; a CR LF split over two stretches counts once.</summary>
    private int LineBreaks(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var character in text)
        {
            if (character == '\r' || (character == '\n' && previous != '\r'))
                count++;
            previous = character;
        }
        return count;
    }

    private void FallBack()
    {
        if (multiByteSeen || !canFallBack)
            throw Undecoded();
        var windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(
            1252,
            EncoderFallback.ExceptionFallback,
            MarkUndecodable
        );
        decoder = windows1252!.GetDecoder();
        Name = Windows1252Name;
    }

    private void Inspect(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
            throw new HrCsvFailure(HrCsvFailure.NotCsv);
        // Windows-1252 leaves five bytes undefined; they come out as C1 controls, which none of its characters is.
        var undecodable = Name == Windows1252Name ? text.IndexOfAny(C1Controls) : text.IndexOf(Undecodable);
        line += LineBreaks(undecodable < 0 ? text : text[..undecodable]);
        if (undecodable >= 0)
            throw Undecoded();
    }

    private HrCsvFailure Undecoded() => new(HrCsvFailure.Encoding, Name, line.ToString(CultureInfo.InvariantCulture));
}
