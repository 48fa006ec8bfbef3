using Binome.Contracts.Programmes;

namespace Binome.Grains.Programmes;

/// <param name="Effects">Null when nothing changes.</param>
internal sealed record ExclusionDecided(ProgrammeState State, ExclusionRow Exclusion, Effects? Effects);

/// <summary>Couples that are kept apart: named, reasoned, and lifted the same way.</summary>
internal static class ExclusionRules
{
    /// <summary>The same for both orders of the two, so that a couple is excluded once.</summary>
    public static string IdOf(string programmeId, ProgrammeState state, ExcludePair command)
    {
        var (first, second) =
            string.CompareOrdinal(command.ParticipantId, command.OtherId) < 0
                ? (command.ParticipantId, command.OtherId)
                : (command.OtherId, command.ParticipantId);
        return Ids.Derived(Ids.Exclusion, state.CreatedAt, programmeId, first, second);
    }

    public static Outcome<ExclusionDecided> Exclude(
        string programmeId,
        ProgrammeState state,
        ExclusionRow? before,
        ExcludePair command,
        DateTimeOffset now
    )
    {
        if (state.Phase == ProgrammePhase.Closed)
            return ProgrammeRules.Phase(state);
        if (command.ParticipantId == command.OtherId)
            return Failure.At("/other", FailureCodes.Invalid, "another participant");
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Failure.At("/reason", FailureCodes.Required);
        if (command.Reason.Length > Limits.NameCharactersMax)
            return Failure.At("/reason", FailureCodes.TooLong, $"{Limits.NameCharactersMax}");
        if (before is { LiftedAt: null })
            return new ExclusionDecided(state, before, Effects: null);
        if (state.Exclusions >= Limits.ExclusionsPerProgrammeMax)
            return Failure.Of(FailureCodes.ExclusionsFull, $"{Limits.ExclusionsPerProgrammeMax}");

        var row = new ExclusionRow(
            IdOf(programmeId, state, command),
            programmeId,
            command.ParticipantId,
            command.OtherId,
            command.Reason.Trim(),
            command.Actor.Member!,
            now,
            LiftedBy: null,
            LiftedAt: null
        );
        return Changed(
            state with
            {
                Exclusions = state.Exclusions + 1,
            },
            row,
            EventTypes.ProgrammePairExcluded,
            row.ExcludedBy
        );
    }

    public static Outcome<ExclusionDecided> Lift(
        ProgrammeState state,
        ExclusionRow exclusion,
        ActingMember by,
        DateTimeOffset now
    )
    {
        if (exclusion.LiftedAt is not null)
            return new ExclusionDecided(state, exclusion, Effects: null);
        var lifted = exclusion with { LiftedBy = by, LiftedAt = now };
        return Changed(
            state with
            {
                Exclusions = state.Exclusions - 1,
            },
            lifted,
            EventTypes.ProgrammeExclusionLifted,
            by
        );
    }

    private static ExclusionDecided Changed(ProgrammeState state, ExclusionRow row, string type, ActingMember by) =>
        new(
            state,
            row,
            new Effects()
                .Row(row)
                .Event(
                    new LedgerEvent(
                        type,
                        row.Id,
                        ("programme", row.ProgrammeId),
                        ("participant", row.ParticipantId),
                        ("other", row.OtherId),
                        ("member", by.Id)
                    )
                )
        );
}
