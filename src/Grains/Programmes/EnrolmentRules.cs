using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.Grains.Programmes;

/// <summary>Who is to be enrolled in which role. The role belongs to the enrolment, not to the person.</summary>
internal static class EnrolmentRules
{
    /// <summary>The enrolments that a command asks for by name.</summary>
    public static Outcome<ImmutableArray<EnrolmentRow>> Named(
        string programmeId,
        ProgrammeState state,
        Enrol command,
        ImmutableDictionary<string, ParticipantRow> people,
        DateTimeOffset now
    )
    {
        var rows = ImmutableArray.CreateBuilder<EnrolmentRow>();
        for (var at = 0; at < command.People.Length; at++)
        {
            var asked = command.People[at];
            if (people.GetValueOrDefault(asked.ParticipantId) is not { } person)
                return Failure.At(
                    $"/participants/{at}/participant",
                    FailureCodes.ParticipantUnknown,
                    asked.ParticipantId
                );
            if (person.LeftAt is not null)
                return Failure.At($"/participants/{at}/participant", FailureCodes.ParticipantLeft, asked.ParticipantId);
            if (!TakesPart(state.Settings!, person))
                return Failure.At(
                    $"/participants/{at}/participant",
                    FailureCodes.ParticipantOutside,
                    asked.ParticipantId
                );
            var roles = Roles(asked.Role, person.Profile.Roles);
            if (roles.Length == 0)
                return Failure.At($"/participants/{at}/role", FailureCodes.ParticipantWithoutRole, asked.ParticipantId);
            foreach (var role in roles)
                rows.Add(Row(programmeId, state, person, role, command.Origin, now));
        }
        return rows.ToImmutable();
    }

    /// <summary>The enrolments of all who fit; people without a default role are passed over when none is given.</summary>
    public static ImmutableArray<EnrolmentRow> Fitting(
        string programmeId,
        ProgrammeState state,
        Enrol command,
        ImmutableArray<ParticipantRow> people,
        DateTimeOffset now
    ) =>
        [
            .. from person in people
            where TakesPart(state.Settings!, person)
            from role in Roles(command.Filter!.Role, person.Profile.Roles)
            select Row(programmeId, state, person, role, command.Origin, now),
        ];

    private static bool TakesPart(ProgrammeSettings settings, ParticipantRow person) =>
        settings.Subsidiaries.Length == 0 || settings.Subsidiaries.Contains(person.Profile.Subsidiary ?? "");

    private static ImmutableArray<PairRole> Roles(PairRole? asked, DefaultRoles usual) =>
        (asked, usual) switch
        {
            ({ } role, _) => [role],
            (null, DefaultRoles.Mentor) => [PairRole.Mentor],
            (null, DefaultRoles.Mentee) => [PairRole.Mentee],
            (null, DefaultRoles.Both) => [PairRole.Mentor, PairRole.Mentee],
            _ => [],
        };

    /// <summary>The id follows from who, where and as what, so that nobody is enrolled twice in one role.</summary>
    private static EnrolmentRow Row(
        string programmeId,
        ProgrammeState state,
        ParticipantRow person,
        PairRole role,
        EnrolmentOrigin origin,
        DateTimeOffset now
    ) =>
        new(
            Ids.Derived(Ids.Enrolment, state.CreatedAt, programmeId, person.Id, role.ToString()),
            programmeId,
            person.Id,
            role,
            origin,
            now
        );
}
