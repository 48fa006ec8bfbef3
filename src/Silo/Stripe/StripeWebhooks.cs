using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Binome.Contracts.Billing;

namespace Binome.Silo.Stripe;

/// <summary>
/// The signature of Stripe's webhooks: hex HMAC-SHA256 of <c>{t}.{raw body}</c> under the whole secret. Several marks stand in the header while a
/// secret is being changed; one that fits is enough.
/// </summary>
internal sealed class StripeWebhooks(StripeSettings settings, TimeProvider time) : IStripeWebhooks
{
    public static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(300);
    private const int HeaderCharactersMax = 2_000;
    private const string Instant = "t=";
    private const string Mark = "v1=";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private readonly byte[] secret = Encoding.UTF8.GetBytes(settings.WebhookSecret ?? "");

    public StripeEvent? Read(ReadOnlyMemory<byte> body, string? signature)
    {
        if (!settings.IsUsed || !IsSigned(body.Span, signature))
            return null;
        try
        {
            return
                JsonSerializer.Deserialize<EventAnswer>(body.Span, Json)
                    is { Id: not null, Type: not null, Data: not null } answer
                ? StripeReadings.Of(answer)
                : null;
        }
        catch (JsonException)
        {
            // Signed, and yet no event: nothing that can be acted on.
            return null;
        }
    }

    private bool IsSigned(ReadOnlySpan<byte> body, string? header)
    {
        if (header is null or { Length: > HeaderCharactersMax })
            return false;
        var parts = header.Split(',', StringSplitOptions.TrimEntries);
        var t = parts.FirstOrDefault(part => part.StartsWith(Instant, StringComparison.Ordinal))?[Instant.Length..];
        if (!long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return false;
        var age = Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds);
        if (age > AgeMax.TotalSeconds)
            return false;
        var expected = Expected(t, body);
        var isSigned = false;
        foreach (var part in parts)
            if (part.StartsWith(Mark, StringComparison.Ordinal))
                isSigned |= CryptographicOperations.FixedTimeEquals(
                    expected,
                    Encoding.UTF8.GetBytes(part[Mark.Length..])
                );
        return isSigned;
    }

    private byte[] Expected(string t, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.UTF8.GetBytes($"{t}."));
        hash.AppendData(body);
        return Encoding.UTF8.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
