using System.Globalization;
using Binome.Matching.Compiling;

namespace Binome.Matching.Criteria;

/// <summary>
/// Complementary: the mean, over the skills the mentee wants, of min(level offered, level wanted) ÷ level wanted, an absent skill counting 0.
/// Similar: the share of skills offered by both among those offered by either (Jaccard). Different: its mirror.
/// </summary>
internal sealed class SkillsCriterion(CriterionSetting setting, LabelIndex skills) : Criterion(setting)
{
    // The least common multiple of the levels 1 to 5 keeps the mean exact.
    internal const int LevelDenominator = 60;

    internal override int Fit(Profile mentor, Profile mentee)
    {
        if (!HasMentorData(mentor) || !HasMenteeData(mentee))
            return Missing;
        if (Direction != CriterionDirection.Complementary)
            return Mirror(Sets.Jaccard(mentor.SkillsOffered.Skills, mentee.SkillsOffered.Skills));
        return Coverage(mentor.SkillsOffered, mentee.SkillsWanted);
    }

    internal override MatchingReason Explain(Profile mentor, Profile mentee)
    {
        var offered = mentor.SkillsOffered.Skills;
        if (Direction != CriterionDirection.Complementary)
        {
            var others = mentee.SkillsOffered.Skills;
            var both = offered.Intersect(others).ToArray();
            return Counted(
                ReasonCodes.SkillsShared,
                "shared",
                both,
                "total",
                offered.Length + others.Length - both.Length
            );
        }
        var wanted = mentee.SkillsWanted.Skills;
        var covered = wanted.Intersect(offered).ToArray();
        return covered.Length == 0
            ? Reasons.Of(ReasonCodes.SkillsNotCovered, ("wanted", Text(wanted.Length)))
            : Counted(ReasonCodes.SkillsCovered, "covered", covered, "wanted", wanted.Length);
    }

    internal override int[] FacetOf(Profile person, MatchingSide side)
    {
        var set = SetOf(person, side);
        return [.. set.Skills, .. set.Levels];
    }

    /// <summary>The skills read of a person on one side.</summary>
    internal SkillSet SetOf(Profile person, MatchingSide side) =>
        side == MatchingSide.Mentee && IsCoverage ? person.SkillsWanted : person.SkillsOffered;

    internal bool IsCoverage => Direction == CriterionDirection.Complementary;

    protected override bool HasMentorData(Profile mentor) => !mentor.SkillsOffered.IsEmpty;

    protected override bool HasMenteeData(Profile mentee) =>
        Direction == CriterionDirection.Complementary ? !mentee.SkillsWanted.IsEmpty : !mentee.SkillsOffered.IsEmpty;

    /// <summary>Points for what two people have in common: sixtieths of a coverage of that many skills, or shared skills among all.</summary>
    internal int PointsOfCommon(int common, int whole) =>
        IsCoverage ? Points.Ratio(common, LevelDenominator * whole) : Mirror(Points.Ratio(common, whole));

    /// <summary>How far an offered level reaches a wanted one, in sixtieths.</summary>
    internal static int Share(int offered, int wanted) => Math.Min(offered, wanted) * LevelDenominator / wanted;

    private static int Coverage(SkillSet offered, SkillSet wanted)
    {
        var total = 0;
        for (int want = 0, offer = 0; want < wanted.Skills.Length && offer < offered.Skills.Length; )
        {
            if (wanted.Skills[want] < offered.Skills[offer])
                want++;
            else if (wanted.Skills[want] > offered.Skills[offer])
                offer++;
            else
            {
                total += Share(offered.Levels[offer], wanted.Levels[want]);
                want++;
                offer++;
            }
        }
        return Points.Ratio(total, LevelDenominator * wanted.Skills.Length);
    }

    private MatchingReason Counted(string code, string countName, int[] found, string totalName, int total) =>
        Reasons.Of(code, (countName, Text(found.Length)), (totalName, Text(total)), ("skills", skills.Join(found)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
