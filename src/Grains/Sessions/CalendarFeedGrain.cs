using Binome.Contracts.Sessions;

namespace Binome.Grains.Sessions;

internal sealed record CalendarFeedState : LedgerState
{
    /// <summary>Null while none is open.</summary>
    public string? Hash { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
}

internal sealed class CalendarFeedGrain(
    [PersistentState(GrainKinds.CalendarFeed, GrainKinds.Storage)] IPersistentState<CalendarFeedState> feed,
    TenantClock clock
) : Grain, ICalendarFeedGrain
{
    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    private CalendarFeedRow Row => RowOf(feed.State);

    public async Task<Outcome<CalendarFeedRow>> Open(OpenCalendarFeed command)
    {
        if (command.Actor.Member is null)
            return Failure.Of(FailureCodes.PersonRequired);
        if (feed.State.Hash == command.Hash)
            return Row;
        var opened = feed.State with { Hash = command.Hash, OpenedAt = clock.Now(Key.Tenant), RevokedAt = null };
        await feed.Commit(opened, Told(opened, EventTypes.CalendarFeedOpened));
        return Row;
    }

    public async Task<Outcome<CalendarFeedRow>> Revoke(Actor actor)
    {
        if (actor.Member is null)
            return Failure.Of(FailureCodes.PersonRequired);
        if (feed.State.Hash is null)
            return Row;
        var revoked = feed.State with { Hash = null, RevokedAt = clock.Now(Key.Tenant) };
        await feed.Commit(revoked, Told(revoked, EventTypes.CalendarFeedRevoked));
        return Row;
    }

    private Effects Told(CalendarFeedState state, string type) =>
        new Effects().Row(RowOf(state)).Event(new LedgerEvent(type, Key.Id));

    private CalendarFeedRow RowOf(CalendarFeedState state) => new(Key.Id, state.Hash, state.OpenedAt, state.RevokedAt);
}
