using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Binome.Contracts;

/// <summary>
/// Prefixed identifiers such as <c>pair_01j9…</c>: 48 bits of creation time in milliseconds and 80 further bits, in
/// Crockford's base 32, so that the order of ids is the order of creation and new rows land side by side.
/// </summary>
public static class Ids
{
    public const string Tenant = "ten";
    public const string ApiKey = "key";
    public const string Member = "mbr";
    public const string SignIn = "sgn";
    public const string SignInLink = "lnk";
    public const string Participant = "ptc";
    public const string Import = "imp";
    public const string Export = "exp";
    public const string Programme = "prg";
    public const string Enrolment = "enr";
    public const string Exclusion = "exc";
    public const string Resource = "rsc";
    public const string Workshop = "wsp";
    public const string MatchingRun = "mrn";
    public const string Proposal = "prop";
    public const string Publication = "pub";
    public const string Pair = "pair";
    public const string PairStep = "pst";
    public const string AgendaItem = "agi";
    public const string Objective = "obj";
    public const string Session = "ses";
    public const string Reflection = "rfl";
    public const string Request = "req";
    public const string Mail = "mail";
    public const string Message = "msg";
    public const string WebhookEndpoint = "whe";
    public const string WebhookAttempt = "wha";
    public const string BilledPerson = "bpl";

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private static readonly SearchValues<char> AlphabetCharacters = SearchValues.Create(Alphabet);
    private const int TimeCharacters = 10;
    private const int RestBytes = 10;
    private const int RestCharacters = 16;

    // Asking the system for random bytes costs more than all the rest of an id, so one call serves many.
    private const int IdsPerFill = 64;

    [ThreadStatic]
    private static byte[]? random;

    [ThreadStatic]
    private static int randomLeft;

    /// <summary>A new id that nobody can guess.</summary>
    public static string New(string prefix, DateTimeOffset now)
    {
        if (randomLeft == 0)
        {
            RandomNumberGenerator.Fill(random ??= new byte[RestBytes * IdsPerFill]);
            randomLeft = IdsPerFill;
        }
        return Render(prefix, now, random.AsSpan(--randomLeft * RestBytes, RestBytes));
    }

    /// <summary>The same id for the same parts, so that a step repeated after a crash makes nothing twice.</summary>
    public static string Derived(string prefix, DateTimeOffset at, params ReadOnlySpan<string> parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!)));
        return Render(prefix, at, hash.AsSpan(0, RestBytes));
    }

    /// <summary>True for text that has the form of an id with this prefix; says nothing of whether it exists.</summary>
    public static bool Has(string prefix, string? id) =>
        id is not null
        && id.Length == prefix.Length + 1 + TimeCharacters + RestCharacters
        && id.StartsWith(prefix, StringComparison.Ordinal)
        && id[prefix.Length] == '_'
        && !id.AsSpan(prefix.Length + 1).ContainsAnyExcept(AlphabetCharacters);

    /// <summary>The instant an id was made at, in whole milliseconds.</summary>
    /// <exception cref="FormatException">The text is no id.</exception>
    public static DateTimeOffset CreatedAt(string id)
    {
        var start = id.LastIndexOf('_') + 1;
        if (start == 0 || id.Length != start + TimeCharacters + RestCharacters)
            throw new FormatException($"'{id}' is no id.");
        long milliseconds = 0;
        foreach (var character in id.AsSpan(start, TimeCharacters))
        {
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            milliseconds =
                digit >= 0 ? milliseconds << 5 | (long)digit : throw new FormatException($"'{id}' is no id.");
        }
        // Fifty bits of characters hold forty-eight of time: a foreign id may name an instant beyond the calendar.
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new FormatException($"'{id}' is no id.");
    }

    private static string Render(string prefix, DateTimeOffset at, ReadOnlySpan<byte> rest)
    {
        Span<char> text = stackalloc char[TimeCharacters + RestCharacters];
        var milliseconds = at.ToUnixTimeMilliseconds();
        for (var i = TimeCharacters - 1; i >= 0; i--, milliseconds >>= 5)
            text[i] = Alphabet[(int)(milliseconds & 31)];
        WriteBase32(rest, text[TimeCharacters..]);
        return string.Concat(prefix, "_", text);
    }

    private static void WriteBase32(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        for (var block = 0; block < 2; block++)
        {
            // Five bytes are forty bits, eight characters.
            var source = bytes.Slice(block * 5, 5);
            var bits = (ulong)source[0] << 32 | BinaryPrimitives.ReadUInt32BigEndian(source[1..]);
            for (var i = 7; i >= 0; i--, bits >>= 5)
                text[block * 8 + i] = Alphabet[(int)(bits & 31)];
        }
    }
}
