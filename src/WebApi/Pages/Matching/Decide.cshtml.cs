using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>Records the acceptance of the proposals that somebody has seen, all or none.</summary>
[RequiresAction(Actions.MatchingDecide)]
internal sealed class DecideModel(Caller caller, IStringLocalizer<MatchingWords> words) : PageModel
{
    public RedirectResult OnGet(string run) => Redirect($"/app/matching/{run}");

    public async Task<IActionResult> OnPost(string run, string[] proposal, [FromForm(Name = "return")] string? back)
    {
        var decisions = proposal.Select(id => new DecideProposal(id, Accept: true, Reason: null));
        var command = new DecideProposals([.. decisions], caller.Actor());
        var outcome = await caller.Send(grains => grains.MatchingRun(run).Decide(command));
        if (outcome.Failure is { } failure)
            throw new RequestRefused(failure);
        this.Flash(words.Count("decided.accepted", proposal.Length));
        return LocalRedirect(Url.IsLocalUrl(back) ? back : $"/app/matching/{run}");
    }
}
