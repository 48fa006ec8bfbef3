namespace Binome.Matching;

using static CriterionDirection;

/// <summary>Starting weights for each kind of programme. Subsidiary and site are off everywhere: breaking silos is kept out of pairing (D-39).</summary>
public static class CriteriaPresets
{
    /// <summary>The criteria, in display order, for a kind of programme.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not one of <see cref="ProgrammeKinds"/>.</exception>
    public static IReadOnlyList<CriterionSetting> For(string programmeKind) =>
        programmeKind switch
        {
            ProgrammeKinds.Reverse => Reverse,
            ProgrammeKinds.Traditional => Traditional,
            ProgrammeKinds.Peer => Peer,
            ProgrammeKinds.Cross => Cross,
            ProgrammeKinds.Flash => Flash,
            _ => throw new ArgumentOutOfRangeException(nameof(programmeKind), programmeKind, "Unknown programme kind."),
        };

    private static IReadOnlyList<CriterionSetting> Reverse { get; } =
    [
        new(CriterionCodes.Skills, 30, Complementary),
        new(CriterionCodes.Intentions, 20, Complementary),
        new(CriterionCodes.LearnerProfile, 10, Complementary),
        new(CriterionCodes.JobFamily, 10, Similar),
        new(CriterionCodes.CommunicationStyle, 5, Similar),
        new(CriterionCodes.Subsidiary, 0, Ignore),
        new(CriterionCodes.Site, 0, Ignore),
        new(CriterionCodes.SeniorityGap, 10, Complementary, TargetGap: -2),
        new(CriterionCodes.TenureGap, 5, Complementary, TargetGap: -8),
        new(CriterionCodes.Availability, 10, Similar),
        new(CriterionCodes.Themes, 0, Ignore),
    ];

    private static IReadOnlyList<CriterionSetting> Traditional { get; } =
    [
        new(CriterionCodes.Skills, 30, Complementary),
        new(CriterionCodes.Intentions, 15, Complementary),
        new(CriterionCodes.LearnerProfile, 10, Complementary),
        new(CriterionCodes.JobFamily, 15, Similar),
        new(CriterionCodes.CommunicationStyle, 5, Similar),
        new(CriterionCodes.Subsidiary, 0, Ignore),
        new(CriterionCodes.Site, 0, Ignore),
        new(CriterionCodes.SeniorityGap, 10, Complementary, TargetGap: 2),
        new(CriterionCodes.TenureGap, 5, Complementary, TargetGap: 8),
        new(CriterionCodes.Availability, 10, Similar),
        new(CriterionCodes.Themes, 0, Ignore),
    ];

    private static IReadOnlyList<CriterionSetting> Peer { get; } =
    [
        new(CriterionCodes.Skills, 30, Complementary),
        new(CriterionCodes.Intentions, 10, Complementary),
        new(CriterionCodes.LearnerProfile, 15, Complementary),
        new(CriterionCodes.JobFamily, 10, Similar),
        new(CriterionCodes.CommunicationStyle, 5, Similar),
        new(CriterionCodes.Subsidiary, 0, Ignore),
        new(CriterionCodes.Site, 0, Ignore),
        new(CriterionCodes.SeniorityGap, 15, Similar),
        new(CriterionCodes.TenureGap, 5, Similar),
        new(CriterionCodes.Availability, 10, Similar),
        new(CriterionCodes.Themes, 0, Ignore),
    ];

    private static IReadOnlyList<CriterionSetting> Cross { get; } =
    [
        new(CriterionCodes.Skills, 25, Complementary),
        new(CriterionCodes.Intentions, 20, Complementary),
        new(CriterionCodes.LearnerProfile, 10, Different),
        new(CriterionCodes.JobFamily, 20, Different),
        new(CriterionCodes.CommunicationStyle, 5, Complementary),
        new(CriterionCodes.Subsidiary, 0, Ignore),
        new(CriterionCodes.Site, 0, Ignore),
        new(CriterionCodes.SeniorityGap, 5, Similar),
        new(CriterionCodes.TenureGap, 5, Different),
        new(CriterionCodes.Availability, 10, Similar),
        new(CriterionCodes.Themes, 0, Ignore),
    ];

    private static IReadOnlyList<CriterionSetting> Flash { get; } =
    [
        new(CriterionCodes.Skills, 50, Complementary),
        new(CriterionCodes.Intentions, 10, Complementary),
        new(CriterionCodes.LearnerProfile, 0, Ignore),
        new(CriterionCodes.JobFamily, 5, Similar),
        new(CriterionCodes.CommunicationStyle, 5, Similar),
        new(CriterionCodes.Subsidiary, 0, Ignore),
        new(CriterionCodes.Site, 0, Ignore),
        new(CriterionCodes.SeniorityGap, 0, Ignore),
        new(CriterionCodes.TenureGap, 0, Ignore),
        new(CriterionCodes.Availability, 30, Similar),
        new(CriterionCodes.Themes, 0, Ignore),
    ];
}
