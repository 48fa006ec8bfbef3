using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Parts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Keys;

/// <summary>The API keys of the tenant; never their secrets.</summary>
[RequiresAction(Actions.ApiKeysRead)]
internal sealed class KeysModel(Caller caller, ICredentials credentials, TimeProvider time) : PageModel
{
    public ImmutableArray<ListedKey> Keys { get; private set; } = [];

    public async Task OnGet()
    {
        var keys = await credentials.Keys(caller.Tenant);
        Keys = [.. keys.OrderBy(listed => listed.Key.RevokedAt is not null).ThenByDescending(listed => listed.Key.Id)];
    }

    public bool IsLive(ApiKeyRow key) => key.RevokedAt is null && !(key.ExpiresAt <= time.GetUtcNow());

    public Badge StateOf(ApiKeyRow key, IStringLocalizer words)
    {
        if (key.RevokedAt is not null)
            return new(words["key.revoked"], Tone.Neutral);
        return IsLive(key) ? new(words["key.live"], Tone.Good) : new(words["key.expired"], Tone.Attention);
    }
}
