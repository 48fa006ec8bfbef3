using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Binome.Contracts.Tenants;

/// <summary>
/// The form of an API key: <c>bn_live_</c> or <c>bn_test_</c>, 32 characters of Crockford's base 32 (160 random bits) and
/// 6 characters of checksum (the first 30 bits of the SHA-256 of all before them), so that scanners can recognise a
/// leaked key and a mistyped one never reaches the database.
/// </summary>
public static class ApiKeyFormat
{
    public const string LivePrefix = "bn_live_";
    public const string TestPrefix = "bn_test_";
    public const int Length = PrefixCharacters + RandomCharacters + ChecksumCharacters;
    public const int HashBytes = SHA256.HashSizeInBytes;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private static readonly SearchValues<char> AlphabetCharacters = SearchValues.Create(Alphabet);
    private const int PrefixCharacters = 8;
    private const int RandomCharacters = 32;
    private const int ChecksumCharacters = 6;

    /// <summary>A new secret. It is shown once; only its <see cref="Hash"/> and its <see cref="Last4"/> are kept.</summary>
    /// <param name="livemode">False makes a key of a test tenant.</param>
    public static string New(bool livemode)
    {
        Span<char> secret = stackalloc char[Length];
        (livemode ? LivePrefix : TestPrefix).CopyTo(secret);
        RandomNumberGenerator.GetItems(Alphabet, secret.Slice(PrefixCharacters, RandomCharacters));
        WriteChecksum(secret[..^ChecksumCharacters], secret[^ChecksumCharacters..]);
        return new string(secret);
    }

    /// <summary>True for text of this form whose checksum is right; says nothing of whether such a key exists.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> secret)
    {
        if (secret.Length != Length || secret[PrefixCharacters..].ContainsAnyExcept(AlphabetCharacters))
            return false;
        if (!secret.StartsWith(LivePrefix) && !secret.StartsWith(TestPrefix))
            return false;
        Span<char> checksum = stackalloc char[ChecksumCharacters];
        WriteChecksum(secret[..^ChecksumCharacters], checksum);
        return secret[^ChecksumCharacters..].SequenceEqual(checksum);
    }

    /// <summary>SHA-256 of the secret in lower-case hex, as credentials are looked up by.</summary>
    public static string Hash(string secret)
    {
        Span<byte> hash = stackalloc byte[HashBytes];
        return TryHash(secret, hash)
            ? Convert.ToHexStringLower(hash)
            : throw new ArgumentException("Not the length of a key.", nameof(secret));
    }

    /// <summary>The hash as bytes; false, and nothing written, for text that has not the length of a key.</summary>
    public static bool TryHash(ReadOnlySpan<char> secret, Span<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (secret.Length != Length || !Encoding.ASCII.TryGetBytes(secret, bytes, out _))
            return false;
        return SHA256.HashData(bytes, hash) == HashBytes;
    }

    /// <summary>The last four characters, by which people tell keys apart.</summary>
    public static string Last4(string secret) => secret[^4..];

    private static void WriteChecksum(ReadOnlySpan<char> text, Span<char> checksum)
    {
        Span<byte> bytes = stackalloc byte[Length];
        Span<byte> hash = stackalloc byte[HashBytes];
        SHA256.HashData(bytes[..Encoding.ASCII.GetBytes(text, bytes)], hash);
        var bits = BinaryPrimitives.ReadUInt32BigEndian(hash);
        for (var i = 0; i < ChecksumCharacters; i++)
            checksum[i] = Alphabet[(int)(bits >> (27 - 5 * i) & 31)];
    }
}
