using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>The programmes within the reader's reach, newest first.</summary>
[RequiresAction(Actions.ProgrammesRead)]
internal sealed class ProgrammesModel(Caller caller, IProgrammeRows rows) : PageModel
{
    public Slice<ProgrammeRow> Programmes { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public async Task OnGet()
    {
        List = new PageList(HttpContext, caller.Tenant, "phase");
        var filter = new ProgrammeFilter(Phase: List.Query.Code<ProgrammePhase>("phase"), Within: caller.Reach);
        Programmes = await rows.List(caller.Tenant, filter, List.Page);
    }
}
