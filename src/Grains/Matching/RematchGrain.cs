using Binome.Contracts.Matching;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Matching;

internal sealed record RematchState : LedgerState
{
    /// <summary>When the next run begins; null when nobody was left free since the last.</summary>
    public DateTimeOffset? RunAt { get; init; }
}

internal sealed partial class RematchGrain(
    [PersistentState(GrainKinds.Rematch, GrainKinds.Storage)] IPersistentState<RematchState> rematch,
    TenantClock clock,
    ILogger<RematchGrain> logger
) : Grain, IRematchGrain
{
    private const string Run = "run";

    private (string Tenant, string Programme) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public async Task FreeAgain()
    {
        if (rematch.State.RunAt is not null)
            return;
        var at = clock.Now(Key.Tenant) + Limits.RematchAfter;
        await rematch.Commit(rematch.State with { RunAt = at }, new Effects().WakeUp(Run, at));
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (rematch.State.RunAt != dueAt)
            return;
        var (_, programme) = Key;
        // The same id however often this is done.
        var id = Ids.Derived(Ids.MatchingRun, dueAt, programme, Run);
        var start = new StartMatchingRun(programme, new MatchingPlan(), new Actor(id, programme, Member: null));
        var started = await TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString()).MatchingRun(id).Start(start);
        // A programme that closes, for example, matches nobody any more.
        if (started.Failure is { } failure)
            LogNotMatched(programme, failure.Code);
        await rematch.Commit(rematch.State with { RunAt = null }, new Effects().WakeUp(Run, null));
    }

    [LoggerMessage(LogLevel.Information, "Nobody is matched again in {Programme}: {Code}.")]
    private partial void LogNotMatched(string programme, string code);
}
