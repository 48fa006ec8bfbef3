using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>Enrols everybody who fits a filter.</summary>
[RequiresAction(Actions.ProgrammesWrite)]
internal sealed class EnrolModel(
    Caller caller,
    IProgrammeRows rows,
    IParticipantRows people,
    IStringLocalizer<ProgrammeWords> words
) : PageModel
{
    public ProgrammeRow Row { get; private set; } = null!;

    public ImmutableArray<string> Subsidiaries { get; private set; } = [];

    public string? Sent(string name) => Request.HasFormContentType ? Request.Form[name].ToString() : null;

    public async Task<IActionResult> OnGet(string programme)
    {
        if (await rows.Find(caller.Tenant, programme) is not { } stored)
            return NotFound();
        Row = stored.Row;
        Subsidiaries = await people.Subsidiaries(caller.Tenant);
        return Page();
    }

    public async Task<IActionResult> OnPost(string programme)
    {
        var form = new FormValues(Request.Form);
        var filter = new EnrolFilter(
            form.Code<PairRole>("role"),
            form.Text("subsidiary"),
            form.Text("country")?.ToUpperInvariant(),
            form.Text("job_family"),
            form.Text("language")?.ToLowerInvariant()
        );
        var origin = form.Code<EnrolmentOrigin>("origin") ?? EnrolmentOrigin.Volunteer;
        var command = new Enrol([], filter, origin, caller.Actor());
        var outcome = await caller.Send(grains => grains.Programme(programme).Enrol(command));
        if (outcome.Failure is { } failure)
        {
            this.Show(failure);
            return await OnGet(programme);
        }
        this.Flash(words["enrol.done", outcome.Value.Enrolled, outcome.Value.AlreadyEnrolled]);
        return Redirect($"/app/programmes/{programme}/people");
    }
}
