using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>Keeps two people of a programme apart, with a reason.</summary>
[RequiresAction(Actions.MatchingDecide)]
internal sealed class ExclusionNewModel(
    Caller caller,
    IProgrammeRows rows,
    IParticipantRows people,
    IStringLocalizer<MatchingWords> words
) : PageModel
{
    public ProgrammeRow Programme { get; private set; } = null!;

    public PersonPick One { get; private set; } = null!;

    public PersonPick Other { get; private set; } = null!;

    public string? Reason { get; private set; }

    public bool AreChosen => One.Chosen is not null && Other.Chosen is not null;

    public async Task<IActionResult> OnGet(string programme)
    {
        if (await rows.Find(caller.Tenant, programme) is not { } stored)
            return NotFound();
        Programme = stored.Row;
        var enrolled = await rows.AllEnrolments(caller.Tenant, programme);
        One = await Pick("one", words["exclusions.one"], enrolled);
        Other = await Pick("other", words["exclusions.other"], enrolled);
        return Page();
    }

    public async Task<IActionResult> OnPost(string programme, string one, string other, string? reason)
    {
        Reason = reason;
        var command = new ExcludePair(one, other, reason ?? "", caller.Actor());
        var outcome = await caller.Send(grains => grains.Programme(programme).Exclude(command));
        if (outcome.Failure is { } failure)
        {
            this.Show(failure);
            return await OnGet(programme);
        }
        this.Flash(words["exclusions.done"]);
        return Redirect($"/app/programmes/{programme}/exclusions");
    }

    private Task<PersonPick> Pick(string name, string label, IEnumerable<EnrolmentRow> enrolled) =>
        PersonPick.Read(Request, (name, label), value => PersonPick.Find(caller, people, enrolled, value));
}
