using System.Globalization;
using Binome.Contracts.Matching;
using Binome.Contracts.People;
using Binome.Matching;

namespace Binome.Grains.Matching;

internal sealed class MatchingAdviserGrain(IMatchingRows runs, MatchingDesk desk, SolveGate gate)
    : Grain,
        IMatchingAdviserGrain
{
    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public Task<Outcome<NonPairAnswer>> WhyNot(string mentorId, string menteeId, bool isExact) =>
        Ask(session =>
            Places(session, mentorId, PairRole.Mentor)
            ?? Places(session, menteeId, PairRole.Mentee)
            ?? (Outcome<NonPairAnswer>)AdviserAnswers.Of(session.WhyNot(mentorId, menteeId, isExact))
        );

    public async Task<Outcome<ImmutableArray<PlacementAdvice>>> Advise(ImmutableArray<UnmatchedPlace> people)
    {
        if (people.Length > Limits.PageMax)
            return Failure.Of(FailureCodes.TooMany, $"{Limits.PageMax}");
        return await Ask(session => Advices(session, people));
    }

    public async Task<Outcome<RunComparison>> Compare(string otherRunId)
    {
        var (tenant, id) = Key;
        var (before, after) = (await runs.Find(tenant, id), await runs.Find(tenant, otherRunId));
        if (before is null || after is null)
            return Failure.Of(FailureCodes.NotFound, before is null ? id : otherRunId);
        if (before.Row.ProgrammeId != after.Row.ProgrammeId)
            return Failure.Of(FailureCodes.RunsOfTwoProgrammes);
        var (first, second) = (await Solved(before.Row), await Solved(after.Row));
        if (first is null || second is null)
            return WithoutProof(first is null ? id : otherRunId);
        return AdviserAnswers.Compared(before.Row, first, after.Row, second);
    }

    public async Task<Outcome<CertificateAnswer>> Verify(CancellationToken cancellation)
    {
        var parts = await Proof();
        return parts.Failure is { } failure
            ? failure
            : await gate.Run(() => Verified(parts.Value, cancellation), cancellation);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        desk.Forget(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    private Task<Outcome<T>> Ask<T>(Func<MatchingSession, Outcome<T>> question) =>
        desk.Ask(this.GetPrimaryKeyString(), Problem, question);

    private async Task<Outcome<MatchingProblem>> Problem()
    {
        var parts = await Proof();
        return parts.Failure is { } failure ? failure : await Task.Run(() => RunSolver.Read(parts.Value).Problem);
    }

    private async Task<Outcome<ImmutableArray<MatchingProofRow>>> Proof()
    {
        var (tenant, id) = Key;
        if (await runs.Find(tenant, id) is null)
            return Failure.Of(FailureCodes.NotFound, id);
        var parts = await runs.Proof(tenant, id);
        return parts.IsEmpty ? WithoutProof(id) : parts;
    }

    /// <summary>The pairs that were proposed, chance included, and who was left over.</summary>
    private async Task<RunPairs?> Solved(MatchingRunRow run)
    {
        if (run.Status != MatchingRunStatus.Proposed)
            return null;
        var proposed = await runs.AllProposals(Key.Tenant, run.Id);
        var left = await runs.AllUnmatched(Key.Tenant, run.Id);
        return new RunPairs(proposed, left);
    }

    private static Outcome<ImmutableArray<PlacementAdvice>> Advices(
        MatchingSession session,
        ImmutableArray<UnmatchedPlace> people
    )
    {
        var advices = ImmutableArray.CreateBuilder<PlacementAdvice>(people.Length);
        foreach (var place in people)
        {
            if (Places(session, place.ParticipantId, place.Role) is { } failure)
                return failure;
            if (session.WhyUnmatched(AdviserAnswers.Side(place.Role), place.ParticipantId) is { } advice)
                advices.Add(AdviserAnswers.Of(place, advice));
        }
        return advices.ToImmutable();
    }

    // Null when the person has a place on that side.
    private static Failure? Places(MatchingSession session, string personId, PairRole role)
    {
        var side = role == PairRole.Mentor ? session.Problem.Mentors : session.Problem.Mentees;
        return side.Any(seats => seats.PersonId == personId) ? null : Failure.Of(FailureCodes.NotEnrolled, personId);
    }

    internal static CertificateAnswer Verified(ImmutableArray<MatchingProofRow> parts, CancellationToken cancellation)
    {
        var (problem, solution) = RunSolver.Read(parts);
        var faults = MatchingCertificate.VerifyInStrips(problem, solution, cancellation);
        var bound = MatchingBound.Of(problem, solution);
        return new CertificateAnswer(
            faults.Count == 0,
            (long)problem.Mentors.Count * problem.Mentees.Count,
            solution.Pairs.Count,
            MatchingRunRules.Score(solution.TotalPoints),
            bound.Value.ToString(CultureInfo.InvariantCulture),
            bound.Bound.ToString(CultureInfo.InvariantCulture),
            [.. faults.Select(fault => new CertificateFaultAnswer(fault.Code, fault.Subject))]
        );
    }

    private static Failure WithoutProof(string runId) => Failure.Of(FailureCodes.RunWithoutProof, runId);
}
