using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>Go or no-go of a pilot, by KPIs that were fixed beforehand.</summary>
[RequiresAction(Actions.ProgrammesDecide)]
internal sealed class GateModel(Caller caller, IProgrammeRows rows, IStringLocalizer<ProgrammeWords> words) : PageModel
{
    public ProgrammeRow Row { get; private set; } = null!;

    public ImmutableArray<Kpi> Kpis => Row.Settings.Kpis;

    public string? Sent(string name) => Request.HasFormContentType ? Request.Form[name].ToString() : null;

    public async Task<IActionResult> OnGet(string programme)
    {
        if (await rows.Find(caller.Tenant, programme) is not { } stored)
            return NotFound();
        Row = stored.Row;
        return Page();
    }

    public async Task<IActionResult> OnPost(string programme)
    {
        if (await rows.Find(caller.Tenant, programme) is not { } stored)
            return NotFound();
        Row = stored.Row;
        var form = new FormValues(Request.Form);
        var evidence = Evidence(form);
        if ((form.Failure ?? await Decide(programme, form, evidence)) is not { } failure)
        {
            this.Flash(words["gate.recorded"]);
            return Redirect($"/app/programmes/{programme}");
        }
        this.Show(failure, ("/evidence", $"evidence.{Missing(failure)}"));
        return Page();
    }

    private async Task<Failure?> Decide(string programme, FormValues form, ImmutableArray<KpiEvidence> evidence)
    {
        if (form.Text("go") is not { } go)
            return Failure.At("/go", FailureCodes.Required);
        var command = new DecideGate(go == "true", evidence, form.Text("reason") ?? "", caller.Actor());
        return (await caller.Send(grains => grains.Programme(programme).DecideGate(command))).Failure;
    }

    private ImmutableArray<KpiEvidence> Evidence(FormValues form) =>
        [
            .. from kpi in Kpis
            let value = form.Number($"evidence.{kpi.Code}")
            where value is not null
            select new KpiEvidence(kpi.Code, value.Value),
        ];

    // The failure names the KPI that was left out.
    private static string Missing(Failure failure) => failure.Arguments is [var code, ..] ? code : "";
}
