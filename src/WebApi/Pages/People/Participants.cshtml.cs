using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Parts;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.People;

/// <summary>The people of the tenant, searched and filtered.</summary>
[RequiresAction(Actions.ParticipantsRead)]
internal sealed class ParticipantsModel(Caller caller, IParticipantRows rows) : PageModel
{
    public Slice<ParticipantRow> People { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public ImmutableArray<string> Subsidiaries { get; private set; }

    public Pager Pager => List.Pager(People);

    public async Task OnGet()
    {
        List = new PageList(HttpContext, caller.Tenant, "search", "subsidiary", "roles");
        var filter = new ParticipantFilter(
            Subsidiary: List.Query.Text("subsidiary"),
            Roles: List.Query.Code<DefaultRoles>("roles"),
            Search: List.Query.Text("search"),
            Within: caller.Reach
        );
        People = await rows.List(caller.Tenant, filter, List.Page);
        Subsidiaries = await rows.Subsidiaries(caller.Tenant);
    }
}
