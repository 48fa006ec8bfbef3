using Binome.Contracts.People;

namespace Binome.Grains.People;

internal sealed record ParticipantChange(ParticipantState State, Effects Effects, bool Changed);

/// <summary>Creating and changing people, and the seats they take in pairs.</summary>
internal static class ParticipantRules
{
    /// <summary>The profile with the change applied: null clears, absent stays, or with <paramref name="replace"/> is cleared too.</summary>
    public static Profile Merge(Profile? before, ProfileChange change, bool replace)
    {
        var from = replace || before is null ? Empty : before;
        return ProfileRules.Normalise(
            new Profile
            {
                EmployeeId = change.EmployeeId.Or(before?.EmployeeId) ?? "",
                FirstName = change.FirstName.Or(from.FirstName) ?? "",
                LastName = change.LastName.Or(from.LastName) ?? "",
                Email = change.Email.Or(from.Email) ?? "",
                ManagerEmployeeId = change.ManagerEmployeeId.Or(from.ManagerEmployeeId),
                JobTitle = change.JobTitle.Or(from.JobTitle),
                JobFamily = change.JobFamily.Or(from.JobFamily),
                Subsidiary = change.Subsidiary.Or(from.Subsidiary),
                Site = change.Site.Or(from.Site),
                Country = change.Country.Or(from.Country),
                TimeZone = change.TimeZone.Or(from.TimeZone),
                Language = change.Language.Or(from.Language),
                HireDate = change.HireDate.Or(from.HireDate),
                SeniorityLevel = change.SeniorityLevel.Or(from.SeniorityLevel),
                Roles = change.Roles.Or(from.Roles),
                SkillsOffered = change.SkillsOffered.Or(from.SkillsOffered) ?? [],
                SkillsWanted = change.SkillsWanted.Or(from.SkillsWanted) ?? [],
                LearnerProfile = change.LearnerProfile.Or(from.LearnerProfile),
                CommunicationStyle = change.CommunicationStyle.Or(from.CommunicationStyle),
                Intentions = change.Intentions.Or(from.Intentions) ?? [],
                MentorCapacity = change.MentorCapacity.Or(from.MentorCapacity) ?? Limits.MentorCapacityDefault,
                MenteeCapacity = change.MenteeCapacity.Or(from.MenteeCapacity) ?? Limits.MenteeCapacityDefault,
                Availability = change.Availability.Or(from.Availability) ?? [],
                Team = change.Team.Or(from.Team),
                Themes = change.Themes.Or(from.Themes) ?? [],
                SkillsRequired = change.SkillsRequired.Or(from.SkillsRequired) ?? [],
                Attributes = change.Attributes.Or(from.Attributes) ?? Empty.Attributes,
            }
        );
    }

    /// <summary>All problems of a profile as one failure; null when there is none.</summary>
    public static Failure? Refusal(Profile profile)
    {
        var failures = ProfileRules.Problems(profile).Select(problem => problem.Failure).ToImmutableArray();
        return failures.Length == 0 ? null : failures[0] with { Others = failures[1..] };
    }

    /// <summary>Takes an accepted profile; the same profile again changes nothing.</summary>
    /// <param name="returns">Whoever had left is there again.</param>
    public static ParticipantChange Take(
        string id,
        ParticipantState state,
        Profile profile,
        DateTimeOffset now,
        bool returns = true
    )
    {
        var created = state.Profile is null;
        var isBack = returns && state.LeftAt is not null;
        if (!created && !isBack && LedgerJson.Same(state.Profile!, profile))
            return new ParticipantChange(state, new Effects(), Changed: false);

        var next = state with
        {
            Profile = profile,
            CreatedAt = created ? now : state.CreatedAt,
            UpdatedAt = now,
            LeftAt = isBack ? null : state.LeftAt,
            AccessEndedAt = isBack ? null : state.AccessEndedAt,
            Pending = null,
        };
        var happened =
            created ? EventTypes.ParticipantCreated
            : isBack ? EventTypes.ParticipantReturned
            : EventTypes.ParticipantUpdated;
        var effects = new Effects().Event(new LedgerEvent(happened, id));
        MoveClaim(effects, ParticipantClaims.EmployeeId, state.Profile?.EmployeeId, profile.EmployeeId);
        MoveClaim(effects, ParticipantClaims.Email, state.Profile?.Email, profile.Email);
        return new ParticipantChange(next, effects.Row(Row(id, next, now)), Changed: true);
    }

