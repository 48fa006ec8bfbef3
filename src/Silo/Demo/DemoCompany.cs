using System.Globalization;
using System.Text;

namespace Binome.Silo.Demo;

/// <summary>
/// A company as its HR system would export it: 938 people in 44 subsidiaries and 26 countries, 440 mentors and 498
/// mentees of a reverse programme, and eight rows that cannot go in. The same text every time.
/// </summary>
internal static class DemoCompany
{
    public const int People = 938;
    public const int Mentors = 440;
    public const int RejectedRows = 8;

    private const int Seed = 1_789;
    private const int FirstEmployeeNumber = 10_000;

    public static string Csv()
    {
        var random = new Random(Seed);
        var people = Employ(new DemoTree(random).Build(People), random);
        GiveRoles(people, random);
        var profiles = new DemoProfiles(random);
        people.ForEach(profiles.Fill);
        // Sorted as HR systems do, by a number that says nothing about rank: reports come before their managers.
        people.Sort((left, right) => string.CompareOrdinal(left.EmployeeId, right.EmployeeId));
        DemoMess.Ruffle(people);

        var csv = new StringBuilder(DemoPerson.Header).Append("\r\n");
        foreach (var person in DemoMess.WithRejected(people))
            csv.Append(person.ToLine()).Append("\r\n");
        return csv.ToString();
    }

    private static List<DemoPerson> Employ(IReadOnlyList<DemoSeat> seats, Random random)
    {
        var numbers = Enumerable.Range(FirstEmployeeNumber, seats.Count).ToArray();
        random.Shuffle(numbers);
        var people = new List<DemoPerson>(seats.Count);
        var bySeat = new Dictionary<DemoSeat, DemoPerson>();
        var emails = new HashSet<string>();
        for (var at = 0; at < seats.Count; at++)
        {
            var person = Employee(seats[at], $"T{numbers[at]}", random);
            person.Email = UniqueEmail(person, emails);
            if (seats[at].Manager is { } manager)
                person.ManagerEmployeeId = bySeat[manager].EmployeeId;
            bySeat.Add(seats[at], person);
            people.Add(person);
        }
        return people;
    }

    private static DemoPerson Employee(DemoSeat seat, string employeeId, Random random)
    {
        var place = seat.Place;
        var (first, last) = DemoNames.Pick(place.Country, random);
        var language = place.Languages[random.Next(place.Languages.Length)];
        var seniority = Seniority(seat, random);
        // Those who joined long ago are mostly, but not always, those who have come far.
        var years = Math.Max(0, (seniority * 4) - 3 + random.Next(-3, 6));
        var hired = new DateOnly(2025, 9, 1).AddYears(-years).AddDays(-random.Next(360));
        return new DemoPerson
        {
            EmployeeId = employeeId,
            FirstName = first,
            LastName = last,
            Email = "",
            JobTitle = seat.Title ?? DemoJobs.Title(seat.Family, language, seniority),
            Family = seat.Family,
            Place = place,
            Site = place.Sites[random.Next(place.Sites.Length)],
            TimeZone = place.TimeZone,
            Language = language,
            HireDate = hired.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Seniority = seniority.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static int Seniority(DemoSeat seat, Random random)
    {
        if (seat.Title is not null)
            return 5;
        if (seat.Reports > 0)
            return seat.Level == 4 ? random.Next(4, 6) : random.Next(3, 5);
        return random.Next(20) switch
        {
            < 6 => 1,
            < 11 => 2,
            < 16 => 3,
            < 19 => 4,
            _ => 5,
        };
    }

    // Reverse mentoring: mentors are mostly juniors, but experience decides nothing by itself.
    private static void GiveRoles(List<DemoPerson> people, Random random)
    {
        var byExperience = people
            .Select(person => (Person: person, Rank: double.Parse(person.Seniority, CultureInfo.InvariantCulture)))
            .Select(entry => (entry.Person, Rank: entry.Rank + (random.NextDouble() * 2)))
            .OrderBy(entry => entry.Rank)
            .ThenBy(entry => entry.Person.EmployeeId, StringComparer.Ordinal)
            .ToList();
        for (var at = 0; at < byExperience.Count; at++)
            byExperience[at].Person.Roles = at < Mentors ? "mentor" : "mentee";
    }

    private static string UniqueEmail(DemoPerson person, HashSet<string> taken)
    {
        var name = $"{Plain(person.FirstName)}.{Plain(person.LastName)}";
        var email = $"{name}@tessaline.example";
        for (var number = 2; !taken.Add(email); number++)
            email = $"{name}{number}@tessaline.example";
        return email;
    }

    // Letters without accents; those that have no accent to drop are spelled out.
    private static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant().Normalize(NormalizationForm.FormD))
            plain.Append(
                letter switch
                {
                    'ß' => "ss",
                    'ł' => "l",
                    '-' => "-",
                    _ => char.IsAsciiLetter(letter) ? letter.ToString() : "",
                }
            );
        return plain.ToString();
    }
}
