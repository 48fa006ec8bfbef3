using Binome.Matching.Compiling;

namespace Binome.Matching.Criteria;

/// <summary>The weighted mean of the criteria that count, in whole points, halves rounded up.</summary>
internal sealed class PairScorer
{
    private readonly Criterion[] criteria;
    private readonly int totalWeight;

    internal PairScorer(MatchingRules rules, Vocabulary vocabulary)
    {
        criteria =
        [
            .. rules
                .Criteria.Where(setting => setting.Counts)
                .OrderBy(setting => DisplayOrder(setting.Code))
                .Select(setting => Create(setting, rules, vocabulary)),
        ];
        totalWeight = criteria.Sum(criterion => criterion.Setting.Weight);
    }

    internal int Score(Profile mentor, Profile mentee)
    {
        var total = 0;
        foreach (var criterion in criteria)
            total += criterion.Setting.Weight * PointsOf(criterion.Fit(mentor, mentee));
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
            var points = PointsOf(criterion.Fit(mentor, mentee));
            runningTotal += setting.Weight * points;
            var shownNow = (int)Points.DivideRounded(runningTotal, totalWeight);
            var reason = criterion.ExplainOrMissing(mentor, mentee);
            contributions.Add(new(setting.Code, setting.Weight, setting.Direction, points, shownNow - shown, reason));
            shown = shownNow;
        }
        return contributions;
    }

    private static int PointsOf(int fit) => fit == Criterion.Missing ? Points.Neutral : fit;

    private static int DisplayOrder(string code)
    {
        for (var order = 0; order < CriterionCodes.All.Count; order++)
            if (CriterionCodes.All[order] == code)
                return order;
        throw new ArgumentOutOfRangeException(nameof(code), code, "Unknown criterion.");
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
            CriterionCodes.JobFamily => new LabelCriterion(setting, vocabulary.JobFamilies),
            CriterionCodes.CommunicationStyle => new CommunicationStyleCriterion(
                setting,
                vocabulary.CommunicationStyles
            ),
            CriterionCodes.Subsidiary => new LabelCriterion(setting, vocabulary.Subsidiaries),
            CriterionCodes.Site => new SiteCriterion(setting, vocabulary.Sites, vocabulary.Countries),
            CriterionCodes.SeniorityGap => new SeniorityGapCriterion(setting),
            CriterionCodes.TenureGap => new TenureGapCriterion(setting),
            CriterionCodes.Availability => new AvailabilityCriterion(setting),
            _ => throw new ArgumentOutOfRangeException(nameof(setting), setting.Code, "Unknown criterion."),
        };
}
