using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>Who is kept apart in a programme, by whom and why.</summary>
[RequiresAction(Actions.MatchingRead)]
internal sealed class ExclusionsModel(Caller caller, IProgrammeRows rows, IParticipantRows people) : PageModel
{
    private NamesOfPage names = null!;

    public ProgrammeRow Programme { get; private set; } = null!;

    public Slice<ExclusionRow> Exclusions { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public bool MayDecide => caller.Can(Actions.MatchingDecide);

    public string NameOf(string id, IStringLocalizer shared) => names.Of(id) ?? shared["person.gone"];

    public async Task<IActionResult> OnGet(string programme)
    {
        if (await rows.Find(caller.Tenant, programme) is not { } stored)
            return NotFound();
        Programme = stored.Row;
        List = new PageList(HttpContext, caller.Tenant);
        Exclusions = await rows.Exclusions(caller.Tenant, programme, withLifted: false, List.Page);
        var ids = Exclusions.Items.SelectMany(item => (string[])[item.Row.ParticipantId, item.Row.OtherId]);
        names = await NamesOfPage.Read(people, caller.Tenant, ids);
        return Page();
    }
}
