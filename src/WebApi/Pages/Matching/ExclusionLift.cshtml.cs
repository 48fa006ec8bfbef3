using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>Lets two people be paired again: asked once more, since somebody had a reason.</summary>
[RequiresAction(Actions.MatchingDecide)]
internal sealed class ExclusionLiftModel(
    Caller caller,
    IProgrammeRows rows,
    IParticipantRows people,
    IStringLocalizer<MatchingWords> words
) : PageModel
{
    public ExclusionRow Row { get; private set; } = null!;

    public NamesOfPage Names { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string programme, string exclusion)
    {
        if (await rows.FindExclusion(caller.Tenant, programme, exclusion) is not { } row)
            return NotFound();
        Row = row;
        Names = await NamesOfPage.Read(people, caller.Tenant, [row.ParticipantId, row.OtherId]);
        return Page();
    }

    public async Task<IActionResult> OnPost(string programme, string exclusion)
    {
        var outcome = await caller.Send(grains => grains.Programme(programme).LiftExclusion(exclusion, caller.Actor()));
        if (outcome.Failure is { } failure)
            throw new RequestRefused(failure);
        this.Flash(words["exclusions.lifted"]);
        return Redirect($"/app/programmes/{programme}/exclusions");
    }
}
