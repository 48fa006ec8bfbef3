using Binome.Contracts.Programmes;
using Binome.Matching;

namespace Binome.Grains.Programmes;

/// <summary>What a new programme of a kind starts with; the business changes it without IT.</summary>
internal static class ProgrammeTemplates
{
    public static ProgrammeSettings For(ProgrammeKind kind) =>
        new()
        {
            Name = "",
            Kind = kind,
            Cadence = kind == ProgrammeKind.Flash ? new Cadence(7, 14, 3, 7) : Cadence.Default,
            DurationMonths = kind == ProgrammeKind.Flash ? 1 : 9,
            Criteria = Criteria(kind),
            SessionStructure = Structure(kind),
        };

    private static ImmutableArray<Criterion> Criteria(ProgrammeKind kind) =>
        [
            .. CriteriaPresets
                .For(kind.ToString().ToLowerInvariant())
                .Select(preset => new Criterion(
                    preset.Code,
                    preset.Weight,
                    Enum.Parse<Direction>(preset.Direction.ToString()),
                    preset.TargetGap
                )),
        ];

    private static ImmutableArray<string> Structure(ProgrammeKind kind) =>
        kind switch
        {
            ProgrammeKind.Reverse =>
            [
                "welcome",
                "mentee_opens_the_agenda",
                "mentor_shows_and_explains",
                "mentee_tries",
                "compare_before_and_now",
                "one_action_until_next_time",
            ],
            ProgrammeKind.Flash => ["one_question", "exchange", "one_action"],
            _ => ["welcome", "mentee_opens_the_agenda", "exchange", "one_action_until_next_time"],
        };
}
