using Binome.Contracts.Ledger;
using Binome.Contracts.People;
using Binome.Contracts.WakeUps;

namespace Binome.Contracts.Programmes;

[GenerateSerializer, Alias("binome.workshop_status")]
public enum WorkshopStatus
{
    Planned,
    Cancelled,
}

/// <param name="Text">Markdown, at most <see cref="Limits.WorkshopCharactersMax"/> characters.</param>
[GenerateSerializer, Immutable, Alias("binome.workshop_words")]
public sealed record WorkshopWords(string Title, string Text);

/// <summary>What a workshop is and when.</summary>
/// <param name="For">The role it prepares; null for both.</param>
/// <param name="DurationMinutes">1–1,440.</param>
/// <param name="Place">A room or an address to join it.</param>
[GenerateSerializer, Immutable, Alias("binome.workshop_details")]
public sealed record WorkshopDetails(
    PairRole? For,
    WorkshopWords En,
    WorkshopWords Fr,
    DateTimeOffset StartsAt,
    int DurationMinutes,
    string Place
);

/// <summary>A preparatory workshop of a programme.</summary>
/// <param name="Coming">People who said that they come.</param>
/// <param name="Attended">People who were there.</param>
[GenerateSerializer, Immutable, Alias("binome.workshop_row")]
public sealed record WorkshopRow(
    string Id,
    string ProgrammeId,
    WorkshopDetails Details,
    WorkshopStatus Status,
    int Coming,
    int Attended,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
) : IRow
{
    /// <summary>Grows with every change of what it is and when, as calendars count.</summary>
    [Id(0)]
    public int Sequence { get; init; }

    /// <summary>The roles that it was for before and is no longer: their people were told of it, and calendars take it off.</summary>
    [Id(1)]
    public ImmutableArray<PairRole> NoLongerFor { get; init; } = [];
}

/// <summary>Somebody and a workshop. Its id is the participant's.</summary>
/// <param name="Coming">What the person said; null while they said nothing.</param>
/// <param name="Attended">What was recorded; null while nothing was.</param>
/// <param name="RecordedBy">Who recorded it.</param>
[GenerateSerializer, Immutable, Alias("binome.attendance_row")]
public sealed record AttendanceRow(
    string Id,
    string WorkshopId,
    bool? Coming,
    bool? Attended,
    ActingMember? RecordedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
) : IRow;

/// <summary>
/// A workshop that prepares people of a programme, and who comes. Everybody it is for hears of it by mail, also who is enrolled later; whoever was
/// invited hears when it is cancelled, or no longer for their role. Key: tenant and workshop id.
/// </summary>
[Alias("binome.workshop")]
public interface IWorkshopGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Plans the workshop, or changes what it is and when. Repeating the command answers the same.</summary>
    /// <returns>
    /// Fails with <c>resource.not_found</c>, <c>resource.version_mismatch</c>, <c>workshop.cancelled</c>, <c>programme.phase</c> or <c>field.…</c>.
    /// </returns>
    [Alias("save")]
    Task<Outcome<SavedWorkshop>> Save(SaveWorkshop command);

    /// <summary>It does not take place. Repeating it answers the same.</summary>
    [Alias("cancel")]
    Task<Outcome<SavedWorkshop>> Cancel(Actor actor);

    /// <summary>Somebody enrolled says, as themselves, whether they come.</summary>
    /// <returns>Fails with <c>resource.not_found</c> for anybody else, <c>person_required</c>, <c>workshop.cancelled</c> or <c>workshop.full</c>.</returns>
    [Alias("answer")]
    Task<Outcome<AttendanceRow>> Answer(AnswerWorkshop command);

    /// <summary>Records who was there, all or none; what is recorded can be put right.</summary>
    /// <returns>
    /// Fails with <c>resource.not_found</c>, <c>workshop.not_begun</c>, <c>workshop.cancelled</c>, <c>workshop.full</c> or
    /// <c>workshop.participant_unknown</c>.
    /// </returns>
    [Alias("record")]
    Task<Outcome<SavedWorkshop>> Record(RecordAttendance command);
}

/// <param name="ProgrammeId">Null changes a workshop that is there.</param>
[GenerateSerializer, Immutable, Alias("binome.save_workshop")]
public sealed record SaveWorkshop(string? ProgrammeId, WorkshopDetails Details, long? IfVersion, Actor Actor);

[GenerateSerializer, Immutable, Alias("binome.answer_workshop")]
public sealed record AnswerWorkshop(string ParticipantId, bool Coming, Actor Actor);

/// <param name="People">Each at most once, at most <see cref="Limits.ListItemsMax"/>.</param>
[GenerateSerializer, Immutable, Alias("binome.record_attendance")]
public sealed record RecordAttendance(ImmutableArray<AttendedOne> People, Actor Actor);

[GenerateSerializer, Immutable, Alias("binome.attended_one")]
public sealed record AttendedOne(string ParticipantId, bool Attended);

[GenerateSerializer, Immutable, Alias("binome.saved_workshop")]
public sealed record SavedWorkshop(WorkshopRow Workshop, long Version);

public interface IWorkshopRows
{
    Task<Stored<WorkshopRow>?> Find(string tenant, string id);

    /// <summary>Those of a programme, the one planned last first.</summary>
    Task<Slice<WorkshopRow>> OfProgramme(string tenant, string programmeId, PageOf page);

    /// <summary>Everybody who answered or was recorded, at most <see cref="Limits.WorkshopPeopleMax"/>.</summary>
    Task<ImmutableArray<AttendanceRow>> Attendance(string tenant, string workshopId);

    /// <summary>What one person said of a workshop; null while it is nothing.</summary>
    Task<AttendanceRow?> Attendance(string tenant, string workshopId, string participantId);
}
