using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Matching;

/// <summary>Makes pairs of the accepted proposals: asked once more, since people hear of it.</summary>
[RequiresAction(Actions.MatchingDecide)]
internal sealed class PublishModel(Caller caller, IMatchingRows rows) : PageModel
{
    public MatchingRunRow Row { get; private set; } = null!;

    public int Count => Row.Totals.Accepted - Row.Totals.Published;

    public async Task<IActionResult> OnGet(string run)
    {
        if (await rows.Find(caller.Tenant, run) is not { } stored)
            return NotFound();
        Row = stored.Row;
        return Page();
    }

    public async Task<IActionResult> OnPost(string run)
    {
        var id = caller.NewId(Ids.Publication);
        var outcome = await caller.Send(grains => grains.Publication(id).Start(run, caller.Actor()));
        if (outcome.Failure is not { } failure)
            return Redirect($"/app/publications/{id}");
        this.Show(failure);
        return await OnGet(run);
    }
}
