using Binome.Contracts.Ledger;
using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Matching;

/// <summary>Who found no pair, each with the reason.</summary>
[RequiresAction(Actions.MatchingRead)]
internal sealed class UnmatchedModel(Caller caller, IMatchingRows rows, IParticipantRows people) : PageModel
{
    public string Run { get; private set; } = "";

    public Slice<UnmatchedRow> Unmatched { get; private set; } = null!;

    public NamesOfPage Names { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public string MessageOf(UnmatchedRow row) =>
        ReasonCatalogue.Message(row.Reason, row.Arguments, PageLanguage.Of(HttpContext));

    public async Task<IActionResult> OnGet(string run)
    {
        if (await rows.Find(caller.Tenant, run) is null)
            return NotFound();
        Run = run;
        List = new PageList(HttpContext, caller.Tenant, "role");
        var role = List.Query.Code<PairRole>("role");
        Unmatched = await rows.Unmatched(caller.Tenant, run, role, List.Page);
        Names = await NamesOfPage.Read(people, caller.Tenant, Unmatched.Items.Select(item => item.Row.ParticipantId));
        return Page();
    }
}
