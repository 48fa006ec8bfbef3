using Binome.Contracts.Exports;
using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Exports;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.People;

/// <summary>Files of what is stored: those that were made, and a new one.</summary>
[RequiresAction(Actions.ExportsWrite)]
internal sealed class ExportsModel(Caller caller, IExportRows rows, TenantClock clock) : PageModel
{
    public Slice<ExportRow> Exports { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public bool IsAnyRunning => Exports.Items.Any(item => item.Row.Status is JobStatus.Queued or JobStatus.Running);

    public bool IsReadable(ExportRow row) => ExportsEndpoints.Refusal(row, clock.Machine()) is null;

    public async Task OnGet()
    {
        List = new PageList(HttpContext, caller.Tenant);
        Exports = await rows.List(caller.Tenant, List.Page);
    }

    public async Task<IActionResult> OnPost(ExportResource resource, ExportFormat format)
    {
        if (!caller.Can(ExportsEndpoints.ReadingOf(resource)))
            return Forbid();
        var command = new StartExport(resource, format, ProgrammeId: null, caller.Actor());
        var outcome = await caller.Send(grains => grains.Export(caller.NewId(Ids.Export)).Start(command));
        if (outcome.Failure is not { } failure)
            return Redirect("/app/exports");
        this.Show(failure);
        await OnGet();
        return Page();
    }
}
