using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Keys;

/// <summary>Revokes a key: asked once more, since whatever uses it stops.</summary>
[RequiresAction(Actions.ApiKeysWrite)]
internal sealed class KeyRevokeModel(Caller caller, ICredentials credentials, IStringLocalizer<AccountWords> words)
    : PageModel
{
    public ApiKeyRow Key { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string key)
    {
        var keys = await credentials.Keys(caller.Tenant);
        if (keys.FirstOrDefault(listed => listed.Key.Id == key) is not { } found)
            return NotFound();
        Key = found.Key;
        return Page();
    }

    public async Task<IActionResult> OnPost(string key)
    {
        var outcome = await caller.Send(grains => grains.Tenant().RevokeKey(key));
        if (outcome.Failure is { } failure)
            throw new RequestRefused(failure);
        this.Flash(words["key.revoked_done"]);
        return Redirect("/app/api-keys");
    }
}
