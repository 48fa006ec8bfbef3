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

namespace Binome.WebApi.Pages.Programmes;

/// <summary>Takes a person out of a programme: asked once more, since they are invited and matched no longer.</summary>
[RequiresAction(Actions.ProgrammesWrite)]
internal sealed class WithdrawModel(
    Caller caller,
    IProgrammeRows rows,
    IParticipantRows people,
    IStringLocalizer<ProgrammeWords> words
) : PageModel
{
    public EnrolmentRow Row { get; private set; } = null!;

    public NamesOfPage Names { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string programme, string enrolment)
    {
        if (await rows.FindEnrolment(caller.Tenant, programme, enrolment) is not { } row)
            return NotFound();
        Row = row;
        Names = await NamesOfPage.Read(people, caller.Tenant, [row.ParticipantId]);
        return Page();
    }

    public async Task<IActionResult> OnPost(string programme, string enrolment)
    {
        var outcome = await caller.Send(grains => grains.Programme(programme).Withdraw(enrolment, caller.Actor()));
        if (outcome.Failure is { } failure)
            throw new RequestRefused(failure);
        this.Flash(words["withdraw.done"]);
        return Redirect($"/app/programmes/{programme}/people");
    }
}
