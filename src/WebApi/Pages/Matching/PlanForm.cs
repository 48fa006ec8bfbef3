using System.Globalization;
using Binome.Contracts.Matching;
using Binome.Contracts.Programmes;
using Binome.WebApi.Pages.Shell;

namespace Binome.WebApi.Pages.Matching;

/// <summary>What a run tries as fields of a form, and the way back.</summary>
internal static class PlanForm
{
    /// <summary>The fields as the run before had them.</summary>
    public static Dictionary<string, string?> Values(MatchingTerms terms)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["objective"] = Codes<MatchingObjective>.ByValue[terms.Objective].ToString(),
            ["minimum_score"] = terms.MinimumScore.ToString("0.##", CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in RuleFields.Values(terms.Rules))
            values[name] = value;
        foreach (var (at, criterion) in terms.Criteria.Index())
        {
            values[$"criteria.{at}.weight"] = criterion.Weight.ToString(CultureInfo.InvariantCulture);
            values[$"criteria.{at}.direction"] = Codes<Direction>.ByValue[criterion.Direction].ToString();
        }
        return values;
    }

    /// <summary>What was entered, over the terms that the form was made from.</summary>
    public static MatchingPlan Read(FormValues form, MatchingTerms before) =>
        new()
        {
            Objective = form.Code<MatchingObjective>("objective") ?? before.Objective,
            Criteria = Criteria(form, before.Criteria),
            MinimumScore = form.Number("minimum_score") ?? before.MinimumScore,
            Rules = RuleFields.Read(form, before.Rules),
            Locked =
            [
                .. Changes(form).Where(change => change.Kind == ManualChangeKind.Locked).Select(change => change.Pair),
            ],
            Excluded =
            [
                .. Changes(form)
                    .Where(change => change.Kind == ManualChangeKind.Excluded)
                    .Select(change => change.Pair),
            ],
        };

    /// <summary>The pairs that the form sets or forbids, those that were taken out left out.</summary>
    public static IEnumerable<PlannedChange> Changes(FormValues form)
    {
        for (var at = 0; at < Limits.ManualChangesPerRunMax; at++)
            if (
                form.Flag($"pairs.{at}.kept")
                && form.Text($"pairs.{at}.mentor") is { } mentor
                && form.Text($"pairs.{at}.mentee") is { } mentee
            )
                yield return new(
                    form.Code<ManualChangeKind>($"pairs.{at}.kind") ?? default,
                    new ManualPair(mentor, mentee, form.Text($"pairs.{at}.reason") ?? "")
                );
    }

    private static ImmutableArray<Criterion> Criteria(FormValues form, ImmutableArray<Criterion> before) =>
        [
            .. before.Select(
                (criterion, at) =>
                    criterion with
                    {
                        Weight = form.Integer($"criteria.{at}.weight") ?? criterion.Weight,
                        Direction = form.Code<Direction>($"criteria.{at}.direction") ?? criterion.Direction,
                    }
            ),
        ];
}

/// <summary>A pair that a run is to set or to forbid.</summary>
internal sealed record PlannedChange(ManualChangeKind Kind, ManualPair Pair);
