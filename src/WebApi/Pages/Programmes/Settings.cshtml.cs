using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>What the business configures without IT, also while the programme runs.</summary>
[RequiresAction(Actions.ProgrammesWrite)]
internal sealed class SettingsModel(Caller caller, IProgrammeRows rows, IStringLocalizer<ProgrammeWords> words)
    : PageModel
{
    private Dictionary<string, string?> values = [];

    public ProgrammeRow Row { get; private set; } = null!;

    public ProgrammeSettings Settings => Row.Settings;

    /// <summary>The version that was read; sent with the form, so that nobody overwrites what they have not seen.</summary>
    public long Version { get; private set; }

    public bool MayDecideReportingLine => caller.Can(Actions.ReportingLineDecide);

    public string? Value(string name) => values.GetValueOrDefault(name);

    public async Task<IActionResult> OnGet(string programme)
    {
        if (!await Read(programme))
            return NotFound();
        values = ProgrammeForm.Values(Settings);
        return Page();
    }

    public async Task<IActionResult> OnPost(string programme, long version)
    {
        if (!await Read(programme))
            return NotFound();
        values = Request.Form.ToDictionary(field => field.Key, field => (string?)field.Value.ToString());
        Version = version;
        var form = new FormValues(Request.Form);
        var change = ProgrammeForm.Read(form, Settings);
        if ((form.Failure ?? await Change(programme, change)) is not { } failure)
        {
            this.Flash(words["settings.saved"]);
            return Redirect($"/app/programmes/{programme}");
        }
        this.Show(failure, ("/goals", "goals.0.description"), ("/kpis", "kpis.0.description"));
        return Page();
    }

    private async Task<Failure?> Change(string programme, ProgrammeChange change)
    {
        var outcome = await caller.Send(grains => grains.Programme(programme).Change(change, Version, caller.Actor()));
        return outcome.Failure;
    }

    private async Task<bool> Read(string programme)
    {
        if (await rows.Find(caller.Tenant, programme) is not { } stored)
            return false;
        (Row, Version) = (stored.Row, stored.Version);
        return true;
    }
}
