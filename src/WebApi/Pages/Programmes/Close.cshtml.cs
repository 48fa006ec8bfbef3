using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>Begins the closing of a programme, and ends it: asked once more, since neither can be undone.</summary>
[RequiresAction(Actions.ProgrammesDecide)]
internal sealed class CloseModel(Caller caller, IProgrammeRows rows, IStringLocalizer<ProgrammeWords> words) : PageModel
{
    public ProgrammeRow Row { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string programme)
    {
        if (await rows.Find(caller.Tenant, programme) is not { } stored)
            return NotFound();
        Row = stored.Row;
        return Page();
    }

    public async Task<IActionResult> OnPost(string programme)
    {
        var outcome = await caller.Send(grains => grains.Programme(programme).Close(caller.Actor()));
        if (outcome.Failure is not { } failure)
        {
            this.Flash(words["close.done"]);
            return Redirect($"/app/programmes/{programme}");
        }
        this.Show(failure);
        return await OnGet(programme);
    }
}
