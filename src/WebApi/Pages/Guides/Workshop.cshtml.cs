using Binome.Contracts.Intake;
using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Parts;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Binome.WebApi.Programmes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Guides;

/// <summary>One workshop: what it is, who said that they come, and who was there.</summary>
[RequiresAction(Actions.WorkshopsWrite)]
internal sealed class WorkshopModel(
    Caller caller,
    IProgrammeRows programmes,
    IIntakeRows enrolled,
    IWorkshopRows rows,
    IParticipantRows people,
    ProgrammeWorkshops workshops,
    TenantClock clock,
    IStringLocalizer<GuideWords> words
) : PageModel
{
    private const string PersonPrefix = "people.";

    private ImmutableDictionary<string, AttendanceRow> attendance = ImmutableDictionary<string, AttendanceRow>.Empty;

    public ProgrammeRow Programme { get; private set; } = null!;

    public WorkshopRow Row { get; private set; } = null!;

    /// <summary>Those of this page whom the workshop is for.</summary>
    public ImmutableArray<string> People { get; private set; } = [];

    public NamesOfPage Names { get; private set; } = null!;

    public Pager Pager { get; private set; } = null!;

    public bool IsCancelled => Row.Status == WorkshopStatus.Cancelled;

    public bool MayRecord => !IsCancelled && Row.Details.StartsAt <= clock.Now(caller.Tenant);

    public AttendanceRow? Of(string person) => attendance.GetValueOrDefault(person);

    public async Task<IActionResult> OnGet(string programme, string workshop)
    {
        if (
            await programmes.Find(caller.Tenant, programme) is not { Row: var row }
            || await workshops.Find(programme, workshop) is not { Row: var found }
        )
            return NotFound();
        (Programme, Row) = (row, found);
        var known = await rows.Attendance(caller.Tenant, workshop);
        attendance = known.ToImmutableDictionary(one => one.Id);
        await ReadPeople();
        Names = await NamesOfPage.Read(people, caller.Tenant, People);
        return Page();
    }

    public async Task<IActionResult> OnPostRecord(string programme, string workshop)
    {
        var recorded = Request
            .Form.Where(field => field.Key.StartsWith(PersonPrefix, StringComparison.Ordinal))
            .Where(field => field.Value.ToString() is "yes" or "no")
            .Select(field => new AttendedOne(field.Key[PersonPrefix.Length..], field.Value == "yes"))
            .ToImmutableArray();
        return await Done(programme, workshop, await workshops.Record(programme, workshop, recorded));
    }

    public async Task<IActionResult> OnPostCancel(string programme, string workshop) =>
        await Done(programme, workshop, await workshops.Cancel(programme, workshop));

    private async Task<IActionResult> Done(string programme, string workshop, Outcome<SavedWorkshop> outcome)
    {
        if (outcome.Failure is not { } failure)
        {
            this.Flash(words["workshops.saved"]);
            return Redirect($"/app/programmes/{programme}/workshops/{workshop}");
        }
        this.Show(failure);
        return await OnGet(programme, workshop);
    }

    private async Task ReadPeople()
    {
        var list = new PageList(HttpContext, caller.Tenant);
        if (Row.Details.For is { } role)
        {
            var some = await programmes.Enrolments(caller.Tenant, Programme.Id, role, list.Page);
            (People, Pager) = ([.. some.Items.Select(item => item.Row.ParticipantId)], list.Pager(some));
            return;
        }
        var all = await enrolled.OfProgramme(caller.Tenant, Programme.Id, status: null, list.Page);
        (People, Pager) = ([.. all.Items.Select(item => item.Row.Id)], list.Pager(all));
    }
}
