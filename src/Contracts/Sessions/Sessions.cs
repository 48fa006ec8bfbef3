using Binome.Contracts.Ledger;
using Binome.Contracts.Pairs;

namespace Binome.Contracts.Sessions;

[GenerateSerializer, Alias("binome.session_status")]
public enum SessionStatus
{
    Planned,
    Held,
    Cancelled,
}

[GenerateSerializer, Alias("binome.session_format")]
public enum SessionFormat
{
    InPerson,
    Video,
    Phone,
}

/// <param name="SessionId">Minted by the caller, so that a repeated request adds one session.</param>
/// <param name="Status">Planned, or held when it is logged afterwards.</param>
/// <param name="DurationMinutes">1–1,440.</param>
[GenerateSerializer, Immutable, Alias("binome.add_session")]
public sealed record AddSession(
    string SessionId,
    SessionStatus Status,
    DateTimeOffset StartsAt,
    int DurationMinutes,
    SessionFormat Format
);

/// <summary>Null leaves a member as it is.</summary>
/// <param name="IfVersion">The version of the session that was read; null does not ask.</param>
[GenerateSerializer, Immutable, Alias("binome.change_session")]
public sealed record ChangeSession(
    string SessionId,
    SessionStatus? Status,
    DateTimeOffset? StartsAt,
    int? DurationMinutes,
    SessionFormat? Format,
    long? IfVersion = null
);

[GenerateSerializer, Immutable, Alias("binome.saved_session")]
public sealed record SavedSession(SessionRow Session, long Version);

/// <param name="PreviousId">The pair's session that was added before this one; null for its first.</param>
/// <param name="Logged">True when it was recorded after it had been held, without having been planned.</param>
[GenerateSerializer, Immutable, Alias("binome.session_row")]
public sealed record SessionRow(
    string Id,
    string PairId,
    string ProgrammeId,
    string? PreviousId,
    SessionStatus Status,
    DateTimeOffset StartsAt,
    int DurationMinutes,
    SessionFormat Format,
    bool Logged,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
) : IRow
{
    /// <summary>Held before both had signed the charter.</summary>
    [Id(0)]
    public bool BeforeCharter { get; init; }

    /// <summary>How often it was moved or cancelled, so that calendars know the latest.</summary>
    [Id(1)]
    public int Sequence { get; init; }
}

public interface ISessionRows
{
    Task<Stored<SessionRow>?> Find(string tenant, string pairId, string id);

    /// <summary>Those added last come first.</summary>
    Task<Slice<SessionRow>> List(string tenant, string pairId, SessionStatus? status, PageOf page);
}
