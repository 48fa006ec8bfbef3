using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>The charter of a programme: read by whoever follows it, worded by whoever answers for it.</summary>
[RequiresAction(Actions.ProgrammesRead)]
internal sealed class CharterModel(Caller caller, IProgrammeRows rows, IStringLocalizer<ProgrammeWords> words)
    : PageModel
{
    public ProgrammeRow Row { get; private set; } = null!;

    public CharterRow Charter { get; private set; } = null!;

    public string English { get; private set; } = "";

    public string French { get; private set; } = "";

    public bool MayWrite => caller.Can(Actions.ProgrammesDecide) && Row.Phase != ProgrammePhase.Closed;

    public async Task<IActionResult> OnGet(string programme)
    {
        if (await rows.Find(caller.Tenant, programme) is not { Row: var row })
            return NotFound();
        if (await rows.Charter(caller.Tenant, programme, row.Settings.CharterVersion) is not { } charter)
            return NotFound();
        (Row, Charter) = (row, charter);
        (English, French) = (charter.Text.En, charter.Text.Fr);
        return Page();
    }

    public async Task<IActionResult> OnPost(string programme, string? en, string? fr, int version)
    {
        // The page itself is for reading; wording it is asked for apart.
        if (!caller.ReachOf(Actions.ProgrammesDecide).Includes(programme))
            return Forbid();
        var command = new WriteCharter(new CharterText(en ?? "", fr ?? ""), version, caller.Actor());
        var outcome = await caller.Send(grains => grains.Programme(programme).WriteCharter(command));
        if (outcome.Failure is not { } failure)
        {
            this.Flash(words["charter.saved"]);
            return Redirect($"/app/programmes/{programme}/charter");
        }
        this.Show(failure);
        var shown = await OnGet(programme);
        (English, French) = (en ?? "", fr ?? "");
        return shown;
    }
}
