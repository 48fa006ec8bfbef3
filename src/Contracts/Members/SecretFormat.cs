using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Binome.Contracts.Members;

/// <summary>The secrets of sessions, links and browsers: 256 random bits, base64url. Stored and looked up by their SHA-256 alone.</summary>
public static class SecretFormat
{
    public const int Length = 43;
    private const int RandomBytes = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    public static bool IsWellFormed(string? secret) =>
        secret is { Length: Length } && Base64Url.IsValid(secret.AsSpan(), out var bytes) && bytes == RandomBytes;

    /// <summary>SHA-256 of the secret in lower-case hex.</summary>
    public static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));

    /// <summary>The hash as bytes; false, and nothing written, for text that has not the length of a secret.</summary>
    public static bool TryHash(ReadOnlySpan<char> secret, Span<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (secret.Length != Length || !Encoding.ASCII.TryGetBytes(secret, bytes, out _))
            return false;
        return SHA256.HashData(bytes, hash) == SHA256.HashSizeInBytes;
    }
}
