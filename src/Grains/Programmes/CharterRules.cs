using Binome.Contracts.Programmes;

namespace Binome.Grains.Programmes;

/// <summary>Wording the charter of a programme, version by version.</summary>
internal static class CharterRules
{
    /// <summary>A new version of the charter; those before stay for the pairs that signed them.</summary>
    public static Outcome<(ProgrammeDecided Change, CharterRow Charter)> Write(
        string id,
        ProgrammeState state,
        WriteCharter command,
        DateTimeOffset now
    )
    {
        var settings = state.Settings!;
        if (state.Phase == ProgrammePhase.Closed)
            return ProgrammeRules.Phase(state);
        if (command.IfVersion is { } seen && seen != settings.CharterVersion)
            return Failure.Of(FailureCodes.VersionMismatch);
        if ((CharterFault(command.Text.En, "/en") ?? CharterFault(command.Text.Fr, "/fr")) is { } fault)
            return fault;
        if (settings.CharterVersion >= Limits.CharterVersionsMax)
            return Failure.Of(FailureCodes.TooMany, $"{Limits.CharterVersionsMax}");
        var version = settings.CharterVersion + 1;
        var next = state with { HasOwnCharter = true, Settings = settings with { CharterVersion = version } };
        var row = Charter(id, version, command.Text, command.Actor.Member, now);
        var written = new LedgerEvent(
            EventTypes.ProgrammeCharterWritten,
            id,
            ("version", version),
            ("member", command.Actor.Member?.Id)
        );
        var decided = ProgrammeRules.Decided(id, next, now, written);
        decided.Effects.Row(row);
        return (decided, row);
    }

    /// <summary>The template of the programme's kind as the version that its settings name.</summary>
    public static CharterRow Template(string id, ProgrammeSettings settings, DateTimeOffset now) =>
        Charter(id, settings.CharterVersion, CharterTemplates.For(settings.Kind), by: null, now);

    private static CharterRow Charter(string id, int version, CharterText text, ActingMember? by, DateTimeOffset now) =>
        new(CharterRow.IdOf(version), id, version, text, by, now);

    private static Failure? CharterFault(string? text, string pointer) =>
        string.IsNullOrWhiteSpace(text) ? Failure.At(pointer, FailureCodes.Required)
        : text.Length > Limits.CharterCharactersMax
            ? Failure.At(pointer, FailureCodes.TooLong, $"{Limits.CharterCharactersMax}")
        : null;
}
