namespace Binome.WebApi.Authentication;

/// <summary>What a request shows to say who sends it: the Authorization header or else the secret of a session's cookie; neither when it shows nothing.</summary>
internal readonly record struct ShownCredential(string? Authorization, string? Session)
{
    public static ShownCredential Of(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count > 0 ? new(header.ToString(), null) : new(null, SessionCookie.Of(request));
    }

    // A secret stays out of whatever prints this.
    public override string ToString() => nameof(ShownCredential);
}
