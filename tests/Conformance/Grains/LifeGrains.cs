namespace Binome.Conformance.Grains;

/// <summary>Timers, deactivation and what travels with a call.</summary>
public interface ILifeGrain : IGrainWithStringKey
{
    Task<Guid> Activation();

    Task DeactivateSoon();

    Task StartTimer(TimeSpan dueTime, TimeSpan period, string gate);

    Task StopTimer();

    Task WaitAt(string gate);

    [AlwaysInterleave]
    Task<string> Peek();

    Task<string?> Carried(string name);

    Task<string?> CarriedThrough(string other, string name);

    /// <summary>Sets a value without being async, so nothing but the runtime takes it away again.</summary>
    Task Carry(string name, string value);
}

internal sealed class LifeGrain(Probe probe) : Grain, ILifeGrain
{
    private readonly Guid activation = Guid.NewGuid();
    private IGrainTimer? timer;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Note(Key, $"deactivated: {reason.ReasonCode}");
        probe.Signal(Key + " deactivated");
        return Task.CompletedTask;
    }

    public Task<Guid> Activation() => Task.FromResult(activation);

    public Task DeactivateSoon()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task StartTimer(TimeSpan dueTime, TimeSpan period, string gate)
    {
        timer = this.RegisterGrainTimer(
            (name, _) =>
            {
                probe.Note(Key, "tick");
                probe.Signal(name);
                return Task.CompletedTask;
            },
            gate,
            new GrainTimerCreationOptions(dueTime, period)
        );
        return Task.CompletedTask;
    }

    public Task StopTimer()
    {
        timer?.Dispose();
        return Task.CompletedTask;
    }

    public async Task WaitAt(string gate)
    {
        probe.Note(Key, $"{gate} in");
        await probe.WaitAt(gate);
        probe.Note(Key, $"{gate} out");
    }

    public Task<string> Peek() => Task.FromResult("peeked");

    public Task<string?> Carried(string name) => Task.FromResult(RequestContext.Get(name) as string);

    public Task<string?> CarriedThrough(string other, string name) =>
        GrainFactory.GetGrain<ILifeGrain>(other).Carried(name);

    public Task Carry(string name, string value)
    {
        RequestContext.Set(name, value);
        return Task.CompletedTask;
    }
}