    /// <summary>Seats stay with their pairs, which a person decides about.</summary>
    /// <param name="machine">The same instant by the machine's clock.</param>
    public static ParticipantChange Leave(string id, ParticipantState state, DateTimeOffset now, DateTimeOffset machine)
    {
        if (state.LeftAt is not null)
            return new ParticipantChange(state, new Effects(), Changed: false);
        var next = state with { LeftAt = now, AccessEndedAt = machine, UpdatedAt = now, Pending = null };
        var effects = new Effects().Event(new LedgerEvent(EventTypes.ParticipantLeft, id));
        return new ParticipantChange(next, effects.Row(Row(id, next, now)), Changed: true);
    }

    public static Outcome<ParticipantChange> Reserve(
        string id,
        ParticipantState state,
        ReserveSeat command,
        DateTimeOffset now
    )
    {
        if (state.Profile is not { } profile)
            return Failure.Of(FailureCodes.NotFound, id);
        if (state.LeftAt is not null)
            return Failure.Of(FailureCodes.ParticipantLeft, id);
        var taken = Taken(state, now);
        if (taken.Any(seat => seat.PairId == command.PairId && seat.HeldUntil is null))
            return new ParticipantChange(state, new Effects(), Changed: false);

        var others = taken.RemoveAll(seat => seat.PairId == command.PairId);
        var capacity = command.Role == PairRole.Mentor ? profile.MentorCapacity : profile.MenteeCapacity;
        if (others.Count(seat => seat.Role == command.Role) >= capacity)
            return Failure.Of(FailureCodes.CapacityReached, id, $"{capacity}");
        return Seated(id, state, others.Add(new(command.PairId, command.Role, now + Limits.ReservationKept)), now);
    }

    public static ParticipantChange Confirm(string id, ParticipantState state, string pairId, DateTimeOffset now)
    {
        var seat = state.Seats.FirstOrDefault(seat => seat.PairId == pairId);
        if (seat is null or { HeldUntil: null })
            return new ParticipantChange(state, new Effects(), Changed: false);
        return Seated(id, state, state.Seats.Replace(seat, seat with { HeldUntil = null }), now);
    }

    public static ParticipantChange Release(string id, ParticipantState state, string pairId, DateTimeOffset now)
    {
        var left = state.Seats.RemoveAll(seat => seat.PairId == pairId);
        return left.Length == state.Seats.Length
            ? new ParticipantChange(state, new Effects(), Changed: false)
            : Seated(id, state, left, now);
    }

    public static ParticipantRow Row(string id, ParticipantState state, DateTimeOffset now)
    {
        var taken = Taken(state, now);
        return new ParticipantRow(
            id,
            state.Profile ?? throw new InvalidOperationException($"{id} has no profile."),
            taken.Count(seat => seat.Role == PairRole.Mentor),
            taken.Count(seat => seat.Role == PairRole.Mentee),
            state.CreatedAt,
            state.UpdatedAt
        )
        {
            LeftAt = state.LeftAt,
        };
    }

    private static ImmutableArray<Seat> Taken(ParticipantState state, DateTimeOffset now) =>
        state.Seats.RemoveAll(seat => seat.HeldUntil < now);

    private static ParticipantChange Seated(
        string id,
        ParticipantState state,
        ImmutableArray<Seat> seats,
        DateTimeOffset now
    )
    {
        var next = state with { Seats = seats };
        return new ParticipantChange(next, new Effects().Row(Row(id, next, now)), Changed: true);
    }

    private static void MoveClaim(Effects effects, string kind, string? from, string to)
    {
        if (from == to)
            return;
        if (from is not null)
            effects.Release(kind, from);
        effects.Claim(kind, to);
    }

    private static readonly Profile Empty = new()
    {
        EmployeeId = "",
        FirstName = "",
        LastName = "",
        Email = "",
    };
}
