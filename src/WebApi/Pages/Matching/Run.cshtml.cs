using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>One matching run: how far it is, and then its proposals in groups that are opened before they are decided.</summary>
[RequiresAction(Actions.MatchingRead)]
internal sealed class RunModel(
    Caller caller,
    IMatchingRows rows,
    IProgrammeRows programmes,
    IParticipantRows people,
    IStringLocalizer<MatchingWords> words
) : PageModel
{
    public MatchingRunRow Row { get; private set; } = null!;

    public MatchingTotals Totals => Row.Totals;

    public string Programme { get; private set; } = "";

    public ProposalGrouping By { get; private set; }

    public ImmutableArray<ProposalGroup> Groups { get; private set; } = [];

    /// <summary>Of the people whom somebody's changes name.</summary>
    public NamesOfPage Names { get; private set; } = null!;

    public JobState State => StateOf(Row, words);

    public bool MayStart => caller.Can(Actions.MatchingWrite);

    public bool MayPublish => caller.Can(Actions.MatchingDecide) && Totals.Accepted > Totals.Published;

    public string? Failure =>
        Row.FailureCode is { } code ? ErrorCatalogue.Of(code).In(PageLanguage.Of(HttpContext), []) : null;

    public async Task<IActionResult> OnGet(string run)
    {
        if (await rows.Find(caller.Tenant, run) is not { } stored)
            return NotFound();
        Row = stored.Row;
        Programme = (await ProgrammeNames.Read(programmes, caller)).Of(Row.ProgrammeId);
        By = new PageList(HttpContext, caller.Tenant, "by").Query.Code<ProposalGrouping>("by") ?? default;
        if (Row.Status == MatchingRunStatus.Proposed)
            Groups = await rows.ProposalGroups(caller.Tenant, run, By);
        var changed = Row.Changes.SelectMany(change => (string[])[change.MentorId, change.MenteeId]);
        Names = await NamesOfPage.Read(people, caller.Tenant, changed);
        return Page();
    }

    public ProgressStream OnGetProgress(string run) =>
        new(async () => await rows.Find(caller.Tenant, run) is { } stored ? StateOf(stored.Row, words) : null);

    public static JobState StateOf(MatchingRunRow row, IStringLocalizer words) =>
        new(
            row.Progress,
            row.Phase is { } phase
                ? words["run.phase_progress", words[$"run_phase.{phase}"], row.Progress]
                : words["run.progress", row.Progress],
            row.Status is MatchingRunStatus.Proposed or MatchingRunStatus.Failed or MatchingRunStatus.Cancelled
        );
}
