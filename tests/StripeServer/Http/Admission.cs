using Binome.StripeServer.Books;

namespace Binome.StripeServer.Http;

/// <summary>Who asks, and in which version of the API.</summary>
internal static class Admission
{
    /// <summary>The books of the key's mode.</summary>
    public static Account Admit(HttpRequest request, StripeState state)
    {
        var account = Authenticate(request, state);
        var version = request.Headers["Stripe-Version"].ToString();
        return version.Length == 0 || version == ApiVersion.Current
            ? account
            : throw Refusal.Invalid(
                $"Invalid Stripe API version: {version}. This server speaks {ApiVersion.Current} alone."
            );
    }

    private static Account Authenticate(HttpRequest request, StripeState state)
    {
        var header = request.Headers.Authorization.ToString();
        var key = header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : "";
        if (key.Length == 0)
            throw new Refusal(
                401,
                "invalid_request_error",
                "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
            );
        var parts = key.Split('_');
        var known = parts is ["sk" or "rk", "test" or "live", { Length: > 0 }] && !state.RevokedKeys.ContainsKey(key);
        return known
            ? state.Account(parts[1] == "live")
            : throw new Refusal(401, "invalid_request_error", $"Invalid API Key provided: {Masked(key)}");
    }

    private static string Masked(string key) => key.Length <= 12 ? "****" : $"{key[..8]}****{key[^4..]}";
}
