using Binome.Contracts.Insights;
using Binome.Contracts.Ledger;
using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>One programme: where it stands, what is missing, and where to go on.</summary>
[RequiresAction(Actions.ProgrammesRead)]
internal sealed class ProgrammeModel(
    Caller caller,
    IProgrammeRows rows,
    IMatchingRows matching,
    IProgrammeReports reports
) : PageModel
{
    private const int RunsMax = 3;

    public ProgrammeRow Row { get; private set; } = null!;

    public ProgrammeSettings Settings => Row.Settings;

    public ProgrammeReport? Report { get; private set; }

    public ImmutableArray<MatchingRunRow> Runs { get; private set; } = [];

    public bool IsDraft => Row.Phase == ProgrammePhase.Draft;

    public bool MayMatch =>
        caller.Can(Actions.MatchingWrite)
        && Row.Phase is ProgrammePhase.Enrolling or ProgrammePhase.Matching or ProgrammePhase.Running;

    public bool MayClose =>
        caller.Can(Actions.ProgrammesDecide) && Row.Phase is ProgrammePhase.Running or ProgrammePhase.Closing;

    public bool Can(string action) => caller.Can(action);

    public async Task<IActionResult> OnGet(string programme)
    {
        if (await rows.Find(caller.Tenant, programme) is not { } stored)
            return NotFound();
        Row = stored.Row;
        if (!IsDraft && caller.Can(Actions.ReportsRead))
            Report = await reports.Read(caller.Tenant, programme);
        if (!IsDraft && caller.Can(Actions.MatchingRead))
            Runs = await ReadRuns(programme);
        return Page();
    }

    private async Task<ImmutableArray<MatchingRunRow>> ReadRuns(string programme)
    {
        var page = new PageOf(RunsMax, null);
        var slice = await matching.List(caller.Tenant, programme, caller.ReachOf(Actions.MatchingRead), page);
        return [.. slice.Items.Select(item => item.Row)];
    }
}
