using System.Security.Cryptography;
using System.Text;
using Binome.Contracts.Matching;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Grains.Jobs;
using Binome.Matching;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Matching;

internal sealed partial class MatchingRunGrain(
    [PersistentState(GrainKinds.MatchingRun, GrainKinds.Storage)] IPersistentState<MatchingRunState> job,
    IProgrammeRows programmes,
    IParticipantRows people,
    IPairRows pairs,
    IMatchingRows proposals,
    SolveGate gate,
    TenantClock clock,
    ILogger<MatchingRunGrain> logger
) : Grain, IMatchingRunGrain, IDisposable
{
    private static readonly TimeSpan LookInEvery = TimeSpan.FromMilliseconds(25);

    /// <summary>Seeds are numbers that every reader of JSON can hold: 53 bits.</summary>
    private const int SeedBitsLeftOut = 11;

    /// <summary>Progress is worth a commit this often.</summary>
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopped = new();
    private readonly SolveProgress progress = new();
    private DateTimeOffset progressAt;
    private Task<SolvedRun>? solving;
    private JobPump? pump;

    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public async Task<Outcome<MatchingRunRow>> Start(StartMatchingRun command)
    {
        var (tenant, id) = Key;
        if (job.RecordExists)
            return job.State.Run!;
        if (await programmes.Find(tenant, command.ProgrammeId) is not { Row: var programme })
            return Failure.Of(FailureCodes.NotFound, command.ProgrammeId);
        if (Refusal(programme) is { } refusal)
            return refusal;
        var now = clock.Now(tenant);
        var terms = MatchingPlans.Terms(command.Plan, programme.Settings);
        if ((MatchingPlans.Refusal(command, terms) ?? await LockRefusal(command, terms, now)) is { } wrong)
            return wrong;
        var grains = TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString());
        var begun = await grains.Programme(command.ProgrammeId).BeginMatching();
        if (begun.Failure is { } failure)
            return failure;

        var run = new MatchingRunRow(
            id,
            command.ProgrammeId,
            MatchingRunStatus.Queued,
            terms,
            MatchingPlans.Changes(command.Plan, command.Actor.Member),
            Progress: 0,
            new MatchingTotals(0, 0, 0, 0, 0, 0, 0, 0, 0),
            Score: 0,
            now,
            CompletedAt: null,
            FailureCode: null,
            Random: null,
            Phase: null
        );
        var state = new MatchingRunState
        {
            Run = run,
            Plan = command.Plan,
            Attempt = 1,
            ResumeAt = clock.Machine() + Limits.JobHeartbeat,
        };
        var started = new LedgerEvent(EventTypes.MatchingStarted, id, ("programme", command.ProgrammeId));
        await job.Commit(state, new Effects().Row(run).Event(started).Work(JobPump.WakeUpName, state.ResumeAt.Value));
        Pump();
        return run;
    }

    public async Task<Outcome<MatchingRunRow>> Cancel(Actor actor)
    {
        var (tenant, id) = Key;
        if (!job.RecordExists)
            return Failure.Of(FailureCodes.NotFound, id);
        if (job.State.Run is { Status: MatchingRunStatus.Cancelled } before)
            return before;
        if (job.State.Ended)
            return Failure.Of(FailureCodes.RunEnded);
        var run = job.State.Run! with
        {
            Status = MatchingRunStatus.Cancelled,
            Phase = null,
            CompletedAt = clock.Now(tenant),
        };
        var cancelled = new LedgerEvent(
            EventTypes.MatchingCancelled,
            id,
            ("programme", run.ProgrammeId),
            ("member", actor.Member?.Id)
        );
        var effects = new Effects().Row(run).Event(cancelled).WakeUp(JobPump.WakeUpName, null);
        await job.Commit(job.State with { Run = run, ResumeAt = null }, effects);
        await stopped.CancelAsync();
        return run;
    }

    public async Task<Outcome<MatchingRunRow>> Decide(DecideProposals command)
    {
        var (tenant, id) = Key;
        if (!job.RecordExists)
            return Failure.Of(FailureCodes.NotFound, id);
        if (command.Actor.Member is null)
            return Failure.Of(FailureCodes.PersonRequired);
        if (job.State.Run is not { Status: MatchingRunStatus.Proposed } run)
            return Failure.Of(FailureCodes.RunNotReady);

        if (command.Decisions.Length > Limits.DecisionsPerCallMax)
            return Failure.At("/decisions", FailureCodes.TooMany, $"{Limits.DecisionsPerCallMax}");

        ImmutableArray<string> ids = [.. command.Decisions.Select(decision => decision.ProposalId).Distinct()];
        var before = await proposals.ProposalsById(tenant, id, ids);
        var decided = MatchingRunRules.Decide(command, before, clock.Now(tenant));
        if (decided.Failure is { } failure)
            return failure;
        var effects = new Effects();
        foreach (var row in decided.Value)
            effects.Row(row).Event(MatchingRunRules.Decision(row));
        return await Recounted(run, before, decided.Value, effects);
    }

    public async Task<Outcome<bool>> Published(string publicationId, ImmutableArray<PublishedProposal> published)
    {
        var (tenant, id) = Key;
        if (job.State.Run is not { Status: MatchingRunStatus.Proposed } run)
            return Failure.Of(FailureCodes.RunNotReady);

        var results = published.ToDictionary(proposal => proposal.ProposalId, StringComparer.Ordinal);
        // What has become a pair stays one, whatever a later publication says.
        var before = (await proposals.ProposalsById(tenant, id, [.. results.Keys])).RemoveAll(row =>
            row.PairId is not null
        );
        ImmutableArray<ProposalRow> after =
        [
            .. before.Select(row =>
                row with
                {
                    PublicationId = publicationId,
                    PairId = results[row.Id].PairId,
                    RefusalCode = results[row.Id].RefusalCode,
                }
            ),
        ];
        var effects = new Effects();
        foreach (var row in after)
            effects.Row(row);
        await Recounted(run, before, after, effects);
        return true;
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
        if (solving is null && job.State.Attempt > Limits.JobResumesMax)
        {
            await Fail(FailureCodes.RunStuck);
            return;
        }
        // A solve that this process is still at is no new attempt: large cohorts take longer than one heartbeat.
        var resumed = job.State with
        {
            Attempt = solving is null ? job.State.Attempt + 1 : job.State.Attempt,
            ResumeAt = clock.Machine() + Limits.JobHeartbeat,
        };
        await job.Commit(resumed, new Effects().Work(JobPump.WakeUpName, resumed.ResumeAt.Value));
        Pump();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        stopped.Cancel();
        return Task.CompletedTask;
    }

    public void Dispose() => stopped.Dispose();

    private void Pump() => (pump ??= new JobPump(this, Step, LookInEvery, logger)).Start();

    /// <summary>Starts the computation, then looks in on it; its result is committed in a turn of this grain.</summary>
    private async Task<bool> Step(CancellationToken cancellation)
    {
        if (job.State.Ended)
            return false;
        if (solving is null)
        {
            await Solving();
            return true;
        }
        if (!solving.IsCompleted)
        {
            await ShowProgress();
            return true;
        }
        // Forgotten before it is looked at: one that failed counts as an attempt and is started again.
        var finished = solving;
        solving = null;
        var solved = await finished;
        if (solved.Pairs.Count > Limits.ProposalsPerRunMax)
        {
            await Fail(FailureCodes.RunTooLarge);
            return false;
        }
        await ShowProgress();
        await Propose(solved);
        return false;
    }

    private async Task Solving()
    {
        var run = job.State.Run! with { Status = MatchingRunStatus.Solving, Phase = MatchingRunPhase.Reading };
        await job.Commit(job.State with { Run = run }, new Effects().Row(run));
        var problem = await Read(run.ProgrammeId, run.Terms, run.CreatedAt);
        var plan = job.State.Plan;
        if (ProblemFaults.Find(RunSolver.With(problem, plan)) is [var fault, ..])
        {
            LogUnsolvable(Key.Id, fault.Code, fault.Subject);
            await Fail(FailureCodes.RunUnsolvable);
            return;
        }
        var cancellation = stopped.Token;
        var seed = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(run.Id))) >> SeedBitsLeftOut;
        progress.Report(new RunProgress(MatchingRunPhase.Waiting, 0));
        solving = gate.Run(() => RunSolver.Solve(problem, plan, seed, progress, cancellation), cancellation);
    }

    // Every phase is told, percents of the same one once in a while.
    private async Task ShowProgress()
    {
        var (now, told, last) = (clock.Machine(), job.State.Run!, progress.Last);
        var run = told with { Phase = last.Phase, Progress = Math.Max(told.Progress, Math.Round(last.Fraction, 2)) };
        if (run.Phase == told.Phase && (run.Progress <= told.Progress || now < progressAt + ProgressEvery))
            return;
        progressAt = now;
        await job.Commit(job.State with { Run = run }, new Effects().Row(run));
    }

    private async Task<Failure?> LockRefusal(StartMatchingRun command, MatchingTerms terms, DateTimeOffset now) =>
        command.Plan.Locked.IsEmpty
            ? null
            : MatchingPlans.Refusal(command.Plan, await Read(command.ProgrammeId, terms, now));

    private async Task<MatchingProblem> Read(string programmeId, MatchingTerms terms, DateTimeOffset at)
    {
        var tenant = Key.Tenant;
        var enrolments = await programmes.AllEnrolments(tenant, programmeId);
        var cohort = new Cohort(
            enrolments,
            await People(tenant, [.. enrolments.Select(row => row.ParticipantId).Distinct()]),
            await people.ReportingTree(tenant),
            await pairs.OfProgramme(tenant, programmeId),
            await programmes.AllExclusions(tenant, programmeId),
            await proposals.LeftOver(tenant, programmeId)
        );
        return CohortProblem.Build(cohort, terms, DateOnly.FromDateTime(at.UtcDateTime));
    }

    private async Task<ImmutableArray<ParticipantRow>> People(string tenant, ImmutableArray<string> ids)
    {
        var found = ImmutableArray.CreateBuilder<ParticipantRow>(ids.Length);
        foreach (var chunk in ids.Chunk(Limits.ImportChunkRows))
            found.AddRange((await people.Many(tenant, [.. chunk])).Select(person => person.Row));
        return found.ToImmutable();
    }

    private async Task Propose(SolvedRun solved)
    {
        var run = MatchingRunRules.Completed(job.State.Run!, solved, clock.Now(Key.Tenant));
        var effects = MatchingRunRules.Proposed(Key.Id, run, solved).Row(run).WakeUp(JobPump.WakeUpName, null);
        await job.Commit(job.State with { Run = run, ResumeAt = null }, effects);
    }

    private async Task Fail(string code)
    {
        var run = job.State.Run! with
        {
            Status = MatchingRunStatus.Failed,
            Phase = null,
            FailureCode = code,
            CompletedAt = clock.Now(Key.Tenant),
        };
        var failed = new LedgerEvent(
            EventTypes.MatchingFailed,
            Key.Id,
            ("programme", run.ProgrammeId),
            ("failure", code)
        );
        var effects = new Effects().Row(run).Event(failed).WakeUp(JobPump.WakeUpName, null);
        await job.Commit(job.State with { Run = run, ResumeAt = null }, effects);
    }

    private async Task<Outcome<MatchingRunRow>> Recounted(
        MatchingRunRow run,
        ImmutableArray<ProposalRow> before,
        ImmutableArray<ProposalRow> after,
        Effects effects
    )
    {
        var next = run with { Totals = MatchingRunRules.Recount(run.Totals, before, after) };
        await job.Commit(job.State with { Run = next }, effects.Row(next));
        return next;
    }

    private static Failure? Refusal(ProgrammeRow programme)
    {
        if (programme.Mentors == 0 || programme.Mentees == 0)
            return Failure.Of(FailureCodes.RunNobodyEnrolled, $"{programme.Mentors}", $"{programme.Mentees}");
        return Math.Max(programme.Mentors, programme.Mentees) > MatchingLimits.PeoplePerSideMax
            ? Failure.Of(FailureCodes.RunTooLarge, $"{MatchingLimits.PeoplePerSideMax}")
            : null;
    }

    [LoggerMessage(LogLevel.Warning, "Matching run {Run} can't be solved: {Fault} {Subject}.")]
    private partial void LogUnsolvable(string run, string fault, string subject);
}
