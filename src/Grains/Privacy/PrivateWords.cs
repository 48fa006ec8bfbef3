using System.Security.Cryptography;
using System.Text;
using Binome.Contracts.Privacy;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Privacy;

/// <summary>Seals private words with AES-256-GCM under their author's key, bound to tenant and place.</summary>
internal sealed partial class PrivateWords(
    IGrainFactory grains,
    IPrivateKeyRows rows,
    IKeySeal seal,
    ILogger<PrivateWords> logger
) : IPrivateWords
{
    public const int KeyBytes = 32;

    private const string Form = "1.";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public async Task<string> Seal(PrivatePlace place, string text)
    {
        var sealedKey =
            (await rows.Find(place.Tenant, place.AuthorId))?.SealedKey
            ?? await new TenantGrains(grains, place.Tenant).PrivateKey(place.AuthorId).Ensure()
            ?? throw new InvalidOperationException($"The key of {place.AuthorId} was erased.");
        var plain = Encoding.UTF8.GetBytes(text);
        // Nonce, tag, words.
        var packed = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(packed.AsSpan(0, NonceBytes));
        using var aes = Aes(place, sealedKey);
        aes.Encrypt(
            packed.AsSpan(0, NonceBytes),
            plain,
            packed.AsSpan(NonceBytes + TagBytes),
            packed.AsSpan(NonceBytes, TagBytes),
            Bound(place)
        );
        return Form + Convert.ToBase64String(packed);
    }

    public async Task<string?> Open(PrivatePlace place, string sealedText)
    {
        if ((await rows.Find(place.Tenant, place.AuthorId))?.SealedKey is not { } sealedKey)
            return null;
        try
        {
            return Opened(place, sealedKey, sealedText);
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            // Whoever restores a database without its keys still has all the rest; the log says what is missing.
            LogUnreadable(place.Field, problem.GetType().Name);
            return null;
        }
    }

    private string Opened(PrivatePlace place, string sealedKey, string sealedText)
    {
        if (!sealedText.StartsWith(Form, StringComparison.Ordinal))
            throw new FormatException("Private words of an unknown form.");
        var packed = Convert.FromBase64String(sealedText[Form.Length..]);
        if (packed.Length < NonceBytes + TagBytes)
            throw new FormatException("Private words that were cut.");
        var plain = new byte[packed.Length - NonceBytes - TagBytes];
        using var aes = Aes(place, sealedKey);
        aes.Decrypt(
            packed.AsSpan(0, NonceBytes),
            packed.AsSpan(NonceBytes + TagBytes),
            packed.AsSpan(NonceBytes, TagBytes),
            plain,
            Bound(place)
        );
        return Encoding.UTF8.GetString(plain);
    }

    private AesGcm Aes(PrivatePlace place, string sealedKey) =>
        new(Convert.FromBase64String(seal.Open(place.Tenant, place.AuthorId, sealedKey)), TagBytes);

    private static byte[] Bound(PrivatePlace place) =>
        Encoding.UTF8.GetBytes($"{place.Tenant}\n{place.AuthorId}\n{place.Field}");

    [LoggerMessage(LogLevel.Warning, "The private words in {Field} can't be read: {Problem}.")]
    private partial void LogUnreadable(string field, string problem);
}
