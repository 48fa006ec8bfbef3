using Binome.Contracts.Ledger;
using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Matching;

/// <summary>Every matching run within the reader's reach, newest first.</summary>
[RequiresAction(Actions.MatchingRead)]
internal sealed class RunsModel(Caller caller, IMatchingRows rows, IProgrammeRows programmes) : PageModel
{
    public Slice<MatchingRunRow> Runs { get; private set; } = null!;

    public ProgrammeNames Programmes { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public async Task OnGet()
    {
        List = new PageList(HttpContext, caller.Tenant);
        Runs = await rows.List(caller.Tenant, programmeId: null, caller.Reach, List.Page);
        Programmes = await ProgrammeNames.Read(programmes, caller);
    }
}
