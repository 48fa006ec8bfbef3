using System.Globalization;
using Binome.Matching.Compiling;

namespace Binome.Matching.Criteria;

/// <summary>Job family, subsidiary, or a tenant's own attribute. Similar: equal 1, else 0. Different and complementary: the mirror, for a name has no other complement.</summary>
internal sealed class LabelCriterion(CriterionSetting setting, LabelIndex labels, Func<Profile, int> labelOf)
    : Criterion(setting)
{
    internal override int Fit(Profile mentor, Profile mentee)
    {
        var (one, other) = (labelOf(mentor), labelOf(mentee));
        if (one == LabelIndex.Missing || other == LabelIndex.Missing)
            return Missing;
        return one == other == (Direction == CriterionDirection.Similar) ? Points.Scale : 0;
    }

    internal override MatchingReason Explain(Profile mentor, Profile mentee)
    {
        var (one, other) = (labels[labelOf(mentor)], labels[labelOf(mentee)]);
        return labelOf(mentor) == labelOf(mentee)
            ? Reasons.Of(ReasonCodes.Same, ("value", one))
            : Reasons.Of(ReasonCodes.Different, ("mentor", one), ("mentee", other));
    }

    protected override bool HasMentorData(Profile mentor) => labelOf(mentor) != LabelIndex.Missing;

    protected override bool HasMenteeData(Profile mentee) => labelOf(mentee) != LabelIndex.Missing;

    internal override int[] FacetOf(Profile person, MatchingSide side) => [labelOf(person)];
}

/// <summary>Similar: same site 1, two sites of one country ½, else 0. Different and complementary: the mirror. An unknown country is never the same.</summary>
internal sealed class SiteCriterion(CriterionSetting setting, LabelIndex sites, LabelIndex countries)
    : Criterion(setting)
{
    internal override int Fit(Profile mentor, Profile mentee)
    {
        if (!HasMentorData(mentor) || !HasMenteeData(mentee))
            return Missing;
        var similar =
            mentor.Site == mentee.Site ? Points.Scale
            : InSameCountry(mentor, mentee) ? Points.Scale / 2
            : 0;
        return Direction == CriterionDirection.Similar ? similar : Points.Scale - similar;
    }

    internal override MatchingReason Explain(Profile mentor, Profile mentee)
    {
        var (one, other) = (sites[mentor.Site], sites[mentee.Site]);
        if (mentor.Site == mentee.Site)
            return Reasons.Of(ReasonCodes.Same, ("value", one));
        return InSameCountry(mentor, mentee)
            ? Reasons.Of(
                ReasonCodes.SameCountry,
                ("mentor", one),
                ("mentee", other),
                ("country", countries[mentor.Country])
            )
            : Reasons.Of(ReasonCodes.Different, ("mentor", one), ("mentee", other));
    }

    protected override bool HasMentorData(Profile mentor) => mentor.Site != LabelIndex.Missing;

    protected override bool HasMenteeData(Profile mentee) => mentee.Site != LabelIndex.Missing;

    internal override int[] FacetOf(Profile person, MatchingSide side) => [person.Site, person.Country];

    private static bool InSameCountry(Profile mentor, Profile mentee) =>
        mentor.Country != LabelIndex.Missing && mentor.Country == mentee.Country;
}

/// <summary>
/// Similar: the share of themes named by both among those named by either (Jaccard, 1901). Complementary: the share of the mentee's themes that the mentor
/// names too. Different: the mirror of similar.
/// </summary>
internal sealed class ThemesCriterion(CriterionSetting setting, LabelIndex themes) : Criterion(setting)
{
    internal override int Fit(Profile mentor, Profile mentee)
    {
        if (!HasMentorData(mentor) || !HasMenteeData(mentee))
            return Missing;
        return Direction == CriterionDirection.Complementary
            ? Points.Ratio(Sets.SharedCount(mentor.Themes, mentee.Themes), mentee.Themes.Length)
            : Mirror(Sets.Jaccard(mentor.Themes, mentee.Themes));
    }

    internal override MatchingReason Explain(Profile mentor, Profile mentee)
    {
        var both = mentee.Themes.Intersect(mentor.Themes).ToArray();
        return both.Length == 0
            ? Reasons.Of(ReasonCodes.ThemesApart)
            : Reasons.Of(
                ReasonCodes.ThemesShared,
                ("shared", both.Length.ToString(CultureInfo.InvariantCulture)),
                ("themes", themes.Join(both))
            );
    }

    internal override int[] FacetOf(Profile person, MatchingSide side) => person.Themes;

    protected override bool HasMentorData(Profile mentor) => mentor.Themes.Length > 0;

    protected override bool HasMenteeData(Profile mentee) => mentee.Themes.Length > 0;
}
