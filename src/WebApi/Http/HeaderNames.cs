namespace Binome.WebApi.Http;

internal static class HeaderNames
{
    public const string RequestId = "Request-Id";
    public const string IdempotencyKey = "Idempotency-Key";
    public const string IdempotentReplayed = "Idempotent-Replayed";
    public const string RateLimitPolicy = "RateLimit-Policy";
    public const string Version = "Binome-Version";
    public const string Deprecation = "Deprecation";
    public const string Sunset = "Sunset";
    public const string AllowOrigin = "Access-Control-Allow-Origin";
    public const string RateLimit = "RateLimit";

    /// <summary>false on every answer of a sandbox.</summary>
    public const string Livemode = "Binome-Livemode";

    /// <summary>What was said of the request before anything was answered.</summary>
    public static readonly ImmutableArray<string> OfTheRequest =
    [
        RequestId,
        Version,
        RateLimitPolicy,
        RateLimit,
        AllowOrigin,
        Deprecation,
        Sunset,
    ];
}
