using Binome.Contracts.Members;

namespace Binome.WebApi.Authentication;

/// <summary>
/// The cookies of signing in. The prefix makes browsers insist that they are secure, of this host alone and for all of its
/// paths, so that no neighbour can plant one; they are sent along when somebody follows a link to us, never with a foreign form.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "__Host-binome";

    /// <summary>Which browser asked for a link.</summary>
    public const string BrowserName = "__Host-binome-browser";

    public static string? Of(HttpRequest request) => request.Cookies[Name];

    /// <summary>The hash of the cookie of a browser that asked for a link; null when it has none.</summary>
    public static string? BrowserHash(HttpRequest request) =>
        request.Cookies[BrowserName] is { } secret && SecretFormat.IsWellFormed(secret)
            ? SecretFormat.Hash(secret)
            : null;

    public static void Write(HttpResponse response, string secret) =>
        response.Cookies.Append(Name, secret, Options(MemberLimits.SessionLife));

    public static void WriteBrowser(HttpResponse response, string secret) =>
        response.Cookies.Append(BrowserName, secret, Options(MemberLimits.SignInLinkLife));

    public static void Delete(HttpResponse response) => response.Cookies.Delete(Name, Options(life: null));

    private static CookieOptions Options(TimeSpan? life) =>
        new()
        {
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = life,
            IsEssential = true,
        };
}
