using System.Globalization;
using Binome.Contracts.Ledger;
using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>A run beside another of its programme: what was asked differently, who changes, who is left over, what it costs.</summary>
[RequiresAction(Actions.MatchingRead)]
internal sealed class CompareModel(
    Caller caller,
    IMatchingRows rows,
    IParticipantRows people,
    IStringLocalizer<MatchingWords> words,
    IStringLocalizer<ProgrammeWords> programmeWords
) : PageModel
{
    /// <summary>The run that came after.</summary>
    public MatchingRunRow Row { get; private set; } = null!;

    /// <summary>The run before; null until one is chosen.</summary>
    public MatchingRunRow? Other { get; private set; }

    /// <summary>Runs of the programme to choose from.</summary>
    public ImmutableArray<MatchingRunRow> Others { get; private set; } = [];

    public RunComparison? Comparison { get; private set; }

    public ImmutableArray<ComparedMentee> Mentees { get; private set; } = [];

    public ImmutableArray<Difference> Differences { get; private set; } = [];

    public NamesOfPage Names { get; private set; } = null!;

    public JobState State => RunModel.StateOf(Row, words);

    /// <summary>True while the run after is still calculating.</summary>
    public bool Waits => Other is not null && !State.Ended;

    public string NameOf(string id, IStringLocalizer shared) => Names.Of(id) ?? shared["person.gone"];

    public string MentorsOf(
        ImmutableArray<ComparedPair> pairs,
        bool isAfter,
        IStringLocalizer shared,
        IStringLocalizer own
    )
    {
        if (pairs.IsEmpty)
            return own["compare.nobody"];
        var mentors = pairs.Select(pair =>
            $"{NameOf(pair.MentorId, shared)} ({((isAfter ? pair.ScoreAfter : pair.ScoreBefore) ?? 0).Percent()})"
        );
        return string.Join(", ", mentors);
    }

    /// <summary>The comparison with another run; the older of the two is the one before.</summary>
    public string Address(MatchingRunRow other) =>
        other.CreatedAt <= Row.CreatedAt
            ? $"/app/matching/{Row.Id}/compare?with={other.Id}"
            : $"/app/matching/{other.Id}/compare?with={Row.Id}";

    public static string Total(double score) => score.ToString("N2", CultureInfo.CurrentCulture);

    public static string Average(MatchingRunRow run) =>
        run.Totals.Proposals == 0 ? "–" : (run.Score / run.Totals.Proposals).Percent();

    public static string Signed(int number) => number.ToString("+#,0;−#,0;0", CultureInfo.CurrentCulture);

    public static string Signed(double number) => number.ToString("+#,0.00;−#,0.00;0", CultureInfo.CurrentCulture);

    public async Task<IActionResult> OnGet(string run, string? with)
    {
        if (await rows.Find(caller.Tenant, run) is not { } stored)
            return NotFound();
        Row = stored.Row;
        if (string.IsNullOrEmpty(with))
            return await Choose();
        // The other run is not in the path, where reach is checked: it must be of the same programme.
        if (await rows.Find(caller.Tenant, with) is not { } other || other.Row.ProgrammeId != Row.ProgrammeId)
            return NotFound();
        Other = other.Row;
        return State.Ended ? await Compare() : Page();
    }

    private async Task<IActionResult> Choose()
    {
        var slice = await rows.List(caller.Tenant, Row.ProgrammeId, within: null, new PageOf(Limits.PageMax, null));
        Others =
        [
            .. slice
                .Items.Select(item => item.Row)
                .Where(other => other.Id != Row.Id && other.Status == MatchingRunStatus.Proposed),
        ];
        return Page();
    }

    private async Task<IActionResult> Compare()
    {
        var (before, after) = (Other!, Row);
        var outcome = await caller.Send(grains => grains.MatchingAdviser(before.Id).Compare(after.Id));
        if (outcome.Failure is { } failure)
        {
            this.Show(failure);
            return Page();
        }
        Comparison = outcome.Value;
        Mentees = ComparedMentee.Of(Comparison);
        Differences = new TermsDifference(words, programmeWords, caller.Language).Between(before.Terms, after.Terms);
        var ids = RunComparisonView
            .PeopleOf(Comparison)
            .Concat(after.Changes.SelectMany(change => (string[])[change.MentorId, change.MenteeId]));
        Names = await NamesOfPage.Read(people, caller.Tenant, ids);
        return Page();
    }
}
