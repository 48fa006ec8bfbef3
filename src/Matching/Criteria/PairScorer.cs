using Binome.Matching.Compiling;

namespace Binome.Matching.Criteria;

/// <summary>The weighted mean of the criteria that count, in whole points, halves rounded up.</summary>
internal sealed class PairScorer
{
    private readonly Criterion[] criteria;
    private readonly int totalWeight;

    internal IReadOnlyList<Criterion> Criteria => criteria;
    internal int TotalWeight => totalWeight;

    internal PairScorer(MatchingRules rules, Vocabulary vocabulary)
    {
        criteria =
        [
            .. rules
                .Criteria.Where(setting => setting.Counts)
                .OrderBy(setting => DisplayOrder(setting.Code))
                .ThenBy(setting => setting.Code, StringComparer.Ordinal)
                .Select(setting => Create(setting, rules, vocabulary)),
        ];
        totalWeight = criteria.Sum(criterion => criterion.Setting.Weight);
    }

    internal int Score(Profile mentor, Profile mentee)
    {
        var total = 0;
        foreach (var criterion in criteria)
            total += criterion.Setting.Weight * criterion.PointsOf(mentor, mentee);
        return (int)Points.DivideRounded(total, totalWeight);
    }

    /// <summary>Each share is the rounded running total minus the one before, so the shares add up to the score exactly.</summary>
    internal IReadOnlyList<CriterionContribution> Explain(Profile mentor, Profile mentee)
    {
        var contributions = new List<CriterionContribution>(criteria.Length);
        var runningTotal = 0;
        var shown = 0;
        foreach (var criterion in criteria)
        {
            var setting = criterion.Setting;
            var points = criterion.PointsOf(mentor, mentee);
            runningTotal += setting.Weight * points;
            var shownNow = (int)Points.DivideRounded(runningTotal, totalWeight);
            var reason = criterion.ExplainOrMissing(mentor, mentee);
            contributions.Add(new(setting.Code, setting.Weight, setting.Direction, points, shownNow - shown, reason));
            shown = shownNow;
        }
        return contributions;
    }

    private static int DisplayOrder(string code)
    {
        for (var order = 0; order < CriterionCodes.All.Count; order++)
            if (CriterionCodes.All[order] == code)
                return order;
        return CriterionCodes.All.Count;
    }

    private static Criterion Create(CriterionSetting setting, MatchingRules rules, Vocabulary vocabulary) =>
        setting.Code switch
        {
            CriterionCodes.Skills => new SkillsCriterion(setting, vocabulary.Skills),
            CriterionCodes.Intentions => new IntentionsCriterion(
                setting,
                vocabulary.Intentions,
                rules.IntentionAffinities
            ),
            CriterionCodes.LearnerProfile => new LearnerProfileCriterion(setting),
            CriterionCodes.JobFamily => new LabelCriterion(setting, vocabulary.JobFamilies, person => person.JobFamily),
            CriterionCodes.CommunicationStyle => new CommunicationStyleCriterion(
                setting,
                vocabulary.CommunicationStyles
            ),
            CriterionCodes.Subsidiary => new LabelCriterion(
                setting,
                vocabulary.Subsidiaries,
                person => person.Subsidiary
            ),
            CriterionCodes.Site => new SiteCriterion(setting, vocabulary.Sites, vocabulary.Countries),
            CriterionCodes.SeniorityGap => new SeniorityGapCriterion(setting),
            CriterionCodes.TenureGap => new TenureGapCriterion(setting),
            CriterionCodes.Themes => new ThemesCriterion(setting, vocabulary.Themes),
            CriterionCodes.Availability => new AvailabilityCriterion(setting),
            _ => CreateAttribute(setting, vocabulary),
        };

    private static LabelCriterion CreateAttribute(CriterionSetting setting, Vocabulary vocabulary)
    {
        var name = setting.Code[CriterionCodes.AttributePrefix.Length..];
        var index = vocabulary.AttributeNames.ToList().IndexOf(name);
        return new LabelCriterion(setting, vocabulary.Attributes[index], person => person.Attributes[index]);
    }
}
