using Binome.Matching.Compiling;

namespace Binome.Matching.Criteria;

/// <summary>Job family or subsidiary. Similar: equal 1, else 0. Different and complementary: the mirror, for a name has no other complement.</summary>
internal sealed class LabelCriterion(CriterionSetting setting, LabelIndex labels) : Criterion(setting)
{
    private readonly bool isJobFamily = setting.Code == CriterionCodes.JobFamily;

    internal override int Fit(Profile mentor, Profile mentee)
    {
        var (one, other) = (LabelOf(mentor), LabelOf(mentee));
        if (one == LabelIndex.Missing || other == LabelIndex.Missing)
            return Missing;
        return one == other == (Direction == CriterionDirection.Similar) ? Points.Scale : 0;
    }

    internal override MatchingReason Explain(Profile mentor, Profile mentee)
    {
        var (one, other) = (labels[LabelOf(mentor)], labels[LabelOf(mentee)]);
        return LabelOf(mentor) == LabelOf(mentee)
            ? Reasons.Of(ReasonCodes.Same, ("value", one))
            : Reasons.Of(ReasonCodes.Different, ("mentor", one), ("mentee", other));
    }

    protected override bool HasMentorData(Profile mentor) => LabelOf(mentor) != LabelIndex.Missing;

    protected override bool HasMenteeData(Profile mentee) => LabelOf(mentee) != LabelIndex.Missing;

    private int LabelOf(Profile person) => isJobFamily ? person.JobFamily : person.Subsidiary;
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

    private static bool InSameCountry(Profile mentor, Profile mentee) =>
        mentor.Country != LabelIndex.Missing && mentor.Country == mentee.Country;
}
