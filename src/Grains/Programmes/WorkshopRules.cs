using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.Grains.Programmes;

internal sealed record WorkshopChange(WorkshopState State, Effects Effects);

/// <summary>Planning workshops, and who comes to them: pure.</summary>
internal static class WorkshopRules
{
    /// <summary>The wake-up that tells people of it, and looks for those who were enrolled since.</summary>
    public const string Tell = "tell";

    /// <summary>In place of the programme's version: some of those who are to hear of it have left the company, and may come back.</summary>
    public const long SomeAway = 0;

    public static Outcome<WorkshopChange> Save(
        string id,
        WorkshopState state,
        SaveWorkshop command,
        ProgrammeRow programme,
        DateTimeOffset now
    )
    {
        if (programme.Phase == ProgrammePhase.Closed)
            return Failure.Of(FailureCodes.ProgrammePhase, "closed");
        if (state.Status == WorkshopStatus.Cancelled)
            return Failure.Of(FailureCodes.WorkshopCancelled);
        var details = command.Details;
        ImmutableArray<Failure> faults =
        [
            .. ResourceRules.Faults("en", details.En.Title, details.En.Text, Limits.WorkshopCharactersMax),
            .. ResourceRules.Faults("fr", details.Fr.Title, details.Fr.Text, Limits.WorkshopCharactersMax),
            .. Faults(details),
        ];
        if (faults.Length > 0)
            return faults[0] with { Others = faults[1..] };

        var isNew = state.Details is null;
        var next = state with
        {
            ProgrammeId = programme.Id,
            Details = details,
            NoLongerFor = isNew ? [] : NoLongerFor(state, details),
            CreatedAt = isNew ? now : state.CreatedAt,
            LastCommand = command.Actor.CommandId,
        };
        var type = isNew ? EventTypes.WorkshopPlanned : EventTypes.WorkshopChanged;
        return isNew || details != state.Details
            ? Told(id, next with { Sequence = isNew ? 0 : state.Sequence + 1 }, now, type, command.Actor)
            : Changed(id, next, now, type, command.Actor);
    }

    public static WorkshopChange Cancel(string id, WorkshopState state, Actor actor, DateTimeOffset now) =>
        Told(
            id,
            state with
            {
                Status = WorkshopStatus.Cancelled,
                Sequence = state.Sequence + 1,
            },
            now,
            EventTypes.WorkshopCancelled,
            actor
        );

    /// <summary>Some were told. Nobody is any more once it has begun or is over; who is enrolled or comes back until then, at the next look.</summary>
    /// <param name="toldVersion">The programme's version when nobody is left to tell; 0 when those left are away; null while some are there.</param>
    public static WorkshopChange ToldSome(WorkshopState state, long? toldVersion, DateTimeOffset now)
    {
        var lookAt = now + Limits.WorkshopLookEvery;
        var isOver =
            lookAt >= state.Details!.StartsAt || (state.Status == WorkshopStatus.Cancelled && toldVersion != SomeAway);
        DateTimeOffset? next =
            toldVersion is null ? (now > state.TellAt ? now : state.TellAt!.Value.AddMilliseconds(1))
            : isOver ? null
            : lookAt;
        var told = state with { TellAt = next, ToldVersion = toldVersion ?? 0 };
        return new WorkshopChange(told, new Effects().WakeUp(Tell, next));
    }

    /// <summary>Changed, and everybody is to hear of it unless it has begun.</summary>
    private static WorkshopChange Told(string id, WorkshopState state, DateTimeOffset now, string type, Actor actor)
    {
        DateTimeOffset? at = state.Details!.StartsAt > now ? now : null;
        var change = Changed(id, state with { TellAt = at, ToldVersion = 0 }, now, type, actor);
        change.Effects.WakeUp(Tell, at);
        return change;
    }

    /// <param name="roles">Those in which the person is enrolled; none for somebody who is not.</param>
    public static Outcome<(WorkshopChange Change, AttendanceRow Row)> Answer(
        string id,
        WorkshopState state,
        AnswerWorkshop command,
        ImmutableArray<PairRole> roles,
        DateTimeOffset now
    )
    {
        if (state.Details is not { } details || !IsFor(details, roles))
            return Failure.Of(FailureCodes.NotFound, id);
        if (command.Actor.Member is null)
            return Failure.Of(FailureCodes.PersonRequired);
        if (Refusal(state, [command.ParticipantId]) is { } refusal)
            return refusal;
        var before = state.People.GetValueOrDefault(command.ParticipantId) ?? new Attendance(null, null, now);
        var said = before with { Coming = command.Coming };
        var next = state with { People = state.People.SetItem(command.ParticipantId, said) };
        var change = Changed(id, next, now, EventTypes.WorkshopAnswered, command.Actor, ("coming", command.Coming));
        var row = Row(id, command.ParticipantId, said, by: null, now);
        change.Effects.Row(row);
        return (change, row);
    }

