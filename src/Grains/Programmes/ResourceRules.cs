using System.Text.Json;
using Binome.Contracts.Programmes;

namespace Binome.Grains.Programmes;

/// <summary>Who may word what a programme gives its people to read, and how much.</summary>
internal static class ResourceRules
{
    /// <param name="written">Resources that the programme's business worded already.</param>
    /// <param name="version">Of this one; 0 while it is the template.</param>
    public static Failure? Refusal(
        string id,
        ProgrammeRow? programme,
        int written,
        bool exists,
        long version,
        WriteResource command
    )
    {
        var isThere = exists || command.IsNew || DefaultResources.All.Any(one => one.Id == id);
        if (programme is null || !isThere)
            return Failure.Of(FailureCodes.NotFound, id);
        if (programme.Phase == ProgrammePhase.Closed)
            return Failure.Of(FailureCodes.ProgrammePhase, "closed");
        if (command.IfVersion is { } seen && seen != version)
            return Failure.Of(FailureCodes.VersionMismatch);
        if (!exists && written >= Limits.ResourcesPerProgrammeMax)
            return Failure.Of(FailureCodes.TooMany, $"{Limits.ResourcesPerProgrammeMax}");
        ImmutableArray<Failure> faults =
        [
            .. OfDefault(id, command),
            .. Faults("en", command.En.Title, command.En.Text, Limits.ResourceCharactersMax),
            .. Faults("fr", command.Fr.Title, command.Fr.Text, Limits.ResourceCharactersMax),
        ];
        return faults.Length == 0 ? null : faults[0] with { Others = faults[1..] };
    }

    /// <summary>What every programme has stays what it is and for whom; its words are the business's.</summary>
    private static IEnumerable<Failure> OfDefault(string id, WriteResource command)
    {
        foreach (var (_, kind, role) in DefaultResources.All.Where(one => one.Id == id))
        {
            if (command.Kind != kind)
                yield return Failure.At("/kind", FailureCodes.Invalid, Code(kind));
            if (command.For != role)
                yield return Failure.At("/for", FailureCodes.Invalid, role is { } known ? Code(known) : "null");
        }
    }

    private static string Code<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>What is wrong with a title and a text of one language.</summary>
    public static IEnumerable<Failure> Faults(string language, string? title, string? text, int charactersMax)
    {
        (string Name, string? Text, int Max)[] all =
        [
            ("title", title, Limits.NameCharactersMax),
            ("text", text, charactersMax),
        ];
        foreach (var (name, words, max) in all)
            if (string.IsNullOrWhiteSpace(words))
                yield return Failure.At($"/{language}/{name}", FailureCodes.Required);
            else if (words.Length > max)
                yield return Failure.At($"/{language}/{name}", FailureCodes.TooLong, $"{max}");
    }

    public static ResourceRow Row(
        string programmeId,
        string id,
        WriteResource command,
        DateTimeOffset createdAt,
        DateTimeOffset now
    ) =>
        new(
            id,
            programmeId,
            command.Kind,
            command.For,
            command.En,
            command.Fr,
            command.Hidden,
            command.Actor.Member,
            createdAt,
            now
        );

    public static Effects Effects(ResourceRow row, WriteResource command) =>
        new Effects()
            .Row(row)
            .Event(
                new LedgerEvent(
                    EventTypes.ProgrammeResourceWritten,
                    row.ProgrammeId,
                    ("resource", row.Id),
                    ("hidden", row.Hidden),
                    ("member", command.Actor.Member?.Id)
                )
            );
}
