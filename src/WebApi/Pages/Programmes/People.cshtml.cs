using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>Who takes part in a programme, and in which role.</summary>
[RequiresAction(Actions.ParticipantsRead)]
internal sealed class PeopleModel(Caller caller, IProgrammeRows rows, IParticipantRows people) : PageModel
{
    public ProgrammeRow Row { get; private set; } = null!;

    public Slice<EnrolmentRow> Enrolments { get; private set; } = null!;

    public NamesOfPage Names { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public bool MayEnrol => caller.Can(Actions.ProgrammesWrite) && Row.Phase <= ProgrammePhase.Running;

    public async Task<IActionResult> OnGet(string programme)
    {
        if (await rows.Find(caller.Tenant, programme) is not { } stored)
            return NotFound();
        Row = stored.Row;
        List = new PageList(HttpContext, caller.Tenant, "role");
        var role = List.Query.Code<PairRole>("role");
        Enrolments = await rows.Enrolments(caller.Tenant, programme, role, List.Page);
        Names = await NamesOfPage.Read(people, caller.Tenant, Enrolments.Items.Select(item => item.Row.ParticipantId));
        return Page();
    }
}
