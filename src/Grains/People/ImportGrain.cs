using Binome.Contracts.People;
using Binome.Grains.Jobs;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.People;

internal sealed class ImportGrain(
    [PersistentState(GrainKinds.Import, GrainKinds.Storage)] IPersistentState<ImportState> job,
    IImportUploads uploads,
    IParticipantRows people,
    ILedgerStates states,
    TenantClock clock,
    ILogger<ImportGrain> logger
) : Grain, IImportGrain
{
    private const int ChunkAttemptsMax = 20;

    private ImportSurvey? survey;
    private JobPump? pump;

    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public async Task<Outcome<ImportRow>> Start(StartImport command)
    {
        var (tenant, id) = Key;
        if (job.RecordExists)
            return job.State.Import!;

        var now = clock.Now(tenant);
        var row = new ImportRow(id, JobStatus.Queued, command.RowsTotal, 0, 0, 0, 0, 0, 0, now, null, null);
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
            await End(JobStatus.Failed, FailureCodes.ImportStuck);
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
        if (job.State.Ended)
            return false;
        if (job.State.NextChunk >= job.State.Chunks)
        {
            await End(JobStatus.Completed, null);
            return false;
        }
        survey ??= await Survey(cancellation);
        await TakeChunk(cancellation);
        return true;
    }

    /// <summary>A first walk through the whole file, again after a crash: what it finds is not worth storing.</summary>
    private async Task<ImportSurvey> Survey(CancellationToken cancellation)
    {
        var (tenant, id) = Key;
        var found = new ImportSurvey(await people.ReportingTree(tenant));
        var hasManagers = job.State.Columns.Contains("manager_employee_id");
        for (var chunk = 0; chunk < job.State.Chunks; chunk++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var line in await uploads.Get(tenant, id, chunk))
                found.Add(ImportCells.Parse(job.State.Columns, line), hasManagers);
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
            var planned = ImportChunk.Plan(
                rows,
                survey!,
                await Known(tenant, rows),
                _ => Ids.New(Ids.Participant, now),
                now
            );
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
        if (job.State.Import is { Created: > 0 } or { Updated: > 0 })
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
            ("failure", failureCode)
        );
        var state = job.State with { Import = row, ResumeAt = null };
        await job.Commit(state, new Effects().Row(row).Event(ended).WakeUp(JobPump.WakeUpName, null));
        survey = null;
    }
}
