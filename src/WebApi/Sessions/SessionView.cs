using Binome.Contracts.Sessions;

namespace Binome.WebApi.Sessions;

/// <summary>A session of a pair.</summary>
/// <param name="Logged">True when it was recorded after it had been held, without having been planned.</param>
/// <param name="BeforeCharter">True when it was held before both had signed the charter.</param>
internal sealed record SessionView(
    string Id,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    string Pair,
    string Programme,
    SessionStatus Status,
    DateTimeOffset StartsAt,
    int DurationMinutes,
    SessionFormat Format,
    bool Logged,
    bool BeforeCharter
)
{
    public string Object { get; } = "session";

    public static SessionView Of(SessionRow row) =>
        new(
            row.Id,
            row.CreatedAt,
            row.UpdatedAt,
            row.PairId,
            row.ProgrammeId,
            row.Status,
            row.StartsAt,
            row.DurationMinutes,
            row.Format,
            row.Logged,
            row.BeforeCharter
        );
}

/// <param name="Status">planned, or held when it is logged afterwards.</param>
/// <param name="DurationMinutes">1–1,440.</param>
internal sealed record AddSessionBody(
    SessionStatus Status,
    DateTimeOffset StartsAt,
    int DurationMinutes,
    SessionFormat Format
);

/// <summary>What is left out stays as it is.</summary>
internal sealed record ChangeSessionBody(
    SessionStatus? Status,
    DateTimeOffset? StartsAt,
    int? DurationMinutes,
    SessionFormat? Format
);
