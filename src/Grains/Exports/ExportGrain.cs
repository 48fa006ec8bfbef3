using Binome.Contracts.Exports;
using Binome.Contracts.People;
using Binome.Grains.Jobs;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Exports;

internal sealed class ExportGrain(
    [PersistentState(GrainKinds.Export, GrainKinds.Storage)] IPersistentState<ExportState> job,
    IExportRows rows,
    IExportFiles files,
    IExportSheets sheets,
    TenantClock clock,
    ILogger<ExportGrain> logger
) : Grain, IExportGrain
{
    private JobPump? pump;

    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public async Task<Outcome<ExportRow>> Start(StartExport command)
    {
        var (tenant, id) = Key;
        if (job.RecordExists)
            return job.State.Export!;
        if (await rows.CountRunning(tenant) >= Limits.ExportsRunningMax)
            return Failure.Of(FailureCodes.ExportTooMany, $"{Limits.ExportsRunningMax}");
        var total = await rows.Count(tenant, command.Content);
        if (total > Limits.ExportRowsMax)
            return Failure.Of(FailureCodes.ExportTooLarge, $"{Limits.ExportRowsMax}");

        var row = new ExportRow(
            id,
            command.Content,
            command.Format,
            JobStatus.Queued,
            total,
            Done: 0,
            Pieces: 0,
            Bytes: 0,
            clock.Now(tenant),
            CompletedAt: null,
            ExpiresAt: null,
            FailureCode: null
        );
        var state = new ExportState { Export = row, ResumeAt = clock.Machine() + Limits.JobHeartbeat };
        var started = new LedgerEvent(EventTypes.ExportStarted, id, ("member", command.Actor.Member?.Id));
        await job.Commit(state, new Effects().Row(row).Event(started).Work(JobPump.WakeUpName, state.ResumeAt.Value));
        Pump();
        return row;
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (name != JobPump.WakeUpName || job.State.ResumeAt != dueAt)
            return;
        if (job.State.Resumes >= Limits.JobResumesMax)
        {
            await End(JobStatus.Failed, FailureCodes.ExportStuck);
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

    /// <summary>A piece is written before the progress that counts it: done again after a crash, it takes its own place.</summary>
    private async Task<bool> Step(CancellationToken cancellation)
    {
        if (job.State.Ended)
            return false;
        var (tenant, id) = Key;
        var export = job.State.Export!;
        // A piece that is not full was the last: what has come since belongs to the next file, however fast it comes.
        if (export.Done < export.Pieces * Limits.ExportPieceRows)
        {
            await End(JobStatus.Completed, failureCode: null);
            return false;
        }
        var some = await rows.Next(tenant, export.Content, job.State.After);
        var isFirst = export.Pieces == 0;
        if (some.LastId is null && !isFirst)
        {
            await End(JobStatus.Completed, failureCode: null);
            return false;
        }
        if (export.Done + some.Bodies.Length > Limits.ExportRowsMax)
        {
            await End(JobStatus.Failed, FailureCodes.ExportTooLarge);
            return false;
        }
        var piece = sheets.Write(export.Content.Resource, export.Format, isFirst, some.Bodies);
        await files.Put(tenant, id, export.Pieces, piece);
        var next = export with
        {
            Status = JobStatus.Running,
            Done = export.Done + some.Bodies.Length,
            Total = Math.Max(export.Total, export.Done + some.Bodies.Length),
            Pieces = export.Pieces + 1,
            Bytes = export.Bytes + piece.Length,
        };
        var state = job.State with { Export = next, After = some.LastId ?? job.State.After, Resumes = 0 };
        await job.Commit(state, new Effects().Row(next));
        return true;
    }

    private async Task End(JobStatus status, string? failureCode)
    {
        var (tenant, id) = Key;
        var row = job.State.Export! with
        {
            Status = status,
            CompletedAt = clock.Now(tenant),
            ExpiresAt = status == JobStatus.Completed ? clock.Machine() + Limits.ExportKept : null,
            FailureCode = failureCode,
        };
        var ended = new LedgerEvent(
            status == JobStatus.Completed ? EventTypes.ExportCompleted : EventTypes.ExportFailed,
            id,
            ("rows", row.Done),
            ("failure", failureCode)
        );
        var state = job.State with { Export = row, ResumeAt = null };
        await job.Commit(state, new Effects().Row(row).Event(ended).WakeUp(JobPump.WakeUpName, null));
    }
}
