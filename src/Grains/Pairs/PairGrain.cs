using Binome.Contracts.Pairs;
using Binome.Contracts.Sessions;
using Binome.Grains.Sessions;

namespace Binome.Grains.Pairs;

internal sealed class PairGrain(
    [PersistentState(GrainKinds.Pair, GrainKinds.Storage)] IPersistentState<PairState> pair,
    ISessionRows sessions,
    TenantClock clock
) : Grain, IPairGrain
{
    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public async Task<Outcome<PairRow>> Open(OpenPair command)
    {
        var (tenant, id) = Key;
        if (pair.RecordExists)
            return PairRules.Row(id, pair.State);

        var opened = PairRules.Open(id, command, clock.Now(tenant));
        if (opened.Failure is { } failure)
            return failure;
        var conflict = await pair.Commit(opened.Value.State, opened.Value.Effects);
        return conflict is null ? PairRules.Row(id, pair.State) : Failure.Of(FailureCodes.PairExists);
    }

    public async Task<Outcome<SavedSession>> AddSession(AddSession command)
    {
        var (tenant, id) = Key;
        if (!pair.RecordExists)
            return Failure.Of(FailureCodes.NotFound, id);
        if (pair.State.AddedLast.Contains(command.SessionId))
            return await Added(tenant, id, command.SessionId);
        return await Commit(SessionRules.Add(id, pair.State, command, clock.Now(tenant)));
    }

    public async Task<Outcome<SavedSession>> ChangeSession(ChangeSession command)
    {
        var (tenant, id) = Key;
        if (!pair.RecordExists)
            return Failure.Of(FailureCodes.NotFound, id);

        var planned = pair.State.Planned.FirstOrDefault(session => session.Id == command.SessionId);
        if (planned is not null && SessionRules.IsAsAsked(planned, command))
            return await Added(tenant, id, planned.Id);
        var changed = SessionRules.Change(id, pair.State, command, clock.Now(tenant));
        if (changed.Failure?.Code == FailureCodes.SessionUnknown)
            return await NotPlanned(tenant, id, command);
        return await Commit(changed);
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        var (tenant, id) = Key;
        if (name != PairRules.Tick || !pair.RecordExists)
            return;
        if (PairRules.TickDue(id, pair.State, dueAt, clock.Now(tenant)) is { } change)
            await pair.Commit(change.State, change.Effects);
    }

    private async Task<Outcome<SavedSession>> Commit(Outcome<SessionChange> decided)
    {
        if (decided.Failure is { } failure)
            return failure;
        var change = decided.Value;
        await pair.Commit(change.Pair.State, change.Pair.Effects);
        return new SavedSession(change.Session, pair.Version());
    }

    private async Task<Outcome<SavedSession>> Added(string tenant, string id, string sessionId) =>
        await sessions.Find(tenant, id, sessionId) is { } stored
            ? new SavedSession(stored.Row, stored.Version)
            : throw new InvalidOperationException($"{sessionId} was added to {id} and has no row.");

    /// <summary>A held or cancelled session stays what it is, and a request repeated after a crash finds it so.</summary>
    private async Task<Outcome<SavedSession>> NotPlanned(string tenant, string id, ChangeSession command)
    {
        if (await sessions.Find(tenant, id, command.SessionId) is not { Row: var row } stored)
            return Failure.Of(FailureCodes.SessionUnknown, command.SessionId);
        return SessionRules.IsAsAsked(row, command)
            ? new SavedSession(row, stored.Version)
            : Failure.Of(FailureCodes.SessionState, row.Status.ToString().ToLowerInvariant());
    }
}
