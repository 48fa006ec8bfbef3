using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>Another run of the same programme with other weights, rules or pairs, to be compared with this one. Nobody hears of it.</summary>
[RequiresAction(Actions.MatchingWrite)]
internal sealed class WhatIfModel(Caller caller, IMatchingRows rows, IParticipantRows people) : PageModel
{
    /// <summary>Parts a mentor's id from a mentee's in the address.</summary>
    public const char PairSeparator = '~';

    private Dictionary<string, string?> values = [];
    private NamesOfPage names = null!;

    public MatchingRunRow Row { get; private set; } = null!;

    public ImmutableArray<PlannedChange> Changes { get; private set; } = [];

    public string? Value(string name) => values.GetValueOrDefault(name);

    public string NameOf(string id, IStringLocalizer shared) => names.Of(id) ?? shared["person.gone"];

    /// <param name="set">A pair to set beside those of the run.</param>
    /// <param name="forbid">A pair to forbid.</param>
    public async Task<IActionResult> OnGet(string run, string? set, string? forbid)
    {
        if (await rows.Find(caller.Tenant, run) is not { } stored)
            return NotFound();
        Row = stored.Row;
        values = PlanForm.Values(Row.Terms);
        var before = Row.Changes.Select(change => new PlannedChange(
            change.Kind,
            new ManualPair(change.MentorId, change.MenteeId, change.Reason)
        ));
        return await Shown([
            .. Asked(ManualChangeKind.Locked, set)
                .Concat(Asked(ManualChangeKind.Excluded, forbid))
                .Concat(before)
                .DistinctBy(change => (change.Pair.MentorId, change.Pair.MenteeId))
                .Take(Limits.ManualChangesPerRunMax),
        ]);
    }

    public async Task<IActionResult> OnPost(string run)
    {
        if (await rows.Find(caller.Tenant, run) is not { } stored)
            return NotFound();
        Row = stored.Row;
        var form = new FormValues(Request.Form);
        var plan = PlanForm.Read(form, Row.Terms);
        var id = caller.NewId(Ids.MatchingRun);
        if ((form.Failure ?? await Start(id, plan)) is not { } failure)
            return Redirect($"/app/matching/{id}/compare?with={run}");
        values = Request.Form.ToDictionary(field => field.Key, field => (string?)field.Value.ToString());
        var shown = PlanForm.Changes(form).ToImmutableArray();
        this.Show(failure, [.. Fields(shown)]);
        return await Shown(shown);
    }

    private async Task<Failure?> Start(string id, MatchingPlan plan)
    {
        var command = new StartMatchingRun(Row.ProgrammeId, plan, caller.Actor());
        return (await caller.Send(grains => grains.MatchingRun(id).Start(command))).Failure;
    }

    private async Task<IActionResult> Shown(ImmutableArray<PlannedChange> changes)
    {
        Changes = changes;
        var ids = changes.SelectMany(change => (string[])[change.Pair.MentorId, change.Pair.MenteeId]);
        names = await NamesOfPage.Read(people, caller.Tenant, ids);
        return Page();
    }

    private static IEnumerable<PlannedChange> Asked(ManualChangeKind kind, string? pair) =>
        pair?.Split(PairSeparator) is [var mentor, var mentee]
        && Ids.Has(Ids.Participant, mentor)
        && Ids.Has(Ids.Participant, mentee)
            ? [new PlannedChange(kind, new ManualPair(mentor, mentee, ""))]
            : [];

    // The plan counts the pairs of each kind on their own; the form has one list.
    private static IEnumerable<(string, string)> Fields(ImmutableArray<PlannedChange> changes)
    {
        var (locked, excluded) = (0, 0);
        for (var at = 0; at < changes.Length; at++)
        {
            var member =
                changes[at].Kind == ManualChangeKind.Locked ? $"/locked/{locked++}" : $"/excluded/{excluded++}";
            yield return (member, $"pairs.{at}.reason");
            foreach (var part in (string[])["reason", "mentor", "mentee"])
                yield return ($"{member}/{part}", $"pairs.{at}.reason");
        }
    }
}
