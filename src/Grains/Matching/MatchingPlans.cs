using Binome.Contracts.Matching;
using Binome.Contracts.Programmes;
using Binome.Grains.Programmes;
using Binome.Matching;

namespace Binome.Grains.Matching;

/// <summary>What a run is asked to try, checked and made whole.</summary>
internal static class MatchingPlans
{
    private const long SeedMax = (1L << 53) - 1;

    /// <summary>What is wrong with a plan whatever the cohort is; null when nothing.</summary>
    public static Failure? Refusal(StartMatchingRun command, MatchingTerms terms)
    {
        var plan = command.Plan;
        if (command.Actor.Member is null && plan.Locked.Length + plan.Excluded.Length > 0)
            return Failure.Of(FailureCodes.PersonRequired);
        if (plan.Locked.Length + plan.Excluded.Length > Limits.ManualChangesPerRunMax)
            return Failure.At(
                plan.Locked.Length > 0 ? "/locked" : "/excluded",
                FailureCodes.TooMany,
                $"{Limits.ManualChangesPerRunMax}"
            );
        ImmutableArray<Failure> failures =
        [
            .. SettingsRules.OfPairing(terms.Criteria, terms.Rules, terms.MinimumScore),
            .. Reasons("/locked", plan.Locked),
            .. Reasons("/excluded", plan.Excluded),
            .. Chance(plan.Random),
        ];
        return failures.Length == 0 ? null : failures[0] with { Others = failures[1..] };
    }

    public static MatchingTerms Terms(MatchingPlan plan, ProgrammeSettings settings) =>
        new(
            plan.Objective,
            plan.Criteria ?? settings.Criteria,
            plan.Rules ?? settings.Rules,
            plan.MinimumScore ?? settings.MinimumScore,
            settings.ReportingLine is not { Enforced: false }
        );

    public static ImmutableArray<ManualChange> Changes(MatchingPlan plan, ActingMember? by)
    {
        ManualChange Change(ManualChangeKind kind, ManualPair pair) =>
            new(
                kind,
                pair.MentorId,
                pair.MenteeId,
                pair.Reason.Trim(),
                by ?? throw new InvalidOperationException("A manual change by nobody."),
                Price: null
            );
        return
        [
            .. plan.Locked.Select(pair => Change(ManualChangeKind.Locked, pair)),
            .. plan.Excluded.Select(pair => Change(ManualChangeKind.Excluded, pair)),
        ];
    }

    /// <summary>Why the pairs that a person set can't be: somebody is not in the cohort, a rule forbids it, or there are too few places. Null when they can.</summary>
    public static Failure? Refusal(MatchingPlan plan, MatchingProblem problem)
    {
        if (plan.Locked.IsEmpty)
            return null;
        var mentors = problem.Mentors.Select(seats => seats.PersonId).ToHashSet(StringComparer.Ordinal);
        var mentees = problem.Mentees.Select(seats => seats.PersonId).ToHashSet(StringComparer.Ordinal);
        var assessor = new PairAssessor(problem);
        for (var at = 0; at < plan.Locked.Length; at++)
        {
            var (mentor, mentee, _) = plan.Locked[at];
            if (!mentors.Contains(mentor))
                return Failure.At($"/locked/{at}/mentor", FailureCodes.NotEnrolled, mentor);
            if (!mentees.Contains(mentee))
                return Failure.At($"/locked/{at}/mentee", FailureCodes.NotEnrolled, mentee);
            if (assessor.Assess(mentor, mentee).BrokenRules is [var rule, ..])
                return Failure.At($"/locked/{at}", FailureCodes.LockForbidden, rule);
        }
        return ProblemFaults.Find(RunSolver.With(problem, plan)) is [var fault, ..]
            ? Failure.At("/locked", FailureCodes.LockTooMany, fault.Subject)
            : null;
    }

    private static IEnumerable<Failure> Reasons(string pointer, ImmutableArray<ManualPair> pairs)
    {
        for (var at = 0; at < pairs.Length; at++)
            if (string.IsNullOrWhiteSpace(pairs[at].Reason))
                yield return Failure.At($"{pointer}/{at}/reason", FailureCodes.Required);
            else if (pairs[at].Reason.Length > Limits.NameCharactersMax)
                yield return Failure.At($"{pointer}/{at}/reason", FailureCodes.TooLong, $"{Limits.NameCharactersMax}");
    }

    private static IEnumerable<Failure> Chance(RandomPlan? random)
    {
        if (random is null)
            yield break;
        if (random.Tolerance is not (>= 0 and <= Limits.ProposalsPerRunMax))
            yield return Failure.At("/random/tolerance", FailureCodes.OutOfRange, "0", $"{Limits.ProposalsPerRunMax}");
        if (random.Seed is < 0 or > SeedMax)
            yield return Failure.At("/random/seed", FailureCodes.OutOfRange, "0", $"{SeedMax}");
    }
}
