using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>Stops a run that is still calculating.</summary>
[RequiresAction(Actions.MatchingWrite)]
internal sealed class CancelModel(Caller caller, IMatchingRows rows, IStringLocalizer<MatchingWords> words) : PageModel
{
    public string Run { get; private set; } = "";

    public async Task<IActionResult> OnGet(string run)
    {
        if (await rows.Find(caller.Tenant, run) is null)
            return NotFound();
        Run = run;
        return Page();
    }

    public async Task<IActionResult> OnPost(string run)
    {
        var outcome = await caller.Send(grains => grains.MatchingRun(run).Cancel(caller.Actor()));
        if (outcome.Failure is not { } failure)
        {
            this.Flash(words["cancel.done"]);
            return Redirect($"/app/matching/{run}");
        }
        this.Show(failure);
        return await OnGet(run);
    }
}