    /// <param name="unknown">The place of the first who is not enrolled for it; null when all are.</param>
    public static Outcome<WorkshopChange> Record(
        string id,
        WorkshopState state,
        RecordAttendance command,
        int? unknown,
        DateTimeOffset now
    )
    {
        if (state.Details!.StartsAt > now)
            return Failure.Of(FailureCodes.WorkshopNotBegun);
        if (command.People.Length is 0 or > Limits.ListItemsMax)
            return Failure.At("/attendance", FailureCodes.TooMany, $"{Limits.ListItemsMax}");
        if (unknown is { } at)
            return Failure.At(
                $"/attendance/{at}/participant",
                FailureCodes.WorkshopParticipant,
                command.People[at].ParticipantId
            );
        if (Refusal(state, command.People.Select(one => one.ParticipantId)) is { } refusal)
            return refusal;
        var people = state.People;
        var rows = new Dictionary<string, AttendanceRow>(StringComparer.Ordinal);
        foreach (var (person, attended) in command.People)
        {
            var before = people.GetValueOrDefault(person) ?? new Attendance(null, null, now);
            people = people.SetItem(person, before with { Attended = attended });
            rows[person] = Row(id, person, people[person], command.Actor.Member, now);
        }
        var counted = command.People.Count(one => one.Attended);
        var change = Changed(
            id,
            state with
            {
                People = people,
            },
            now,
            EventTypes.WorkshopAttended,
            command.Actor,
            ("attended", counted)
        );
        foreach (var row in rows.Values)
            change.Effects.Row(row);
        return change;
    }

    public static bool IsFor(WorkshopDetails details, ImmutableArray<PairRole> roles) =>
        details.For is { } role ? roles.Contains(role) : !roles.IsEmpty;

    public static WorkshopRow Row(string id, WorkshopState state) =>
        new(
            id,
            state.ProgrammeId,
            state.Details!,
            state.Status,
            state.People.Values.Count(one => one.Coming == true),
            state.People.Values.Count(one => one.Attended == true),
            state.CreatedAt,
            state.UpdatedAt
        )
        {
            Sequence = state.Sequence,
            NoLongerFor = state.NoLongerFor,
        };

    /// <param name="roles">Those in which somebody is enrolled.</param>
    public static bool Invites(WorkshopState state, ImmutableArray<PairRole> roles) =>
        state.Status == WorkshopStatus.Planned && IsFor(state.Details!, roles);

    /// <summary>True for those whose invitation, if they have one, is taken back.</summary>
    /// <param name="roles">Those in which somebody is enrolled.</param>
    /// <param name="ever">The same and those from which they were withdrawn.</param>
    public static bool MayTakeBack(
        WorkshopState state,
        ImmutableArray<PairRole> roles,
        ImmutableArray<PairRole> ever
    ) => !Invites(state, roles) && (IsFor(state.Details!, ever) || ever.Any(state.NoLongerFor.Contains));

    private static ImmutableArray<PairRole> NoLongerFor(WorkshopState state, WorkshopDetails details) =>
        [
            .. new[] { PairRole.Mentor, PairRole.Mentee }.Where(role =>
                !IsFor(details, [role]) && (IsFor(state.Details!, [role]) || state.NoLongerFor.Contains(role))
            ),
        ];

    private static IEnumerable<Failure> Faults(WorkshopDetails details)
    {
        if (details.DurationMinutes is < 1 or > Limits.SessionMinutesMax)
            yield return Failure.At("/duration_minutes", FailureCodes.OutOfRange, "1", $"{Limits.SessionMinutesMax}");
        if (details.Place.Length > Limits.NameCharactersMax)
            yield return Failure.At("/place", FailureCodes.TooLong, $"{Limits.NameCharactersMax}");
    }

    private static Failure? Refusal(WorkshopState state, IEnumerable<string> people)
    {
        if (state.Status == WorkshopStatus.Cancelled)
            return Failure.Of(FailureCodes.WorkshopCancelled);
        var all = state.People.Keys.Union(people, StringComparer.Ordinal).Count();
        return all > Limits.WorkshopPeopleMax
            ? Failure.Of(FailureCodes.WorkshopFull, $"{Limits.WorkshopPeopleMax}")
            : null;
    }

    private static AttendanceRow Row(string id, string person, Attendance said, ActingMember? by, DateTimeOffset now) =>
        new(person, id, said.Coming, said.Attended, by, said.Since, now);

    private static WorkshopChange Changed(
        string id,
        WorkshopState state,
        DateTimeOffset now,
        string type,
        Actor actor,
        (string Name, EventValue Value)? more = null
    )
    {
        var next = state with { UpdatedAt = now };
        (string, EventValue)[] data =
        [
            ("programme", next.ProgrammeId),
            ("starts_at", next.Details!.StartsAt),
            ("member", actor.Member?.Id),
        ];
        var happened = new LedgerEvent(type, id, more is { } one ? [.. data, one] : data);
        return new WorkshopChange(next, new Effects().Row(Row(id, next)).Event(happened));
    }
}
