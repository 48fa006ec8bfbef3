using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Binome.Contracts.Integrations;

/// <summary>Signatures and secrets as Standard Webhooks 1.0.0 has them.</summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";
    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    /// <summary><c>whsec_</c> and base64 of 32 random bytes.</summary>
    public static string NewSecret() =>
        SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(WebhookLimits.SecretBytes));

    public static byte[] KeyOf(string secret) => Convert.FromBase64String(secret[SecretPrefix.Length..]);

    /// <summary>One signature for each key, separated by spaces: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
    public static string Of(string messageId, long timestampSeconds, byte[] body, ImmutableArray<byte[]> keys)
    {
        ArgumentNullException.ThrowIfNull(body);
        var head = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{messageId}.{timestampSeconds}.")
        );
        var signed = new byte[head.Length + body.Length];
        head.CopyTo(signed, 0);
        body.CopyTo(signed, head.Length);
        return string.Join(' ', keys.Select(key => Version + Convert.ToBase64String(HMACSHA256.HashData(key, signed))));
    }
}
