using System.Globalization;
using Binome.Contracts.Matching;
using Binome.Contracts.Programmes;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>One thing that two runs were asked differently.</summary>
internal sealed record Difference(string Name, string Before, string After);

/// <summary>What was changed between two runs, in words.</summary>
internal sealed class TermsDifference(
    IStringLocalizer<MatchingWords> words,
    IStringLocalizer<ProgrammeWords> programmeWords,
    Language language
)
{
    public ImmutableArray<Difference> Between(MatchingTerms before, MatchingTerms after) =>
        [
            .. Whole(before)
                .Zip(Whole(after), (one, other) => new Difference(one.Name, one.Value, other.Value))
                .Concat(OfCriteria(before.Criteria, after.Criteria))
                .Where(difference => difference.Before != difference.After),
        ];

    private IEnumerable<(string Name, string Value)> Whole(MatchingTerms terms)
    {
        var rules = terms.Rules;
        yield return (words["what_if.objective"], programmeWords[$"objective.{terms.Objective}"]);
        yield return (words["what_if.minimum"], terms.MinimumScore.Percent());
        yield return (words["rule.reporting_line"], OnOff(terms.ReportingLineEnforced));
        yield return (words["rule.same_team"], OnOff(rules.SameTeam));
        yield return (words["rule.same_subsidiary"], OnOff(rules.SameSubsidiary));
        yield return (words["rule.language"], OnOff(rules.Language));
        yield return (words["rule.required_skills"], OnOff(rules.RequiredSkills));
        yield return (words["rule.availability"], rules.AvailabilityHours.ToString(CultureInfo.CurrentCulture));
    }

    private IEnumerable<Difference> OfCriteria(ImmutableArray<Criterion> before, ImmutableArray<Criterion> after) =>
        from code in before.Concat(after).Select(criterion => criterion.Code).Distinct()
        select new Difference(
            ReasonCatalogue.Criterion(code, language),
            Text(before.FirstOrDefault(criterion => criterion.Code == code)),
            Text(after.FirstOrDefault(criterion => criterion.Code == code))
        );

    private string Text(Criterion? criterion) =>
        criterion is null or { Weight: 0 } or { Direction: Direction.Ignore }
            ? words["compare.left_out"]
            : words["compare.weight", criterion.Weight, programmeWords[$"direction.{criterion.Direction}"].Value];

    private string OnOff(bool isOn) => words[isOn ? "compare.on" : "compare.off"];
}
