using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>Ticks an item of a programme's checklist, with the name of who did.</summary>
[RequiresAction(Actions.ProgrammesDecide)]
internal sealed class ChecklistModel(Caller caller, IStringLocalizer<ProgrammeWords> words) : PageModel
{
    public RedirectResult OnGet(string programme) => Redirect($"/app/programmes/{programme}");

    public async Task<IActionResult> OnPost(string programme, string? item)
    {
        var outcome = await caller.Send(grains => grains.Programme(programme).Check(item ?? "", caller.Actor()));
        if (outcome.Failure is { } failure)
            throw new RequestRefused(failure);
        this.Flash(words["checklist.ticked"]);
        return Redirect($"/app/programmes/{programme}");
    }
}
