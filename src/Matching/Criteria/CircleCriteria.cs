using Binome.Matching.Compiling;

namespace Binome.Matching.Criteria;

/// <summary>Four kinds on a circle: 0 the same, 1 and 3 neighbours, 2 opposite. Similar: same 1, neighbour ½, opposite 0.</summary>
internal static class Circle
{
    internal const int Size = 4;

    private static readonly int[] SimilarByStep = [10_000, 5_000, 0, 5_000];

    internal static int Step(int from, int to) => (to - from + Size) % Size;

    internal static int Similar(int step) => SimilarByStep[step];

    internal static MatchingReason Explain(int step, string mentor, string mentee) =>
        step == 0
            ? Reasons.Of(ReasonCodes.Same, ("value", mentor))
            : Reasons.Of(
                step == 2 ? ReasonCodes.Different : ReasonCodes.Neighbours,
                ("mentor", mentor),
                ("mentee", mentee)
            );
}

/// <summary>
/// Similar as on the <see cref="Circle"/>; different is its mirror. Complementary follows the learning cycle of Kolb, with the four profiles of Honey and
/// Mumford: a mentor teaches the way they learn (D-22), so the best is one stage ahead of the mentee (1), then one behind (¾), opposite (½), same (¼).
/// </summary>
internal sealed class LearnerProfileCriterion(CriterionSetting setting) : Criterion(setting)
{
    private static readonly int[] ComplementaryByStep = [2_500, 10_000, 5_000, 7_500];
    private static readonly string[] Codes = ["activist", "reflector", "theorist", "pragmatist"];

    internal override int Fit(Profile mentor, Profile mentee)
    {
        if (!HasMentorData(mentor) || !HasMenteeData(mentee))
            return Missing;
        var step = Circle.Step(mentee.LearnerProfile, mentor.LearnerProfile);
        return Direction == CriterionDirection.Complementary ? ComplementaryByStep[step] : Mirror(Circle.Similar(step));
    }

    internal override MatchingReason Explain(Profile mentor, Profile mentee) =>
        Circle.Explain(
            Circle.Step(mentee.LearnerProfile, mentor.LearnerProfile),
            Codes[mentor.LearnerProfile],
            Codes[mentee.LearnerProfile]
        );

    internal override int[] FacetOf(Profile person, MatchingSide side) => [person.LearnerProfile];

    protected override bool HasMentorData(Profile mentor) => mentor.LearnerProfile != LabelIndex.Missing;

    protected override bool HasMenteeData(Profile mentee) => mentee.LearnerProfile != LabelIndex.Missing;
}

/// <summary>
/// Similar as on the <see cref="Circle"/> of known styles; different is its mirror. Complementary: neighbours, who share one trait and differ in the other,
/// are best (1), then opposites (½), then the same (¼). A tenant's own style is only equal (as the same) or not (as opposite).
/// </summary>
internal sealed class CommunicationStyleCriterion : Criterion
{
    private static readonly int[] ComplementaryByStep = [2_500, 10_000, 5_000, 10_000];

    private readonly LabelIndex styles;
    private readonly int[] circle;

    internal CommunicationStyleCriterion(CriterionSetting setting, LabelIndex styles)
        : base(setting)
    {
        this.styles = styles;
        circle = [.. CommunicationStyles.Circle.Select(styles.NumberOf)];
    }

    internal override int Fit(Profile mentor, Profile mentee)
    {
        if (!HasMentorData(mentor) || !HasMenteeData(mentee))
            return Missing;
        var step = StepBetween(mentor, mentee);
        return Direction == CriterionDirection.Complementary ? ComplementaryByStep[step] : Mirror(Circle.Similar(step));
    }

    internal override MatchingReason Explain(Profile mentor, Profile mentee) =>
        Circle.Explain(
            StepBetween(mentor, mentee),
            styles[mentor.CommunicationStyle],
            styles[mentee.CommunicationStyle]
        );

    internal override int[] FacetOf(Profile person, MatchingSide side) => [person.CommunicationStyle];

    protected override bool HasMentorData(Profile mentor) => mentor.CommunicationStyle != LabelIndex.Missing;

    protected override bool HasMenteeData(Profile mentee) => mentee.CommunicationStyle != LabelIndex.Missing;

    private int StepBetween(Profile mentor, Profile mentee)
    {
        if (mentor.CommunicationStyle == mentee.CommunicationStyle)
            return 0;
        var from = Array.IndexOf(circle, mentee.CommunicationStyle);
        var to = Array.IndexOf(circle, mentor.CommunicationStyle);
        return from < 0 || to < 0 ? Circle.Size / 2 : Circle.Step(from, to);
    }
}
