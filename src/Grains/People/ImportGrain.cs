using Binome.Contracts.People;
using Binome.Grains.Jobs;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.People;

internal sealed class ImportGrain(
    [PersistentState(GrainKinds.Import, GrainKinds.Storage)] IPersistentState<ImportState> job,
    IImportUploads uploads,
    IParticipantRows people,
    ILedgerStates states,
    PersonAccess access,
    TenantClock clock,
    ILogger<ImportGrain> logger
) : Grain, IImportGrain
{
    private const int ChunkAttemptsMax = 20;

    private ImportSurvey? survey;
    private ImmutableArray<string>? leavers;
    private JobPump? pump;

    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public async Task<Outcome<ImportRow>> Start(StartImport command)
    {
        var (tenant, id) = Key;
        if (job.RecordExists)
            return job.State.Import!;

        var now = clock.Now(tenant);
        var row = new ImportRow(id, JobStatus.Queued, command.RowsTotal, 0, 0, 0, 0, 0, 0, now, null, null)
        {
            Mode = command.Mode,
        };
        var state = new ImportState
        {
            Columns = command.Columns,
            Chunks = command.Chunks,
            Import = row,
            ResumeAt = clock.Machine() + Limits.JobHeartbeat,
        };
        var started = new LedgerEvent(EventTypes.ImportStarted, id, ("rows", command.RowsTotal));
        await job.Commit(state, new Effects().Row(row).Event(started).Work(JobPump.WakeUpName, state.ResumeAt.Value));
        Pump();
        return row;
    }

    public async Task<Outcome<SavedImport>> Confirm()
    {
        if (job.State.Import is not { } import)
            return Failure.Of(FailureCodes.NotFound, Key.Id);
        if (import.Status == JobStatus.AwaitingConfirmation)
        {
            import = import with { Status = JobStatus.Running };
            var resumeAt = clock.Machine() + Limits.JobHeartbeat;
            await job.Commit(
                job.State with
                {
                    Import = import,
                    ResumeAt = resumeAt,
                },
                new Effects().Row(import).Work(JobPump.WakeUpName, resumeAt)
            );
            Pump();
        }
        else if (import.Mode != ImportMode.Full || job.State.Ended || !job.State.LeaversCounted)
            return Failure.Of(FailureCodes.ImportNotWaiting);
        return new SavedImport(import, job.Version());
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
        if (job.State.Waits || job.State.Resumes >= Limits.JobResumesMax)
        {
            await End(JobStatus.Failed, job.State.Waits ? FailureCodes.ImportUnconfirmed : FailureCodes.ImportStuck);
            return;
        }
        var resumed = job.State with
        {
            Resumes = job.State.Resumes + 1,
            ResumeAt = clock.Machine() + Limits.JobHeartbeat,
        };
        await job.Commit(resumed, new Effects().Work(JobPump.WakeUpName, resumed.ResumeAt.Value));
        Pump();
    }

    private void Pump() => (pump ??= new JobPump(this, Step, JobPump.NoPause, logger)).Start();

    private async Task<bool> Step(CancellationToken cancellation)
    {
        if (job.State.Ended || job.State.Waits)
            return false;
        var isFull = job.State.Import!.Mode == ImportMode.Full;
        if (isFull || job.State.NextChunk < job.State.Chunks)
            survey ??= await Survey(cancellation);
        if (isFull && !job.State.LeaversCounted)
            return await CountLeavers();
        if (job.State.NextChunk < job.State.Chunks)
        {
            await TakeChunk(cancellation);
            return true;
        }
        if (isFull && await LeaveSome(cancellation))
            return true;
        await End(JobStatus.Completed, null);
        return false;
    }

    /// <summary>Before anything of the file is taken in; false when somebody must look at it first.</summary>
    private async Task<bool> CountLeavers()
    {
        var (tenant, id) = Key;
        var known = await people.ReportingTree(tenant);
        var left = await people.Left(tenant);
        var found = ImportLeavers.Of(known, left, survey!, job.State.Import!.CreatedAt);
        var waits = ImportLeavers.NeedConfirmation(found.Length, known.Length - left.Count, survey!.Unreadable);
        var (next, effects) = ImportLeavers.Counted(id, job.State, found, waits, clock.Machine());
        await job.Commit(next, effects);
        return !waits;
    }

    /// <summary>False when nobody is left to leave.</summary>
    private async Task<bool> LeaveSome(CancellationToken cancellation)
    {
        var (tenant, _) = Key;
        leavers ??=
        [
            .. ImportLeavers
                .Of(await people.ReportingTree(tenant), await people.Left(tenant), survey!, job.State.Import!.CreatedAt)
                .Select(person => person.ParticipantId),
        ];
        ImmutableArray<string> some = [.. leavers.Value.Take(Limits.ImportChunkRows)];
        foreach (var person in some)
            await access.End(tenant, person);
        for (var attempt = 1; !some.IsEmpty; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var stored = await states.Many<ParticipantState>(tenant, GrainKinds.Participant, some);
            var (next, effects) = ImportLeavers.Leave(job.State, stored, clock.Now(tenant), clock.Machine());
            if (await job.Commit(next, effects) is not { } conflict)
                break;
            if (attempt == ChunkAttemptsMax)
                throw new InvalidOperationException($"Leavers met {attempt} conflicts, the last on {conflict.Kind}.");
        }
        leavers = leavers.Value[some.Length..];
        return !some.IsEmpty;
    }

    /// <summary>A first walk through the whole file, again after a crash: what it finds is not worth storing.</summary>
    private async Task<ImportSurvey> Survey(CancellationToken cancellation)
    {
        var (tenant, id) = Key;
        var found = new ImportSurvey(await people.ReportingTree(tenant));
        for (var chunk = 0; chunk < job.State.Chunks; chunk++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var line in await uploads.Get(tenant, id, chunk))
                found.Add(ImportCells.Parse(job.State.Columns, line));
        }
        found.Complete();
        return found;
    }

    private async Task TakeChunk(CancellationToken cancellation)
    {
        var (tenant, id) = Key;
        var lines = await uploads.Get(tenant, id, job.State.NextChunk);
        if (lines.Length == 0)
            throw new InvalidOperationException(
                $"Chunk {job.State.NextChunk} of {id} is not there; rows would be lost."
            );
        ImmutableArray<ParsedRow> rows = [.. lines.Select(line => ImportCells.Parse(job.State.Columns, line))];
        for (var attempt = 1; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var now = clock.Now(tenant);
            var known = await Known(tenant, rows);
            foreach (var person in known.States.Values)
                if (person.State.AccessEndedAt is { } endedAt)
                    await access.Restore(tenant, person.Id, endedAt);
            var planned = ImportChunk.Plan(rows, survey!, known, _ => Ids.New(Ids.Participant, now), now);
            var (next, effects) = ImportChunk.Apply(id, job.State, planned, survey!);
            if (await job.Commit(next, effects.Row(next.Import!)) is not { } conflict)
                return;
            // Somebody changed one of these people in between: read again. A circle of such changes ends in the next wake-up.
            if (attempt == ChunkAttemptsMax)
                throw new InvalidOperationException(
                    $"Chunk {job.State.NextChunk} met {attempt} conflicts, the last on {conflict.Kind}."
                );
        }
    }

    private async Task<KnownPeople> Known(string tenant, ImmutableArray<ParsedRow> rows)
    {
        var byEmployee = await people.ByEmployeeId(tenant, [.. rows.Select(row => row.EmployeeId).Distinct()]);
        var byEmail = await people.ByEmail(tenant, [.. rows.Select(row => row.Email).Distinct()]);
        var stored = await states.Many<ParticipantState>(tenant, GrainKinds.Participant, [.. byEmployee.Values]);
        return new KnownPeople(byEmployee, byEmail, stored.ToImmutableDictionary(state => state.Id));
    }

    private async Task End(JobStatus status, string? failureCode)
    {
        var (tenant, id) = Key;
        // The file goes first: it holds personal data and nothing needs it any more. Dropping it twice changes nothing.
        await uploads.Drop(tenant, id);
        // Asked before the job says that it has ended, so that a crash in between asks again.
        if (job.State.Import is { Created: > 0 } or { Updated: > 0 } or { Left: > 0 })
            await TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString()).RuleWatch().LookAgain();
        var row = job.State.Import! with
        {
            Status = status,
            CompletedAt = clock.Now(tenant),
            FailureCode = failureCode,
        };
        var ended = new LedgerEvent(
            status == JobStatus.Completed ? EventTypes.ImportCompleted : EventTypes.ImportFailed,
            id,
            ("created", row.Created),
            ("updated", row.Updated),
            ("unchanged", row.Unchanged),
            ("rejected", row.Rejected),
            ("left", row.Left),
            ("failure", failureCode)
        );
        var state = job.State with { Import = row, ResumeAt = null };
        await job.Commit(state, new Effects().Row(row).Event(ended).WakeUp(JobPump.WakeUpName, null));
        (survey, leavers) = (null, null);
    }
}
