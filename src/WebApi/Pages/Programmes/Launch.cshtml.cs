using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>Opens a programme for enrolment: asked once more, since everybody hears of it.</summary>
[RequiresAction(Actions.ProgrammesDecide)]
internal sealed class LaunchModel(Caller caller, IProgrammeRows rows, IStringLocalizer<ProgrammeWords> words)
    : PageModel
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
        var outcome = await caller.Send(grains => grains.Programme(programme).Launch(caller.Actor()));
        if (outcome.Failure is not { } failure)
        {
            this.Flash(words["launch.done"]);
            return Redirect($"/app/programmes/{programme}");
        }
        this.Show(failure);
        return await OnGet(programme);
    }
}
