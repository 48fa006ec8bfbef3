using Binome.Contracts.Matching;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Grains.Jobs;
using Binome.Matching;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Binome.Grains.Matching;

internal sealed class PublicationGrain(
    [PersistentState(GrainKinds.Publication, GrainKinds.Storage)] IPersistentState<PublicationState> job,
    IMatchingRows proposals,
    IProgrammeRows programmes,
    IParticipantRows people,
    IPairRows pairs,
    TenantClock clock,
    ILogger<PublicationGrain> logger
) : Grain, IPublicationGrain
{
    /// <summary>A run is published by one publication at a time: two would hold each other's seats and both refuse.</summary>
    private const string RunClaim = "run_in_publication";

    private OrgChart? chart;
    private ImmutableHashSet<(string, string)>? excluded;
    private ImmutableHashSet<(string, PairRole)>? enrolled;
    private JobPump? pump;

    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    private TenantGrains Grains => TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString());

    public async Task<Outcome<PublicationRow>> Start(string runId, Actor actor)
    {
        var (tenant, id) = Key;
        if (job.RecordExists)
            return job.State.Publication!;
        if (actor.Member is not { } member)
            return Failure.Of(FailureCodes.PersonRequired);
        if (await proposals.Find(tenant, runId) is not { Row: var run })
            return Failure.Of(FailureCodes.NotFound, runId);
        if (run.Status != MatchingRunStatus.Proposed)
            return Failure.Of(FailureCodes.RunNotReady);
        var total = await proposals.CountToPublish(tenant, runId, id);
        if (total == 0)
            return Failure.Of(FailureCodes.NothingAccepted);
        var begun = await Grains.Programme(run.ProgrammeId).BeginRunning();
        if (begun.Failure is { } failure)
            return failure;
        return await Begin(run, total, begun.Value, member.Id);
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (name != JobPump.WakeUpName || job.State.ResumeAt != dueAt)
            return;
        if (job.State.Ended)
        {
            await job.Commit(job.State with { ResumeAt = null }, new Effects().WakeUp(JobPump.WakeUpName, null));
            return;
        }
        if (job.State.Resumes >= Limits.JobResumesMax)
        {
            await End(JobStatus.Failed);
            return;
        }
        var resumeAt = clock.Machine() + Limits.JobHeartbeat;
        var resumed = job.State with { Resumes = job.State.Resumes + 1, ResumeAt = resumeAt };
        await job.Commit(resumed, new Effects().Work(JobPump.WakeUpName, resumeAt));
        Pump();
    }

    private async Task<Outcome<PublicationRow>> Begin(
        MatchingRunRow run,
        int total,
        ProgrammeSettings settings,
        string memberId
    )
    {
        var (tenant, id) = Key;
        var now = clock.Now(tenant);
        var row = new PublicationRow(id, run.Id, run.ProgrammeId, JobStatus.Running, total, 0, 0, 0, now, null);
        var state = new PublicationState
        {
            Publication = row,
            Settings = settings,
            ResumeAt = clock.Machine() + Limits.JobHeartbeat,
        };
        var started = new LedgerEvent(
            EventTypes.PublicationStarted,
            id,
            ("run", run.Id),
            ("proposals", total),
            ("member", memberId)
        );
        var effects = new Effects().Row(row).Event(started).Work(JobPump.WakeUpName, state.ResumeAt.Value);
        if (await job.Commit(state, effects.Claim(RunClaim, run.Id)) is not null)
            return Failure.Of(FailureCodes.RunInPublication);
        Pump();
        return row;
    }

    private void Pump() => (pump ??= new JobPump(this, Step, JobPump.NoPause, logger)).Start();

    private async Task<bool> Step(CancellationToken cancellation)
    {
        if (job.State.Ended)
            return false;
        var (tenant, id) = Key;
        var row = job.State.Publication!;
        var chunk = await proposals.ToPublish(tenant, row.RunId, id, job.State.After, Limits.PublishChunkPairs);
        if (chunk.Length == 0)
        {
            await End(JobStatus.Completed);
            return false;
        }

        chart ??= CohortProblem.Chart(await people.ReportingTree(tenant));
        excluded ??= await Excluded(tenant, row.ProgrammeId);
        enrolled ??= await Enrolled(tenant, row.ProgrammeId);
        var results = await Task.WhenAll(chunk.Select(OpenPair));
        // The run first: pairs and marks come out the same when this chunk is done again, the counts below only once.
        var marked = await Grains.MatchingRun(row.RunId).Published(id, [.. results]);
        if (marked.Failure is { } failure)
            throw new InvalidOperationException(
                $"{row.RunId} did not take what became of its proposals: {failure.Code}"
            );
        await Progress(row, chunk, results);
        return true;
    }

    private async Task Progress(PublicationRow row, ImmutableArray<ProposalRow> chunk, PublishedProposal[] results)
    {
        var opened = results.Count(result => result.PairId is not null);
        var done = row.Done + results.Length;
        var next = row with
        {
            // People may accept more while it runs.
            Total = Math.Max(row.Total, done),
            Done = done,
            Opened = row.Opened + opened,
            Refused = row.Refused + results.Length - opened,
        };
        var effects = new Effects().Row(next);
        foreach (var result in results)
            if (result.RefusalCode is { } code)
                effects.Event(
                    new LedgerEvent(EventTypes.PairRefused, Key.Id, ("proposal", result.ProposalId), ("reason", code))
                );
        await job.Commit(job.State with { Publication = next, After = chunk[^1].Id, Resumes = 0 }, effects);
    }

    /// <summary>Both seats are held, then the pair opens, then the seats last. Every step can be done again.</summary>
    private async Task<PublishedProposal> OpenPair(ProposalRow proposal)
    {
        var publication = job.State.Publication!;
        var pairId = Ids.Derived(Ids.Pair, publication.CreatedAt, proposal.RunId, proposal.MentorId, proposal.MenteeId);
        var mentor = Grains.Participant(proposal.MentorId);
        var mentee = Grains.Participant(proposal.MenteeId);
        // A chunk done again after a crash finds its pairs open; they stay, whatever has changed since.
        var isOpen = await pairs.Find(Key.Tenant, pairId) is not null;
        if (!isOpen && await Refusal(proposal, pairId, mentor, mentee) is { } refusal)
        {
            await Task.WhenAll(mentor.Release(pairId), mentee.Release(pairId));
            return new PublishedProposal(proposal.Id, null, refusal);
        }
        await Task.WhenAll(mentor.Confirm(pairId), mentee.Confirm(pairId));
        return new PublishedProposal(proposal.Id, pairId, null);
    }

    private async Task<string?> Refusal(
        ProposalRow proposal,
        string pairId,
        IParticipantGrain mentor,
        IParticipantGrain mentee
    )
    {
        var areEnrolled =
            enrolled!.Contains((proposal.MentorId, PairRole.Mentor))
            && enrolled.Contains((proposal.MenteeId, PairRole.Mentee));
        if (!areEnrolled)
            return FailureCodes.PairNotEnrolled;
        if (excluded!.Contains((proposal.MentorId, proposal.MenteeId)))
            return FailureCodes.PairExcluded;
        if (ReportingLineEnforced && chart!.InSameChain(proposal.MentorId, proposal.MenteeId))
            return FailureCodes.PairReportingLine;
        var failure =
            (await mentor.Reserve(new ReserveSeat(pairId, PairRole.Mentor))).Failure
            ?? (await mentee.Reserve(new ReserveSeat(pairId, PairRole.Mentee))).Failure
            ?? (await Grains.Pair(pairId).Open(Command(proposal))).Failure;
        return failure?.Code;
    }

    private bool ReportingLineEnforced => job.State.Settings!.ReportingLine is not { Enforced: false };

    // Whoever would mentor whom.
    private async Task<ImmutableHashSet<(string, string)>> Excluded(string tenant, string programmeId) =>
        [
            .. (await programmes.AllExclusions(tenant, programmeId)).SelectMany(pair =>
                new[] { (pair.ParticipantId, pair.OtherId), (pair.OtherId, pair.ParticipantId) }
            ),
        ];

    private async Task<ImmutableHashSet<(string, PairRole)>> Enrolled(string tenant, string programmeId) =>
        [.. (await programmes.AllEnrolments(tenant, programmeId)).Select(one => (one.ParticipantId, one.Role))];

    private OpenPair Command(ProposalRow proposal)
    {
        var settings = job.State.Settings!;
        return new OpenPair(
            proposal.ProgrammeId,
            proposal.MentorId,
            proposal.MenteeId,
            settings.Cadence,
            settings.TimeZone,
            StartsAt(settings, job.State.Publication!.CreatedAt),
            proposal.Score,
            new PairDecision(
                proposal.Id,
                proposal.DecidedBy ?? throw new InvalidOperationException($"{proposal.Id} was accepted by nobody."),
                proposal.DecisionReason,
                proposal.DecidedAt!.Value
            ),
            settings.Acceptance == AcceptanceRule.Required ? settings.AcceptanceDays : null,
            settings.Charter == CharterRule.Required ? settings.CharterVersion : null,
            settings.Rhythm
        );
    }

    /// <summary>Late joiners begin now, the others on the programme's first day.</summary>
    private static DateTimeOffset StartsAt(ProgrammeSettings settings, DateTimeOffset now)
    {
        if (settings.StartsOn is not { } day)
            return now;
        var zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];
        var start = zone.AtStartOfDay(LocalDate.FromDateOnly(day)).ToInstant().ToDateTimeOffset();
        return start > now ? start : now;
    }

    private async Task End(JobStatus status)
    {
        var stood = job.State.Publication!;
        var row = stood with
        {
            Status = status,
            // A proposal that was turned down while it ran was counted at the start and never came.
            Total = status == JobStatus.Completed ? stood.Done : stood.Total,
            CompletedAt = clock.Now(Key.Tenant),
        };
        var ended = new LedgerEvent(
            EventTypes.PublicationCompleted,
            Key.Id,
            ("run", row.RunId),
            ("status", status.ToString().ToLowerInvariant()),
            ("opened", row.Opened),
            ("refused", row.Refused)
        );
        var effects = new Effects().Row(row).Event(ended).WakeUp(JobPump.WakeUpName, null);
        await job.Commit(job.State with { Publication = row, ResumeAt = null }, effects.Release(RunClaim, row.RunId));
        (chart, excluded, enrolled) = (null, null, null);
    }
}
