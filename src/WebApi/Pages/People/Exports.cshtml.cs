using Binome.Contracts.Exports;
using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Exports;
using Binome.WebApi.Pages.Parts;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.People;

/// <summary>Files of what is stored: those that were made, and a new one.</summary>
[RequiresAction(Actions.ExportsWrite)]
internal sealed class ExportsModel(Caller caller, IExportRows rows, IProgrammeRows programmes, TenantClock clock)
    : PageModel
{
    public Slice<ExportRow> Exports { get; private set; } = null!;

    public ProgrammeNames Programmes { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    /// <summary>What the reader may export.</summary>
    public IEnumerable<ExportResource> Resources =>
        Enum.GetValues<ExportResource>().Where(resource => caller.Can(ExportsEndpoints.ReadingOf(resource)));

    public bool MayExportAll => caller.Reach.IsAll;

    public bool IsAnyRunning => Exports.Items.Any(item => item.Row.Status is JobStatus.Queued or JobStatus.Running);

    public bool IsReadable(ExportRow row) => ExportsEndpoints.Refusal(row, clock.Machine()) is null;

    public async Task OnGet()
    {
        List = new PageList(HttpContext, caller.Tenant);
        Exports = await rows.List(caller.Tenant, caller.Reach, List.Page);
        Programmes = await ProgrammeNames.Read(programmes, caller);
    }

    public async Task<IActionResult> OnPost(ExportResource resource, ExportFormat format, string? programme)
    {
        if (!caller.Can(ExportsEndpoints.ReadingOf(resource)))
            return Forbid();
        var content = new ExportContent(resource, string.IsNullOrEmpty(programme) ? null : programme);
        var outcome = await ExportsEndpoints.Begin(content, format, caller, programmes);
        if (outcome.Failure is not { } failure)
            return Redirect("/app/exports");
        this.Show(failure);
        await OnGet();
        return Page();
    }
}
