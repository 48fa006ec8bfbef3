namespace Binome.WebApi.Http;

internal static class HeaderNames
{
    public const string RequestId = "Request-Id";
    public const string IdempotencyKey = "Idempotency-Key";
    public const string IdempotentReplayed = "Idempotent-Replayed";
    public const string RateLimitPolicy = "RateLimit-Policy";
    public const string RateLimit = "RateLimit";

    /// <summary>false on every answer of a sandbox.</summary>
    public const string Livemode = "Binome-Livemode";
}
