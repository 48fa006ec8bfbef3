using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Guides;

/// <summary>The preparatory workshops of a programme.</summary>
[RequiresAction(Actions.ProgrammesRead)]
internal sealed class WorkshopsModel(Caller caller, IProgrammeRows programmes, IWorkshopRows rows) : PageModel
{
    public ProgrammeRow Row { get; private set; } = null!;

    public Slice<WorkshopRow> Workshops { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public bool MayRecord => caller.ReachOf(Actions.WorkshopsWrite).Includes(Row.Id);

    public bool MayWrite => MayRecord && Row.Phase != ProgrammePhase.Closed;

    public async Task<IActionResult> OnGet(string programme)
    {
        if (await programmes.Find(caller.Tenant, programme) is not { Row: var row })
            return NotFound();
        Row = row;
        List = new PageList(HttpContext, caller.Tenant);
        Workshops = await rows.OfProgramme(caller.Tenant, programme, List.Page);
        return Page();
    }
}
