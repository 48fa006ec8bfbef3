using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Grains.Matching;
using Binome.Matching;

namespace Binome.Grains.Pairs;

internal sealed record RuleWatchState : LedgerState
{
    /// <summary>When all pairs are looked at; null when nothing has changed since.</summary>
    public DateTimeOffset? LookAt { get; init; }

    /// <summary>When they are looked at once more, for a change that may be stored after the first look; null when none came that late.</summary>
    public DateTimeOffset? AgainAt { get; init; }
}

internal sealed class RuleWatchGrain(
    [PersistentState(GrainKinds.RuleWatch, GrainKinds.Storage)] IPersistentState<RuleWatchState> watch,
    IParticipantRows people,
    IPairRows pairs,
    IProgrammeRows programmes,
    TenantClock clock
) : Grain, IRuleWatchGrain
{
    private const string Look = "look";

    private string Tenant => GrainKey.Parse(this.GetPrimaryKeyString()).Tenant;

    public async Task LookAgain()
    {
        var now = clock.Machine();
        if (IsLeftTimeFor(watch.State.LookAt, now) || IsLeftTimeFor(watch.State.AgainAt, now))
            return;
        var at = now + Limits.RuleLookAfter;
        if (watch.State.LookAt is null)
            await watch.Commit(watch.State with { LookAt = at }, new Effects().Work(Look, at));
        else
            await watch.Commit(watch.State with { AgainAt = at }, new Effects());
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        // Whatever changes while this looks asks for another look; a look done twice finds nothing new.
        await LookAtAll();
        if (watch.State.LookAt is null)
            return;
        var next = watch.State.AgainAt;
        var effects = next is { } at ? new Effects().Work(Look, at) : new Effects().WakeUp(Look, null);
        await watch.Commit(watch.State with { LookAt = next, AgainAt = null }, effects);
    }

    /// <summary>Whoever asks for a look stores the change only afterwards, so a look that is about to begin may not see it.</summary>
    private static bool IsLeftTimeFor(DateTimeOffset? look, DateTimeOffset now) =>
        look is { } at && at - now >= Limits.RuleLookAfter / 2;

    private async Task LookAtAll()
    {
        var chart = CohortProblem.Chart(await people.ReportingTree(Tenant));
        var left = await people.Left(Tenant);
        var enforced = new Dictionary<string, bool>(StringComparer.Ordinal);
        string? after = null;
        while (await pairs.Living(Tenant, after, Limits.RuleLookPairs) is { IsEmpty: false } page)
        {
            foreach (var pair in page)
                await LookAt(pair, chart, left, enforced);
            after = page[^1].Id;
        }
    }

    private async Task LookAt(
        PairRow pair,
        OrgChart chart,
        ImmutableHashSet<string> left,
        Dictionary<string, bool> enforced
    )
    {
        var isBroken =
            chart.Contains(pair.MentorId)
            && chart.Contains(pair.MenteeId)
            && chart.InSameChain(pair.MentorId, pair.MenteeId)
            && await IsEnforced(pair.ProgrammeId, enforced);
        var rule =
            left.Contains(pair.MentorId) || left.Contains(pair.MenteeId) ? IRuleWatchGrain.ParticipantLeft
            : isBroken ? HardRules.ReportingLine
            : null;
        if (pair.BrokenRule != rule)
            await TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString()).Pair(pair.Id).NoteRule(rule);
    }

    private async Task<bool> IsEnforced(string programmeId, Dictionary<string, bool> known)
    {
        if (known.TryGetValue(programmeId, out var holds))
            return holds;
        var programme = await programmes.Find(Tenant, programmeId);
        return known[programmeId] = programme?.Row.Settings.ReportingLine is not { Enforced: false };
    }
}
