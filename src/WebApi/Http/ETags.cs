using System.Globalization;

namespace Binome.WebApi.Http;

/// <summary>ETags of resources: the version of the commit that wrote them, as in <c>"v7"</c>.</summary>
internal static class ETags
{
    private const int CharactersMax = 1_024;

    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"v{version}\"");

    /// <summary>The version a change is made against; null when the caller does not ask.</summary>
    /// <exception cref="RequestRefused">If-Match is none of our ETags: malformed, or never one that matches.</exception>
    public static long? IfMatch(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
            return null;
        var text = header.ToString().Trim();
        if (text == "*")
            return null;
        if (text.Contains(',', StringComparison.Ordinal) || text is not ['"', .., '"'] and not ['W', '/', ..])
            throw new RequestRefused(TransportCodes.PreconditionInvalid);
        return TryVersion(text, out var version) ? version : throw new RequestRefused(FailureCodes.VersionMismatch);
    }

    /// <summary>True when the caller asks for a version of what has none: only <c>*</c> is met then.</summary>
    public static bool HasNone(HttpRequest request) =>
        request.Headers.IfMatch.Count > 0 && request.Headers.IfMatch.ToString().Trim() != "*";

    /// <summary>True when the caller holds this version already (weak comparison, RFC 9110 §13.1.2).</summary>
    public static bool IsKnown(HttpRequest request, string etag)
    {
        var header = request.Headers.IfNoneMatch;
        if (header.Count == 0)
            return false;
        var text = header.ToString();
        if (text.Length > CharactersMax)
            return false;
        foreach (var part in text.AsSpan().Split(','))
        {
            var known = text.AsSpan()[part].Trim();
            if (known.SequenceEqual("*") || known.SequenceEqual(etag))
                return true;
            if (known.StartsWith("W/") && known[2..].SequenceEqual(etag))
                return true;
        }
        return false;
    }

    private static bool TryVersion(string etag, out long version)
    {
        version = 0;
        return etag is ['"', 'v', .., '"']
            && long.TryParse(
                etag.AsSpan(2, etag.Length - 3),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out version
            );
    }
}
