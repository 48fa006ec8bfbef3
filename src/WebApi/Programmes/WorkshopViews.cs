using Binome.Contracts.Ledger;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Programmes;

/// <param name="For">mentor or mentee; null, or left out, for both.</param>
/// <param name="En">Title, and Markdown of at most 2,000 characters.</param>
/// <param name="Fr">The same in French.</param>
/// <param name="DurationMinutes">1–1,440.</param>
/// <param name="Place">A room, or an address to join it; at most 200 characters.</param>
internal sealed record WorkshopBody(
    PairRole? For,
    WorkshopWords En,
    WorkshopWords Fr,
    DateTimeOffset StartsAt,
    int DurationMinutes,
    string Place
)
{
    internal WorkshopDetails Details => new(For, En, Fr, StartsAt, DurationMinutes, Place);
}

/// <param name="Attendance">At most 100 people; nobody is recorded when one can't be.</param>
internal sealed record RecordAttendanceBody(ImmutableArray<AttendedBody> Attendance);

internal sealed record AttendedBody(string Participant, bool Attended);

/// <summary>A preparatory workshop.</summary>
/// <param name="For">Null for both roles.</param>
/// <param name="Coming">How many said that they come.</param>
/// <param name="Attended">How many were there.</param>
internal sealed record WorkshopView(
    string Id,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    string Programme,
    PairRole? For,
    WorkshopWords En,
    WorkshopWords Fr,
    WorkshopStatus Status,
    DateTimeOffset StartsAt,
    int DurationMinutes,
    string Place,
    int Coming,
    int Attended
)
{
    public string Object { get; } = "workshop";

    public static WorkshopView Of(WorkshopRow row) =>
        new(
            row.Id,
            row.CreatedAt,
            row.UpdatedAt,
            row.ProgrammeId,
            row.Details.For,
            row.Details.En,
            row.Details.Fr,
            row.Status,
            row.Details.StartsAt,
            row.Details.DurationMinutes,
            row.Details.Place,
            row.Coming,
            row.Attended
        );
}

/// <summary>Somebody and a workshop.</summary>
/// <param name="Coming">What they said; null while they said nothing.</param>
/// <param name="Attended">Whether they were there; null while nothing was recorded.</param>
/// <param name="RecordedBy">Who recorded it.</param>
internal sealed record AttendanceView(
    string Workshop,
    string Participant,
    bool? Coming,
    bool? Attended,
    ActingMember? RecordedBy,
    DateTimeOffset Updated
)
{
    public string Object { get; } = "attendance";

    public static AttendanceView Of(AttendanceRow row) =>
        new(row.WorkshopId, row.Id, row.Coming, row.Attended, row.RecordedBy, row.UpdatedAt);
}
