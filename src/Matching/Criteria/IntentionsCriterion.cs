using System.Globalization;
using Binome.Matching.Compiling;

namespace Binome.Matching.Criteria;

/// <summary>
/// Complementary: each intention takes its best affinity among the other side's (D-32); the mean of each side, then the mean of the two sides, so
/// that neither side's wishes are drowned by a longer list. Similar: the share of equal labels (Jaccard). Different: its mirror.
/// </summary>
internal sealed class IntentionsCriterion : Criterion
{
    private readonly LabelIndex intentions;
    private readonly int[,] affinityPoints;

    internal IntentionsCriterion(
        CriterionSetting setting,
        LabelIndex intentions,
        IReadOnlyList<IntentionAffinity> affinities
    )
        : base(setting)
    {
        this.intentions = intentions;
        var numbered = affinities
            .Select(cell =>
                (intentions.NumberOf(cell.MentorIntention), intentions.NumberOf(cell.MenteeIntention), cell.Points)
            )
            .ToArray();
        affinityPoints = new int[intentions.Count, intentions.Count];
        foreach (var (mentorIntention, menteeIntention, points) in numbered)
            affinityPoints[mentorIntention, menteeIntention] = points;
    }

    internal override int Fit(Profile mentor, Profile mentee)
    {
        if (!HasMentorData(mentor) || !HasMenteeData(mentee))
            return Missing;
        if (Direction != CriterionDirection.Complementary)
            return Mirror(Sets.Jaccard(mentor.MentorIntentions, mentee.MenteeIntentions));
        return Affinity(mentor.MentorIntentions, mentee.MenteeIntentions);
    }

    internal override MatchingReason Explain(Profile mentor, Profile mentee)
    {
        var (mine, theirs) = (mentor.MentorIntentions, mentee.MenteeIntentions);
        if (Direction != CriterionDirection.Complementary)
        {
            var shared = Sets.SharedCount(mine, theirs);
            var total = mine.Length + theirs.Length - shared;
            return Reasons.Of(ReasonCodes.IntentionsShared, ("shared", Text(shared)), ("total", Text(total)));
        }
        var best = mine.SelectMany(one => theirs.Select(other => (One: one, Other: other)))
            .MaxBy(couple => PointsOf(couple.One, couple.Other));
        return PointsOf(best.One, best.Other) == 0
            ? Reasons.Of(ReasonCodes.IntentionsApart)
            : Reasons.Of(
                ReasonCodes.IntentionsMeet,
                ("mentor", intentions[best.One]),
                ("mentee", intentions[best.Other])
            );
    }

    internal override int[] FacetOf(Profile person, MatchingSide side) =>
        side == MatchingSide.Mentor ? person.MentorIntentions : person.MenteeIntentions;

    protected override bool HasMentorData(Profile mentor) => mentor.MentorIntentions.Length > 0;

    protected override bool HasMenteeData(Profile mentee) => mentee.MenteeIntentions.Length > 0;

    // A label first seen in a person changed later is in no table.
    private int PointsOf(int mentorIntention, int menteeIntention) =>
        Math.Max(mentorIntention, menteeIntention) < affinityPoints.GetLength(0)
            ? affinityPoints[mentorIntention, menteeIntention]
            : 0;

    private int Affinity(int[] mentorIntentions, int[] menteeIntentions)
    {
        Span<int> bestOfMentee = stackalloc int[menteeIntentions.Length];
        long mentorTotal = 0;
        foreach (var one in mentorIntentions)
        {
            var best = 0;
            for (var other = 0; other < menteeIntentions.Length; other++)
            {
                var points = PointsOf(one, menteeIntentions[other]);
                best = Math.Max(best, points);
                bestOfMentee[other] = Math.Max(bestOfMentee[other], points);
            }
            mentorTotal += best;
        }
        long menteeTotal = 0;
        foreach (var best in bestOfMentee)
            menteeTotal += best;
        var weighted = (mentorTotal * menteeIntentions.Length) + (menteeTotal * mentorIntentions.Length);
        return (int)Points.DivideRounded(weighted, 2L * mentorIntentions.Length * menteeIntentions.Length);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
