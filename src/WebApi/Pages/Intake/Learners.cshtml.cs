using Binome.Contracts.Intake;
using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Intake;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Intake;

/// <summary>How the people of a programme learn, told so that nobody can be read out of it.</summary>
[RequiresAction(Actions.ReportsRead)]
internal sealed class LearnersModel(Caller caller, IIntakeRows rows, IProgrammeRows programmes) : PageModel
{
    public ProgrammeRow Row { get; private set; } = null!;

    public LearnerMap Map { get; private set; } = null!;

    /// <summary>The programme's page asks for another action than this one.</summary>
    public bool MaySeeProgramme => caller.Can(Actions.ProgrammesRead);

    public async Task<IActionResult> OnGet(string programme)
    {
        if (await programmes.Find(caller.Tenant, programme) is not { } stored)
            return NotFound();
        Row = stored.Row;
        Map = LearnerMap.Of(await rows.Learners(caller.Tenant, programme));
        return Page();
    }
}
