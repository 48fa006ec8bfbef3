using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>Switches the rule of the reporting line, which an owner alone may, with a reason.</summary>
[RequiresAction(Actions.ReportingLineDecide)]
internal sealed class ReportingLineModel(Caller caller, IProgrammeRows rows, IStringLocalizer<MatchingWords> words)
    : PageModel
{
    public ProgrammeRow Row { get; private set; } = null!;

    public string? Reason { get; private set; }

    public bool IsEnforced => Row.Settings.ReportingLine?.Enforced ?? true;

    public async Task<IActionResult> OnGet(string programme)
    {
        if (await rows.Find(caller.Tenant, programme) is not { } stored)
            return NotFound();
        Row = stored.Row;
        return Page();
    }

    public async Task<IActionResult> OnPost(string programme, bool enforced, string? reason)
    {
        Reason = reason;
        var command = new DecideReportingLine(enforced, reason ?? "", caller.Actor());
        var outcome = await caller.Send(grains => grains.Programme(programme).DecideReportingLine(command));
        if (outcome.Failure is { } failure)
        {
            this.Show(failure);
            return await OnGet(programme);
        }
        this.Flash(words[enforced ? "line.turned_on" : "line.turned_off"]);
        return Redirect($"/app/programmes/{programme}/reporting-line");
    }
}
