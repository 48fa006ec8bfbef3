using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Keys;

/// <summary>Makes an API key and shows its secret, this once.</summary>
[RequiresAction(Actions.ApiKeysWrite)]
internal sealed class KeyNewModel(Caller caller, TimeProvider time) : PageModel
{
    private const string Live = "live";
    private const string Test = "test";

    public string? Name { get; private set; }

    /// <summary>live, or test for a key of the sandbox.</summary>
    public string Mode { get; private set; } = Live;

    public ImmutableArray<string> Chosen { get; private set; } = Actions.Scopes;

    /// <summary>Only in the answer that made it; nobody can be shown it again.</summary>
    public CreatedKey? Created { get; private set; }

    public async Task<IActionResult> OnPost(string? name, string? mode, string[] scope, int? days)
    {
        (Name, Mode, Chosen) = (name, mode == Test ? Test : Live, [.. scope]);
        // A key without any scope would hold all of them, which nobody chose here.
        if (Chosen.IsEmpty)
        {
            this.Show(Failure.At("/scopes", FailureCodes.Required));
            return Page();
        }
        DateTimeOffset? expiresAt = days is > 0 ? time.GetUtcNow().AddDays(days.Value) : null;
        var command = new CreateKey(name ?? "", Chosen, expiresAt, caller.Member?.MemberId, caller.NewId(Ids.ApiKey))
        {
            Livemode = Mode == Live,
            ApiVersion = ApiVersions.Current,
        };
        var outcome = await caller.Send(grains => grains.Tenant().CreateKey(command));
        if (outcome.Failure is { } failure)
            this.Show(failure);
        else
            Created = outcome.Value;
        return Page();
    }
}
