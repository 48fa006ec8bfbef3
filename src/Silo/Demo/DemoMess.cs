namespace Binome.Silo.Demo;

/// <summary>What real exports are like: cells that are untidy but clear, and rows an import has to refuse.</summary>
internal static class DemoMess
{
    private const int SpacesEvery = 41;
    private const int UpperCaseEvery = 67;
    private const int QuotesEvery = 97;
    private const int LineBreakEvery = 131;
    private const int RejectedEvery = 97;

    /// <summary>Makes some cells untidy without changing what they say.</summary>
    public static void Ruffle(IReadOnlyList<DemoPerson> people)
    {
        for (var at = 1; at < people.Count; at++)
        {
            var person = people[at];
            if (at % SpacesEvery == 0)
                (person.FirstName, person.Site) = ($"  {person.FirstName} ", $"{person.Site}  ");
            if (at % UpperCaseEvery == 0)
                person.Email = person.Email.ToUpperInvariant();
            if (at % QuotesEvery == 0)
                person.JobTitle = $"{person.JobTitle}, \"{person.Site.Trim()}\"";
            if (at % LineBreakEvery == 0)
                person.JobTitle = $"{person.JobTitle}\n{(person.Language == "fr" ? "(par intérim)" : "(interim)")}";
        }
    }

    /// <summary>Eight more rows, spread over the file, each with one fault and nobody below it.</summary>
    public static IEnumerable<DemoPerson> WithRejected(IReadOnlyList<DemoPerson> people)
    {
        var faults = new Action<DemoPerson>[]
        {
            person => person.EmployeeId = "",
            person => person.Email = person.Email.Replace("@", ".at.", StringComparison.Ordinal),
            person => person.HireDate = "2021-02-30",
            person => person.Seniority = "9",
            person => person.TimeZone = "Europe/Pariss",
            person => person.SkillsOffered = "ai:12",
            // These two repeat somebody who stands before them.
            person => person.Email = people[3].Email,
            person => person.EmployeeId = people[5].EmployeeId,
        };
        for (var at = 0; at < people.Count; at++)
        {
            yield return people[at];
            var fault = (at + 1) / RejectedEvery;
            if ((at + 1) % RejectedEvery != 0 || fault > faults.Length)
                continue;
            var rejected = people[at] with
            {
                EmployeeId = $"T9000{fault}",
                Email = $"doublon.{fault}@tessaline.example",
            };
            faults[fault - 1](rejected);
            yield return rejected;
        }
    }
}
