using Binome.Contracts.Ledger;

namespace Binome.Contracts.Sessions;

/// <summary>The private address at which somebody's calendar reads their sessions. Key: tenant and participant id.</summary>
[Alias("binome.calendar_feed")]
public interface ICalendarFeedGrain : IGrainWithStringKey
{
    /// <summary>Keeps the hash of a new secret; the address before no longer answers. Repeating it changes nothing.</summary>
    /// <returns>Fails with <c>person_required</c>.</returns>
    [Alias("open")]
    Task<Outcome<CalendarFeedRow>> Open(OpenCalendarFeed command);

    /// <summary>No address answers any more. Repeating it changes nothing.</summary>
    /// <returns>Fails with <c>person_required</c>.</returns>
    [Alias("revoke")]
    Task<Outcome<CalendarFeedRow>> Revoke(Actor actor);
}

/// <param name="Hash">Of the secret, as <see cref="Members.SecretFormat.Hash"/> makes it.</param>
[GenerateSerializer, Immutable, Alias("binome.open_calendar_feed")]
public sealed record OpenCalendarFeed(string Hash, Actor Actor);

/// <param name="Id">The participant's id.</param>
/// <param name="Hash">Null when it was revoked, and before it was opened.</param>
[GenerateSerializer, Immutable, Alias("binome.calendar_feed_row")]
public sealed record CalendarFeedRow(string Id, string? Hash, DateTimeOffset? OpenedAt, DateTimeOffset? RevokedAt)
    : IRow;

public interface ICalendarFeedRows
{
    /// <summary>Null when it was never opened.</summary>
    Task<CalendarFeedRow?> Find(string tenant, string participantId);
}
