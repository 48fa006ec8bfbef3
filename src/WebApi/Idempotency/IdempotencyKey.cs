namespace Binome.WebApi.Idempotency;

internal static class IdempotencyKey
{
    private const int CharactersMax = 255;

    /// <summary>The key of the request, without its quotes; null when it has none.</summary>
    /// <exception cref="RequestRefused">The header is no key.</exception>
    public static string? Of(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(HeaderNames.IdempotencyKey, out var values))
            return null;
        var key = values.Count == 1 ? values[0]!.Trim() : "";
        if (key is ['"', .. var quoted, '"'])
            key = quoted;
        var isPrintable = !key.AsSpan().ContainsAnyExceptInRange(' ', '~');
        return key.Length is > 0 and <= CharactersMax && isPrintable
            ? key
            : throw new RequestRefused(TransportCodes.IdempotencyKeyInvalid);
    }
}
