using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Binome.WebApi.Lists;

/// <summary>
/// A place in a list, bound to the list it was given for: tenant, path and filters. The binding is a checksum, not a
/// secret: whoever forges one only chooses another place in a list they may read from the start anyway. So cursors
/// survive restarts and need no key to keep.
/// </summary>
internal static class Cursor
{
    private const int CharactersMax = 512;
    private const int ChecksumBytes = 12;

    public static string Of(string binding, string after)
    {
        var place = Encoding.UTF8.GetBytes(after);
        var bytes = new byte[ChecksumBytes + place.Length];
        Checksum(binding, place, bytes);
        place.CopyTo(bytes, ChecksumBytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <exception cref="RequestRefused">The cursor is malformed, changed, or of another list.</exception>
    public static string Read(string binding, string cursor)
    {
        if (cursor.Length > CharactersMax || !Base64Url.IsValid(cursor))
            throw Invalid();
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= ChecksumBytes)
            throw Invalid();
        Span<byte> expected = stackalloc byte[ChecksumBytes];
        Checksum(binding, bytes.AsSpan(ChecksumBytes), expected);
        return expected.SequenceEqual(bytes.AsSpan(0, ChecksumBytes))
            ? Encoding.UTF8.GetString(bytes, ChecksumBytes, bytes.Length - ChecksumBytes)
            : throw Invalid();
    }

    private static void Checksum(string binding, ReadOnlySpan<byte> place, Span<byte> checksum)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(binding) + 1 + place.Length];
        // A zero stands between the two.
        Encoding.UTF8.GetBytes(binding, bytes);
        place.CopyTo(bytes.AsSpan(bytes.Length - place.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        hash[..ChecksumBytes].CopyTo(checksum);
    }

    private static RequestRefused Invalid() =>
        new(Failure.At($"{Problems.ParameterMark}{QueryParameters.Cursor}", TransportCodes.CursorInvalid));
}
