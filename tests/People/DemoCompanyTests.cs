using System.Globalization;
using System.Text;
using Binome.Contracts.People;
using Binome.Matching;
using Binome.Silo.Demo;
using Binome.WebApi.People;

namespace Binome.People.Tests;

public sealed class DemoCompanyTests(DemoCompanyFile demo) : IClassFixture<DemoCompanyFile>
{
    [Fact]
    public void Csv_WhenMadeTwice_IsTheSame() => DemoCompany.Csv().ShouldBe(demo.Text);

    [Fact]
    public void Csv_WhenRead_HasEveryColumnAndNoUnreadableRow()
    {
        // These three are asked of people, or are the company's own.
        demo.Columns.ShouldBe(ImportColumns.All.Except(["team", "themes", "skills_required"]), ignoreOrder: true);
        demo.Problems.ShouldBe(0);
        (demo.Good.Count + demo.Rejected.Count).ShouldBe(946);
    }

    [Fact]
    public void Csv_WhenRead_HasThePeopleItPromises()
    {
        demo.Good.Count.ShouldBe(938);
        demo.Good.Count(person => person["roles"] == "mentor").ShouldBe(440);
        demo.Good.Count(person => person["roles"] == "mentee").ShouldBe(498);
        demo.Values("subsidiary").Count.ShouldBe(44);
        demo.Values("country").Count.ShouldBe(26);
        demo.Values("language").ShouldBe(["fr", "en", "de", "es", "it"], ignoreOrder: true);
        demo.Values("employee_id").Count.ShouldBe(938);
        demo.Values("email").Count.ShouldBe(938);
    }

    [Fact]
    public void Csv_WhenRead_HasTwoLargeLanguages()
    {
        demo.Good.Count(person => person["language"] == "fr").ShouldBeInRange(330, 560);
        demo.Good.Count(person => person["language"] == "en").ShouldBeInRange(330, 560);
    }

    [Fact]
    public void Csv_WhenRead_HasTimeZonesThatExist()
    {
        var zones = demo.Values("time_zone");

        zones.Count.ShouldBeGreaterThan(20);
        zones.ShouldAllBe(zone => TimeZoneInfo.FindSystemTimeZoneById(zone!).HasIanaId);
    }

    [Fact]
    public void Csv_WhenRead_IsOneTreeOfFiveToSevenLevels()
    {
        var levels = demo.Good.Select(person => demo.LevelOf(person)).ToList();

        levels.Count(level => level == 1).ShouldBe(1);
        levels.Max().ShouldBeInRange(5, 7);
    }

    [Fact]
    public void Csv_WhenRead_HasTeamsOfFourToTwelve()
    {
        var spans = demo.Good.GroupBy(person => person["manager_employee_id"]).Where(team => team.Key is not null);

        spans.Select(team => team.Count()).ShouldAllBe(span => span >= 4 && span <= 12);
    }

    [Fact]
    public void Csv_WhenRead_HasManagersFurtherDown()
    {
        var lineOf = demo.Good.Index().ToDictionary(entry => entry.Item["employee_id"]!, entry => entry.Index);

        demo.Good.Count(person =>
                person["manager_employee_id"] is { } manager && lineOf[manager] > lineOf[person["employee_id"]!]
            )
            .ShouldBeGreaterThan(300);
    }

    [Fact]
    public void Csv_WhenRead_MentorsAreMostlyJuniorsButNotByRule()
    {
        var mentors = demo.Good.Where(person => person["roles"] == "mentor").Select(SeniorityOf).ToList();
        var mentees = demo.Good.Where(person => person["roles"] == "mentee").Select(SeniorityOf).ToList();

        mentors.Count(level => level <= 2).ShouldBeGreaterThan(mentors.Count * 3 / 4);
        mentors.ShouldContain(3);
        mentees.Average().ShouldBeGreaterThan(3);
        mentees.ShouldContain(2);
    }

    [Fact]
    public void Csv_WhenRead_HasRoomForEveryMentee()
    {
        var seats = demo.Good.Sum(person => int.Parse(person["mentor_capacity"]!, CultureInfo.InvariantCulture));

        seats.ShouldBeGreaterThan(demo.Good.Count(person => person["roles"] == "mentee"));
    }

    [Fact]
    public void Csv_WhenRead_UsesTheCodesMatchingKnows()
    {
        var mentors = IntentionAffinities.Default.Select(affinity => affinity.MentorIntention).ToHashSet();
        var mentees = IntentionAffinities.Default.Select(affinity => affinity.MenteeIntention).ToHashSet();

        foreach (var person in demo.Good)
        {
            var known = person["roles"] == "mentor" ? mentors : mentees;
            person["intentions"]!.Split(';').ShouldAllBe(intention => known.Contains(intention));
            HalfDayCodes.TryParse(person["availability"]!.Split(';'), out _).ShouldBeTrue();
            Enum.TryParse<Contracts.People.LearnerProfile>(person["learner_profile"], ignoreCase: true, out _)
                .ShouldBeTrue();
        }
        demo.Values("communication_style").ShouldBe(["direct", "expressive", "supportive", "analytical"], true);
    }

