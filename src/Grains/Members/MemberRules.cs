using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.Grains.People;
using NodaTime;

namespace Binome.Grains.Members;

/// <summary>Who a member is and what they may do: pure.</summary>
internal static class MemberRules
{
    public const string EndKeys = "end_keys";

    /// <summary>Keys made while an edge still knew the session of a member just disabled are ended with the others.</summary>
    private static readonly TimeSpan KeysEndAfter = TimeSpan.FromSeconds(10);

    public static Outcome<MemberDecision> Invite(string id, InviteMember command, DateTimeOffset now)
    {
        var email = command.Email.Trim().ToLowerInvariant();
        var faults = new[]
        {
            EmailFault(email),
            NameFault(command.Name),
            LanguageFault(command.Language),
            RolesFault(command.Roles),
        };
        if (Together(faults) is { } failure)
            return failure;

        var member = new MemberRow(
            id,
            email,
            command.Name.Trim(),
            command.Language,
            command.Roles,
            command.ParticipantId,
            MemberStatus.Invited,
            PasswordSetAt: null,
            LastSignInAt: null,
            DisabledAt: null,
            now,
            now
        );
        var effects = new Effects().Claim(MemberClaims.Email, email);
        if (command.ParticipantId is { } participant)
            effects.Claim(MemberClaims.Participant, participant);
        return Changed(new MemberState(), member, effects, EventTypes.MemberInvited);
    }

    public static Outcome<MemberDecision> Change(MemberState state, MemberChange change, DateTimeOffset now)
    {
        var before = state.Member!;
        var name = change.Name.Or(before.Name) ?? "";
        var language = change.Language.Or(before.Language) ?? "";
        var roles = change.Roles.Given ? change.Roles.Value ?? [] : before.Roles;
        var quiet = change.QuietHours.Or(before.QuietHours);
        if (Together([NameFault(name), LanguageFault(language), RolesFault(roles), QuietFault(quiet)]) is { } failure)
            return failure;

        var changed = before with { Name = name.Trim(), Language = language, Roles = roles, QuietHours = quiet };
        if (LedgerJson.Same(before, changed))
            return new MemberDecision(state, new Effects());
        return Changed(state, changed with { UpdatedAt = now }, new Effects(), EventTypes.MemberUpdated);
    }

    public static MemberDecision Link(MemberState state, string participantId, DateTimeOffset now)
    {
        var member = state.Member! with { ParticipantId = participantId, UpdatedAt = now };
        var effects = new Effects().Claim(MemberClaims.Participant, participantId);
        return Changed(state, member, effects, EventTypes.MemberUpdated);
    }

    public static MemberDecision Disable(MemberState state, DateTimeOffset now)
    {
        var member = state.Member! with { Status = MemberStatus.Disabled, DisabledAt = now, UpdatedAt = now };
        var effects = new Effects();
        foreach (var session in state.Sessions)
            effects.Row(session with { EndedAt = now });
        foreach (var link in state.Links)
            effects.Row(link with { EndedAt = now });
        var ended = state with { Sessions = [], Links = [], KeysEndAt = now + KeysEndAfter };
        return Changed(ended, member, effects.WakeUp(EndKeys, ended.KeysEndAt), EventTypes.MemberDisabled);
    }

    public static MemberDecision Enable(MemberState state, DateTimeOffset now)
    {
        var member = state.Member! with
        {
            Status = state.Member!.LastSignInAt is null ? MemberStatus.Invited : MemberStatus.Active,
            DisabledAt = null,
            UpdatedAt = now,
        };
        return Changed(state, member, new Effects(), EventTypes.MemberEnabled);
    }

    /// <summary>An owner who has signed in: one of those of whom a tenant always keeps one.</summary>
    public static bool IsActingOwner(MemberRow member) =>
        member.Status == MemberStatus.Active && member.Roles.Any(held => held.Role == Role.Owner);

    public static MemberDecision Changed(MemberState state, MemberRow member, Effects effects, string happened) =>
        new(state with { Member = member }, effects.Row(member).Event(new LedgerEvent(happened, member.Id)));

    private static Failure? EmailFault(string email)
    {
        if (email.Length == 0)
            return Failure.At("/email", FailureCodes.Required);
        if (email.Length > Limits.EmailCharactersMax)
            return Failure.At("/email", FailureCodes.TooLong, $"{Limits.EmailCharactersMax}");
        return ProfileRules.IsEmail(email) ? null : Failure.At("/email", FailureCodes.Invalid, "name@example.com");
    }

    private static Failure? NameFault(string name) =>
        string.IsNullOrWhiteSpace(name) ? Failure.At("/name", FailureCodes.Required)
        : name.Length > Limits.NameCharactersMax
            ? Failure.At("/name", FailureCodes.TooLong, $"{Limits.NameCharactersMax}")
        : name.Any(char.IsControl) ? Failure.At("/name", FailureCodes.Invalid)
        : null;

    private static Failure? LanguageFault(string language) =>
        MemberLimits.Languages.Contains(language)
            ? null
            : Failure.At("/language", FailureCodes.Invalid, string.Join(", ", MemberLimits.Languages));

    private static Failure? QuietFault(QuietHours? quiet) =>
        quiet is null ? null
        : QuietHours.Hour(quiet.From) is not { } from ? Failure.At("/quiet_hours/from", FailureCodes.Invalid, "19:00")
        : QuietHours.Hour(quiet.Until) is not { } until || until == from
            ? Failure.At("/quiet_hours/until", FailureCodes.Invalid, "08:00")
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(quiet.TimeZone) is null
            ? Failure.At("/quiet_hours/time_zone", FailureCodes.Invalid, "IANA: Europe/Paris, America/Montreal")
        : null;

    private static Failure? RolesFault(ImmutableArray<HeldRole> roles)
    {
        if (roles.IsDefaultOrEmpty)
            return Failure.At("/roles", FailureCodes.Required);
        if (roles.Length > MemberLimits.RolesPerMemberMax)
            return Failure.At("/roles", FailureCodes.TooMany, $"{MemberLimits.RolesPerMemberMax}");
        for (var at = 0; at < roles.Length; at++)
            if (ProgrammesFault($"/roles/{at}/programmes", roles[at]) is { } failure)
                return failure;
        return null;
    }

    private static Failure? ProgrammesFault(string pointer, HeldRole held)
    {
        var programmes = held.Programmes.IsDefault ? [] : held.Programmes;
        if (programmes.Length > MemberLimits.ProgrammesPerRoleMax)
            return Failure.At(pointer, FailureCodes.TooMany, $"{MemberLimits.ProgrammesPerRoleMax}");
        if (!RoleMatrix.IsOfProgrammes(held.Role))
            return programmes.IsEmpty ? null : Failure.At(pointer, FailureCodes.Invalid, "[]");
        if (programmes.IsEmpty)
            return Failure.At(pointer, FailureCodes.Required);
        return programmes.All(id => Ids.Has(Ids.Programme, id))
            ? null
            : Failure.At(pointer, FailureCodes.Invalid, "prg_…");
    }

    private static Failure? Together(ReadOnlySpan<Failure?> faults)
    {
        Failure? first = null;
        foreach (var fault in faults)
            first =
                first is null ? fault
                : fault is null ? first
                : first with { Others = first.Others.Add(fault) };
        return first;
    }
}
