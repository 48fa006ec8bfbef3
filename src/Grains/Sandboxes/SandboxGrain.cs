using System.Diagnostics;
using Binome.Contracts.Sandboxes;
using Binome.Contracts.WakeUps;
using Binome.Grains.Jobs;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Sandboxes;

internal sealed partial class SandboxGrain(
    [PersistentState(GrainKinds.Sandbox, GrainKinds.Storage)] IPersistentState<SandboxState> sandbox,
    ISandboxRows rows,
    ISandboxStore store,
    IWakeUpTable table,
    TenantClock clock,
    ILogger<SandboxGrain> logger
) : Grain, ISandboxGrain
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a request waits for the end before it is answered that the clock is on its way.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    /// <summary>One turn of this grain, after which others get theirs.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(500);

    private JobPump? pump;
    private SandboxClock? running;

    /// <summary>Since when a reset waits for running jobs, by the machine's ticks.</summary>
    private long waitsSince;

    private string Tenant => GrainKey.Parse(this.GetPrimaryKeyString()).Tenant;

    private SandboxRow Row => sandbox.State.Sandbox!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        if (sandbox.RecordExists && await rows.Find(Tenant) is { Row: var stored })
            clock.Note(SandboxInstant.Of(stored));
    }

    public async Task<Outcome<SandboxRow>> Open(OpenSandbox command)
    {
        if (!sandbox.RecordExists)
        {
            var now = clock.Machine();
            var row = new SandboxRow(Tenant, SandboxStatus.Ready, 1, now, null, 0, 0, false, now, null);
            clock.Note(SandboxInstant.Of(row));
            await sandbox.Commit(new SandboxState { Sandbox = row, Name = command.Name }, new Effects().Row(row));
        }
        // Also when a crash came between the two.
        if (Row.Status != SandboxStatus.Resetting)
            await MakeTenant();
        return Row;
    }

    public async Task<Outcome<SandboxRow>> Advance(AdvanceClock command)
    {
        if (!sandbox.RecordExists)
            return Failure.Of(FailureCodes.NotFound);
        // Chunks of one job may have taken the clock some milliseconds on.
        var state = sandbox.State with
        {
            Sandbox = Row with { Now = clock.Now(Tenant) },
        };
        return await Begin(SandboxRules.Advance(state, command, clock.Machine()));
    }

    public async Task<Outcome<SandboxRow>> Reset(ResetSandbox command)
    {
        if (!sandbox.RecordExists)
            return Failure.Of(FailureCodes.NotFound);
        return await Begin(SandboxRules.Reset(sandbox.State, command, clock.Machine()));
    }

    public async Task Settle()
    {
        if (!sandbox.RecordExists || Row.Status != SandboxStatus.Ready)
            return;
        var now = clock.Now(Tenant);
        running = new SandboxClock(this, table, clock, Row with { Now = now }, logger);
        await running.Run(now + SandboxLimits.AtOnce, Turn);
        if (running.At.Now > Row.Now)
            await sandbox.Commit(
                sandbox.State with
                {
                    Sandbox = Row with { Now = running.At.Now },
                },
                new Effects().Row(Row with { Now = running.At.Now })
            );
        running = null;
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (name != JobPump.WakeUpName || sandbox.State.ResumeAt != dueAt)
            return;
        await Commit(SandboxRules.Working(sandbox.State, clock.Machine()));
        Pump();
    }

    /// <summary>For the clock: calls a wake-up's grain of this tenant.</summary>
    internal Task Call(DueWakeUp wakeUp) =>
        TenantGrains
            .Of(GrainFactory, this.GetPrimaryKeyString())
            .Wakeable(wakeUp.Grain, wakeUp.Id)
            .WakeUp(wakeUp.Name, wakeUp.DueAt);

    private async Task<Outcome<SandboxRow>> Begin(Outcome<(SandboxState, Effects)>? decided)
    {
        if (decided is not { } begun)
            return Row;
        if (begun.Failure is { } failure)
            return failure;
        (running, waitsSince) = (null, Stopwatch.GetTimestamp());
        await Commit(begun.Value);
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < AtOnce; )
            if (!await Step(CancellationToken.None))
                return Row;
            else
                await Task.Delay(Pause);
        Pump();
        return Row;
    }

    private void Pump() => (pump ??= new JobPump(this, Step, Pause, logger)).Start();

    private Task<bool> Step(CancellationToken cancellation) =>
        Row.Status switch
        {
            SandboxStatus.Advancing => GoOn(),
            SandboxStatus.Resetting => Wipe(),
            _ => Task.FromResult(false),
        };

    /// <summary>True while the clock is on its way.</summary>
    private async Task<bool> GoOn()
    {
        running ??= new SandboxClock(this, table, clock, Row with { Now = clock.Now(Tenant) }, logger);
        var isThere = await running.Run(Row.AdvancingTo!.Value, Turn);
        if (isThere)
        {
            await Commit(SandboxRules.Arrived(sandbox.State, running.At));
            running = null;
            return false;
        }
        if (running.HasStumbled || running.At.WakeUpsRun > Row.WakeUpsRun)
            await Commit(SandboxRules.Working(sandbox.State with { Sandbox = running.At }, clock.Machine()));
        return true;
    }

    /// <summary>True while something is left. Repeated as often as need be: what is gone is gone.</summary>
    private async Task<bool> Wipe()
    {
        // Whoever still works would write into the sandbox that comes after.
        if (await table.HasWork(Tenant) && Stopwatch.GetElapsedTime(waitsSince) < SandboxLimits.WorkWaitMax)
            return true;
        if (await store.WipeSome(Tenant, sandbox.State.ResetAskedAt!.Value) > 0)
            return true;
        await store.RestartLog(Tenant);
        var renewed = SandboxRules.Renewed(sandbox.State, clock.Machine());
        clock.Note(SandboxInstant.Of(renewed.State.Sandbox!));
        clock.Carry(Tenant);
        await MakeTenant();
        await Commit(renewed);
        return false;
    }

    private async Task MakeTenant()
    {
        clock.Carry(Tenant);
        var house = TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString());
        var made = await house.Tenant().Create(new(sandbox.State.Name));
        if (made.Failure is { } failure)
            throw new InvalidOperationException($"{Tenant} could not be made: {failure.Code}");
    }

    private async Task Commit((SandboxState State, Effects Effects) next) =>
        await sandbox.Commit(next.State, next.Effects);
}