    [Fact]
    public void Csv_WhenRead_HasSkillsWithLevels()
    {
        var skills = demo
            .Good.SelectMany(person => $"{person["skills_offered"]};{person["skills_wanted"]}".Split(';'))
            .Select(skill => skill.Split(':'))
            .ToList();

        skills.ShouldAllBe(skill => int.Parse(skill[1], CultureInfo.InvariantCulture) >= 1);
        skills.ShouldAllBe(skill => int.Parse(skill[1], CultureInfo.InvariantCulture) <= 5);
        skills.Select(skill => skill[0]).Distinct().Count().ShouldBeGreaterThan(15);
    }

    [Fact]
    public void Csv_WhenRead_HasDatesAndAddressesThatAreReal()
    {
        demo.Good.ShouldAllBe(person =>
            DateOnly.ParseExact(person["hire_date"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture).Year >= 1990
        );
        demo.Values("email").ShouldAllBe(email => email!.EndsWith("@tessaline.example", StringComparison.Ordinal));
    }

    [Fact]
    public void Csv_WhenWritten_IsUntidyAsExportsAre()
    {
        demo.Text.ShouldContain(",  ");
        demo.Text.ShouldContain("@TESSALINE.EXAMPLE");
        demo.Text.ShouldContain("\n(interim)\"");
        demo.Text.ShouldContain("\"\"");
        demo.Text.Count(letter => letter > '\u007F').ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void Csv_WhenRead_RefusesEightRowsForEightReasons()
    {
        var goodIds = demo.Values("employee_id");
        var goodEmails = demo.Values("email");

        demo.Rejected.Count.ShouldBe(DemoCompany.RejectedRows);
        demo.Rejected.Count(row => row["employee_id"] is null).ShouldBe(1);
        demo.Rejected.Count(row => !row["email"]!.Contains('@', StringComparison.Ordinal)).ShouldBe(1);
        demo.Rejected.Count(row => row["hire_date"] == "2021-02-30").ShouldBe(1);
        demo.Rejected.Count(row => row["seniority_level"] == "9").ShouldBe(1);
        demo.Rejected.Count(row => row["time_zone"] == "Europe/Pariss").ShouldBe(1);
        demo.Rejected.Count(row => row["skills_offered"] == "ai:12").ShouldBe(1);
        demo.Rejected.Count(row => goodEmails.Contains(row["email"]!)).ShouldBe(1);
        demo.Rejected.Count(row => goodIds.Contains(row["employee_id"])).ShouldBe(1);
    }

    private static int SeniorityOf(Dictionary<string, string?> person) =>
        int.Parse(person["seniority_level"]!, CultureInfo.InvariantCulture);
}

/// <summary>The demonstration file, read once as an import would; a row is refused when it has a fault or repeats one before it.</summary>
public sealed class DemoCompanyFile : IAsyncLifetime
{
    private readonly Dictionary<string, Dictionary<string, string?>> byId = [];
    private readonly HashSet<string> emails = [];

    public string Text { get; } = DemoCompany.Csv();

    public IReadOnlyList<string> Columns { get; private set; } = [];

    public int Problems { get; private set; }

    public List<Dictionary<string, string?>> Good { get; } = [];

    public List<Dictionary<string, string?>> Rejected { get; } = [];

    public async Task InitializeAsync()
    {
        using var csv = await HrCsv.Open(new MemoryStream(Encoding.UTF8.GetBytes(Text)), CancellationToken.None);
        Columns = csv.Header.Columns;
        await foreach (var line in csv.Lines())
        {
            Problems += line.Problem is null ? 0 : 1;
            Sort(Columns.Zip(line.Cells).ToDictionary(cell => cell.First, cell => cell.Second));
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public IReadOnlySet<string?> Values(string column) =>
        Good.Select(person => column == "email" ? person[column]!.ToLowerInvariant() : person[column]).ToHashSet();

    /// <summary>1 for whom nobody stands above; a cycle never gets there and fails.</summary>
    internal int LevelOf(Dictionary<string, string?> person)
    {
        var level = 1;
        for (var at = person; at["manager_employee_id"] is { } manager; at = byId[manager])
            (++level).ShouldBeLessThan(20);
        return level;
    }

    private void Sort(Dictionary<string, string?> row)
    {
        var sound =
            row["employee_id"] is { } id
            && !byId.ContainsKey(id)
            && row["email"]!.Contains('@', StringComparison.Ordinal)
            && !emails.Contains(row["email"]!.ToLowerInvariant())
            && DateOnly.TryParse(row["hire_date"], CultureInfo.InvariantCulture, out _)
            && row["seniority_level"] is "1" or "2" or "3" or "4" or "5"
            && TimeZoneInfo.TryFindSystemTimeZoneById(row["time_zone"]!, out _)
            && row["skills_offered"] != "ai:12";
        (sound ? Good : Rejected).Add(row);
        if (!sound)
            return;
        byId.Add(row["employee_id"]!, row);
        emails.Add(row["email"]!.ToLowerInvariant());
    }
}
