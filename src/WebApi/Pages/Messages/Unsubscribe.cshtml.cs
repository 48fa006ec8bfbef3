using Binome.Contracts.Messages;
using Binome.Contracts.Tenants;
using Binome.WebApi.Messages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Orleans.Runtime;

namespace Binome.WebApi.Pages.Messages;

/// <summary>
/// Ends mails of one kind. Opening it changes nothing, since mail scanners open links; a click does, and so does the one-click
/// request of a mail reader (RFC 8058), which carries no token of ours: the sealed link is the credential.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class UnsubscribeModel(UnsubscribeTokens tokens, IGrainFactory grains) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    public Unsubscription? What { get; private set; }

    public bool IsDone { get; private set; }

    public void OnGet() => What = tokens.Read(Token);

    public async Task<IActionResult> OnPost()
    {
        What = tokens.Read(Token);
        if (What is not { } what)
            return Page();
        var kinds = what.Kind == MessageKinds.Everything ? MessageKinds.Choosable : [what.Kind];
        RequestContext.Set(TenantContext.Key, what.Tenant);
        var chosen = await new TenantGrains(grains, what.Tenant)
            .Inbox(what.ParticipantId)
            .Choose(
                kinds.ToImmutableSortedDictionary(kind => kind, _ => MessageDelivery.Inbox, StringComparer.Ordinal)
            );
        IsDone = chosen.Succeeded;
        return Page();
    }
}
