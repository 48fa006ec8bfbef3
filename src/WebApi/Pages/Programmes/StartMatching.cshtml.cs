using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>Begins a matching run, which stops at proposals.</summary>
[RequiresAction(Actions.MatchingWrite)]
internal sealed class StartMatchingModel(Caller caller, IProgrammeRows rows) : PageModel
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
        var id = caller.NewId(Ids.MatchingRun);
        var form = new FormValues(Request.Form);
        var objective = form.Code<MatchingObjective>("objective") ?? MatchingObjective.MostPairsFirst;
        var command = new StartMatchingRun(programme, new MatchingPlan { Objective = objective }, caller.Actor());
        var outcome = await caller.Send(grains => grains.MatchingRun(id).Start(command));
        if (outcome.Failure is not { } failure)
            return Redirect($"/app/matching/{id}");
        this.Show(failure);
        return await OnGet(programme);
    }
}
