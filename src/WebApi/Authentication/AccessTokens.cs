using System.Globalization;
using System.Security.Cryptography;
using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace Binome.WebApi.Authentication;

/// <summary>
/// Access tokens of OAuth's client credentials: opaque text, sealed with the host's keys, that says which API key it stands for, with
/// which of its scopes and until when. Nothing of it is stored, and the key is looked up with every request: a token ends with its key.
/// </summary>
internal sealed class AccessTokens(ApiKeyCache keys, IDataProtectionProvider protection)
{
    public const string Prefix = "bn_at_";
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private const int CharactersMax = 2_000;
    private const char Separator = '\n';

    private readonly IDataProtector protector = protection.CreateProtector("binome.access_token");

    public static bool Is(string bearer) => bearer.StartsWith(Prefix, StringComparison.Ordinal);

    /// <param name="key">The whole API key.</param>
    public string Make(string key, IEnumerable<string> scopes, DateTimeOffset expiresAt) =>
        Prefix
        + protector.Protect(
            string.Join(
                Separator,
                ApiKeyFormat.Hash(key),
                expiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                string.Join(' ', scopes)
            )
        );

    /// <exception cref="CredentialsUnavailableException">Nobody can say, so nobody is let in.</exception>
    public async ValueTask<AuthenticateResult> Authenticate(string token, DateTimeOffset now)
    {
        if (Read(token) is not [var hash, var expiresAt, var scopes])
            return AuthenticateResult.Fail(TransportCodes.TokenInvalid);
        if (long.Parse(expiresAt, CultureInfo.InvariantCulture) <= now.ToUnixTimeSeconds())
            return AuthenticateResult.Fail(TransportCodes.TokenExpired);
        var known = await keys.FindByHash(Convert.FromHexString(hash));
        return known is null
            ? AuthenticateResult.Fail(TransportCodes.TokenInvalid)
            : known.Authenticate(now, scopes.Split(' '));
    }

    private string[]? Read(string token)
    {
        if (token.Length > CharactersMax)
            return null;
        try
        {
            return protector.Unprotect(token[Prefix.Length..]).Split(Separator);
        }
        catch (CryptographicException)
        {
            // Mistyped, cut off or made elsewhere: it is refused as invalid.
            return null;
        }
    }
}
