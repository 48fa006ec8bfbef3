using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Binome.Contracts.Members;
using Binome.WebApi.Members;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;

namespace Binome.WebApi.Authentication;

/// <summary>
/// OAuth 2.0 client credentials (RFC 6749 §4.4) over the API keys: the id of a key is the client's, the key itself is its secret. The
/// token is good for fifteen minutes, for all or some of the key's scopes.
/// </summary>
internal static class TokenEndpoint
{
    public const string Route = "/oauth/token";
    public const string FormType = "application/x-www-form-urlencoded";
    private const int BodyBytesMax = 8 * 1024;
    private const int FormValuesMax = 20;

    private static readonly FormOptions Form = new()
    {
        BufferBodyLengthLimit = BodyBytesMax,
        KeyLengthLimit = 100,
        ValueLengthLimit = BodyBytesMax,
        ValueCountLimit = FormValuesMax,
    };

    public static void Map(WebApplication app) =>
        app.MapPost(Route, Give)
            .AllowAnonymous()
            .DisableAntiforgery()
            .WithTags("Authentication")
            .WithName("createAccessToken")
            .WithSummary("Gives an access token for an API key (RFC 6749 §4.4), good for fifteen minutes.")
            .WithMetadata(new FormOf(typeof(TokenForm)))
            .Answers<TokenView>()
            .Produces<TokenErrorView>(StatusCodes.Status400BadRequest, RequestBody.ContentType)
            .Produces<TokenErrorView>(StatusCodes.Status401Unauthorized, RequestBody.ContentType)
            .Produces<TokenErrorView>(StatusCodes.Status429TooManyRequests, RequestBody.ContentType);

    private static async Task<Answer> Give(
        HttpContext context,
        AccessTokens tokens,
        ApiKeyCache keys,
        SignInThrottle throttle,
        TimeProvider time
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        try
        {
            var request = TokenRequest.Of(context.Request, await ReadForm(context));
            if (throttle.ClientBlocked(context, request.ClientId) is { } seconds)
                return Refused(context, TooMany(seconds), seconds);
            return await Make(context, request, tokens, keys, throttle, time.GetUtcNow());
        }
        catch (TokenRefusal refusal)
        {
            return Refused(context, refusal);
        }
    }

    private static async Task<Answer> Make(
        HttpContext context,
        TokenRequest request,
        AccessTokens tokens,
        ApiKeyCache keys,
        SignInThrottle throttle,
        DateTimeOffset now
    )
    {
        var known = await keys.Find(request.ClientSecret);
        if (known is null || known.Key.Id != request.ClientId || !known.Authenticate(now).Succeeded)
        {
            throttle.ClientFailed(context, request.ClientId);
            throw TokenRefusal.Client(
                "There is no such client, its secret is wrong, or its key was revoked or expired."
            );
        }
        var scopes = Scopes(request.Scope, known.Identity);
        var lifeEndsAt = now + AccessTokens.Life;
        var expiresAt = known.Key.ExpiresAt < lifeEndsAt ? known.Key.ExpiresAt.Value : lifeEndsAt;
        var view = new TokenView(
            tokens.Make(request.ClientSecret, scopes, expiresAt),
            "Bearer",
            (int)(expiresAt - now).TotalSeconds,
            string.Join(' ', scopes)
        );
        return new Answer(StatusCodes.Status200OK, Answers.Render(view));
    }

    private static ImmutableArray<string> Scopes(string? asked, CallerIdentity key)
    {
        if (asked is null)
            return [.. Actions.Scopes.Where(key.Can)];
        var scopes = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToImmutableArray();
        return scopes.Length > 0 && scopes.All(scope => Actions.Scopes.Contains(scope) && key.Can(scope))
            ? scopes
            : throw new TokenRefusal(
                "invalid_scope",
                $"The key has these: {string.Join(' ', Actions.Scopes.Where(key.Can))}."
            );
    }

    private static async Task<IFormCollection> ReadForm(HttpContext context)
    {
        var request = context.Request;
        var type = request.GetTypedHeaders().ContentType;
        if (type is null || !type.MediaType.Equals(FormType, StringComparison.OrdinalIgnoreCase))
            throw new TokenRefusal("invalid_request", $"Send the body as {FormType}.");
        if (request.ContentLength > BodyBytesMax)
            throw new TokenRefusal("invalid_request", "The body is too large.");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = BodyBytesMax;
        try
        {
            return await new FormFeature(request, Form).ReadFormAsync(context.RequestAborted);
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            throw new TokenRefusal("invalid_request", "The form can't be read.");
        }
    }

    private static TokenRefusal TooMany(int seconds) =>
        new(
            "temporarily_unavailable",
            string.Create(CultureInfo.InvariantCulture, $"Too many failures. Try again in {seconds} s."),
            StatusCodes.Status429TooManyRequests
        );

    private static Answer Refused(HttpContext context, TokenRefusal refusal, int? retryAfterSeconds = null)
    {
        if (refusal.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"binome\", charset=\"UTF-8\"";
        var view = new TokenErrorView(refusal.Error, refusal.Description);
        return new Answer(refusal.Status, Answers.Render(view))
        {
            RetryAfter = retryAfterSeconds?.ToString(CultureInfo.InvariantCulture),
        };
    }
}

/// <summary>What a route reads from a form; said of it without having routing refuse what is none.</summary>
internal sealed record FormOf(Type Type);

/// <summary>The form of a token request; the client's id and secret may come as Basic credentials instead.</summary>
/// <param name="GrantType">client_credentials.</param>
/// <param name="ClientId">The id of an API key.</param>
/// <param name="ClientSecret">The whole API key.</param>
/// <param name="Scope">Scopes of the key, separated by spaces; all of them when left out.</param>
internal sealed record TokenForm(string GrantType, string? ClientId, string? ClientSecret, string? Scope);

/// <summary>An access token (RFC 6749 §5.1).</summary>
/// <param name="AccessToken">Goes into Authorization: Bearer. Opaque.</param>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="Scope">What it may do.</param>
internal sealed record TokenView(string AccessToken, string TokenType, int ExpiresIn, string Scope);

/// <summary>Why no token was given (RFC 6749 §5.2).</summary>
internal sealed record TokenErrorView(string Error, string ErrorDescription);
