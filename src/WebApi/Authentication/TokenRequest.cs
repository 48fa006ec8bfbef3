using System.Text;

namespace Binome.WebApi.Authentication;

/// <summary>What a client sends to the token endpoint (RFC 6749 §4.4), from the form and from Basic credentials.</summary>
internal sealed record TokenRequest(string GrantType, string ClientId, string ClientSecret, string? Scope)
{
    private const string Basic = "Basic ";
    private const int ValueCharactersMax = 2_000;

    /// <exception cref="TokenRefusal">The request is none, or its client says who it is in two ways or in none.</exception>
    public static TokenRequest Of(HttpRequest request, IFormCollection form)
    {
        if (request.QueryString.HasValue)
            throw new TokenRefusal("invalid_request", "Send everything in the body: addresses end up in logs.");
        var grantType =
            Single(form, "grant_type") ?? throw new TokenRefusal("invalid_request", "grant_type is missing.");
        var (id, secret) = Client(request, form);
        if (grantType != "client_credentials")
            throw new TokenRefusal("unsupported_grant_type", "grant_type must be client_credentials.");
        return new TokenRequest(grantType, id, secret, Single(form, "scope"));
    }

    private static (string Id, string Secret) Client(HttpRequest request, IFormCollection form)
    {
        var (id, secret) = (Single(form, "client_id"), Single(form, "client_secret"));
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return id is not null && secret is not null
                ? (id, secret)
                : throw TokenRefusal.Client("Send client_id and client_secret in the form, or as Basic credentials.");
        if (secret is not null)
            throw new TokenRefusal("invalid_request", "The client authenticates in two ways; use one.");
        var (user, password) = OfBasic(header);
        return id is null || id == user
            ? (user, password)
            : throw new TokenRefusal("invalid_request", "client_id differs from the Basic credentials.");
    }

    // RFC 6749 §2.3.1: both are form-encoded before they become Basic credentials.
    private static (string Id, string Secret) OfBasic(string header)
    {
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            throw TokenRefusal.Client("Authorization must be Basic.");
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length))
            throw TokenRefusal.Client("The Basic credentials are not base64.");
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return parts.Length == 2
            ? (System.Net.WebUtility.UrlDecode(parts[0]), System.Net.WebUtility.UrlDecode(parts[1]))
            : throw TokenRefusal.Client("The Basic credentials lack a colon.");
    }

    private static string? Single(IFormCollection form, string name)
    {
        var values = form[name];
        if (values.Count > 1)
            throw new TokenRefusal("invalid_request", $"{name} is there twice.");
        var text = values.Count == 0 ? null : values[0];
        // RFC 6749 §3.2: a parameter without a value counts as left out.
        return string.IsNullOrEmpty(text) ? null
            : text.Length <= ValueCharactersMax ? text
            : throw new TokenRefusal("invalid_request", $"{name} is too long.");
    }
}

/// <summary>A token that is not given, in the words of RFC 6749 §5.2.</summary>
internal sealed class TokenRefusal(string error, string description, int status = StatusCodes.Status400BadRequest)
    : Exception(error)
{
    public string Error { get; } = error;

    public string Description { get; } = description;

    public int Status { get; } = status;

    public static TokenRefusal Client(string description) =>
        new("invalid_client", description, StatusCodes.Status401Unauthorized);
}
