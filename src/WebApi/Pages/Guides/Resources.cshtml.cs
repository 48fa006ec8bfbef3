using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Programmes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Guides;

/// <summary>What a programme gives its people to read.</summary>
[RequiresAction(Actions.ProgrammesRead)]
internal sealed class ResourcesModel(Caller caller, IProgrammeRows rows, ProgrammeResources resources) : PageModel
{
    public ProgrammeRow Row { get; private set; } = null!;

    public ImmutableArray<ProgrammeResource> All { get; private set; } = [];

    public bool MayWrite =>
        caller.ReachOf(Actions.ProgrammesWrite).Includes(Row.Id) && Row.Phase != ProgrammePhase.Closed;

    public async Task<IActionResult> OnGet(string programme)
    {
        if (await rows.Find(caller.Tenant, programme) is not { Row: var row })
            return NotFound();
        Row = row;
        All = await resources.Of(row);
        return Page();
    }
}
