using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Binome.WebApi.Messages;

/// <summary>What an unsubscribe link says: whose mails of which kind end.</summary>
internal sealed record Unsubscription(string Tenant, string ParticipantId, string Kind);

/// <summary>Makes and reads unsubscribe links, sealed with the host's keys: nobody can end another's mails by guessing.</summary>
internal sealed class UnsubscribeTokens(IDataProtectionProvider protection)
{
    private const char Separator = '/';
    private const int CharactersMax = 1_000;

    private readonly IDataProtector protector = protection.CreateProtector("binome.unsubscribe");

    public string Make(Unsubscription what) =>
        protector.Protect(string.Join(Separator, what.Tenant, what.ParticipantId, what.Kind));

    /// <summary>Null for a text that is none of ours.</summary>
    public Unsubscription? Read(string? token)
    {
        if (token is null or { Length: 0 or > CharactersMax })
            return null;
        try
        {
            var parts = protector.Unprotect(token).Split(Separator);
            return new Unsubscription(parts[0], parts[1], parts[2]);
        }
        catch (CryptographicException)
        {
            // Mistyped, cut off or made elsewhere: the page says that the link is none.
            return null;
        }
    }
}
