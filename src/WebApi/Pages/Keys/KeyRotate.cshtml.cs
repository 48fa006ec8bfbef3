using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Keys;

/// <summary>Makes a key like another, which goes on working for a while.</summary>
[RequiresAction(Actions.ApiKeysWrite)]
internal sealed class KeyRotateModel(Caller caller, ICredentials credentials) : PageModel
{
    public static readonly ImmutableArray<int> OverlapsHours = [0, 24, 72, (int)MemberLimits.KeyOverlapMax.TotalHours];

    public ApiKeyRow Key { get; private set; } = null!;

    /// <summary>Only in the answer that made it; nobody can be shown it again.</summary>
    public CreatedKey? Created { get; private set; }

    public async Task<IActionResult> OnGet(string key)
    {
        var keys = await credentials.Keys(caller.Tenant);
        if (keys.FirstOrDefault(listed => listed.Key.Id == key) is not { } found)
            return NotFound();
        Key = found.Key;
        return Page();
    }

    public async Task<IActionResult> OnPost(string key, int hours)
    {
        var overlap = OverlapsHours.Contains(hours) ? TimeSpan.FromHours(hours) : MemberLimits.KeyOverlapDefault;
        var command = new RotateKey(key, caller.NewId(Ids.ApiKey), overlap, caller.Member?.MemberId);
        var outcome = await caller.Send(grains => grains.Tenant().RotateKey(command));
        if (outcome.Failure is { } failure)
            this.Show(failure);
        else
            Created = outcome.Value;
        return await OnGet(key);
    }
}
