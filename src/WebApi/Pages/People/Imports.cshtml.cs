using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.People;

/// <summary>Every import of an HR file, newest first.</summary>
[RequiresAction(Actions.ParticipantsWrite)]
internal sealed class ImportsModel(Caller caller, IImportRows rows) : PageModel
{
    public Slice<ImportRow> Imports { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public async Task OnGet()
    {
        List = new PageList(HttpContext, caller.Tenant);
        Imports = await rows.List(caller.Tenant, List.Page);
    }
}
