namespace Binome.Matching.Tests;

/// <summary>Builds problems by hand: everyone reports to nobody unless a test says otherwise.</summary>
internal static class Cohort
{
    internal static readonly DateOnly Winter = new(2026, 1, 15);

    internal static MatchingPerson Person(string id) => new() { Id = id };

    internal static MatchingRules OnlyCriterion(string code, CriterionDirection direction, int? target = null) =>
        new() { Criteria = [new CriterionSetting(code, 10, direction, target)] };

    internal static MatchingProblem Of(
        IReadOnlyList<MatchingPerson> mentors,
        IReadOnlyList<MatchingPerson> mentees,
        MatchingRules rules,
        params ReportingLine[] reportingLines
    )
    {
        var people = mentors.Concat(mentees).Distinct().ToArray();
        var known = reportingLines.Select(line => line.PersonId).ToHashSet();
        var alone = people
            .Where(person => !known.Contains(person.Id))
            .Select(person => new ReportingLine(person.Id, null));
        return new MatchingProblem
        {
            People = people,
            Mentors = [.. mentors.Select(person => new Seats(person.Id, 1))],
            Mentees = [.. mentees.Select(person => new Seats(person.Id, 1))],
            OrgChart = OrgChart.Build([.. reportingLines, .. alone]),
            Rules = rules,
            AsOf = Winter,
        };
    }

    /// <summary>People whose seniority levels decide everything: similar levels score high.</summary>
    internal static MatchingProblem BySeniority(
        IReadOnlyList<(string Id, int Level)> mentors,
        IReadOnlyList<(string Id, int Level)> mentees
    ) =>
        Of(
            [.. mentors.Select(AtLevel)],
            [.. mentees.Select(AtLevel)],
            OnlyCriterion(CriterionCodes.SeniorityGap, CriterionDirection.Similar)
        );

    private static MatchingPerson AtLevel((string Id, int Level) person) =>
        Person(person.Id) with
        {
            SeniorityLevel = person.Level,
        };
}
