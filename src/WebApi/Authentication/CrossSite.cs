namespace Binome.WebApi.Authentication;

/// <summary>Tells requests that our own pages made from those that another site made a browser send.</summary>
internal static class CrossSite
{
    private const string FetchSite = "Sec-Fetch-Site";
    private const string SameOrigin = "same-origin";

    /// <summary>True for a request that changes something and does not show that it comes from our own origin.</summary>
    public static bool Suspects(HttpRequest request, PublicAddress address)
    {
        var method = request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method))
            return false;
        if (request.Headers.TryGetValue(FetchSite, out var site))
            return site != SameOrigin;
        // Browsers that don't say so send the origin with every change; other clients have to say it too.
        return request.Headers.Origin is not [{ } origin] || !IsOurs(origin, request, address);
    }

    private static bool IsOurs(string origin, HttpRequest request, PublicAddress address) =>
        origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || origin.Equals(address.Origin, StringComparison.OrdinalIgnoreCase);
}
