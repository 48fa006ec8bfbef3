using System.Globalization;
using System.Text;
using Binome.Matching;

namespace Binome.Benchmarks.Matching;

/// <summary>A cohort as companies have them: eight criteria, one reporting tree, the whole line forbidden, languages. The same seed gives the same cohort.</summary>
internal static class MentoringCohort
{
    private const int Skills = 40;
    private const int SkillsEach = 3;
    private const int ReportsPerManager = 8;
    private const int HireDays = 9_000;

    private static readonly string[] Styles =
    [
        CommunicationStyles.Direct,
        CommunicationStyles.Expressive,
        CommunicationStyles.Supportive,
        CommunicationStyles.Analytical,
    ];

    private static readonly string[] MentorIntentions =
    [
        IntentionAffinities.GainVisibility,
        IntentionAffinities.Advance,
        IntentionAffinities.ShareExpertise,
        IntentionAffinities.UnderstandStrategy,
    ];

    private static readonly string[] MenteeIntentions =
    [
        IntentionAffinities.AccompanyJunior,
        IntentionAffinities.FindTalent,
        IntentionAffinities.LearnSkill,
        IntentionAffinities.UnderstandGenerations,
    ];

    public static IReadOnlyList<string> JobFamilies { get; } =
    [.. Enumerable.Range(0, 12).Select(number => $"job {number}")];

    public static MatchingProblem Create(int mentors, int mentees, int mentorSeats, int seed)
    {
        var (people, tree) = Draw(mentors + mentees, seed);
        var ids = people.Select(person => person.Id).ToArray();
        return new MatchingProblem
        {
            People = people,
            Mentors = [.. ids[..mentors].Select(id => new Seats(id, mentorSeats))],
            Mentees = [.. ids[mentors..].Select(id => new Seats(id, 1))],
            OrgChart = OrgChart.Build(tree),
            Rules = new MatchingRules
            {
                Criteria = CriteriaPresets.For(ProgrammeKinds.Reverse),
                Objective = MatchingObjective.MostPairsFirst,
            },
            AsOf = new DateOnly(2026, 1, 15),
        };
    }

    /// <summary>A person of this id with other data, as if they had corrected their profile.</summary>
    public static MatchingPerson Another(string id, int seed) => Person(0, new Random(seed)) with { Id = id };

    /// <summary>The same people as an HR system would export them, each with one place.</summary>
    public static string Csv(int mentors, int mentees, int seed)
    {
        var (people, tree) = Draw(mentors + mentees, seed);
        var managers = tree.ToDictionary(line => line.PersonId, line => line.ManagerId);
        var csv = new StringBuilder();
        csv.AppendLine(
            "employee_id,first_name,last_name,email,manager_employee_id,job_family,time_zone,language,hire_date,seniority_level,"
                + "roles,skills_offered,skills_wanted,learner_profile,communication_style,intentions,availability,mentor_capacity,mentee_capacity"
        );
        foreach (var (number, person) in people.Index())
            csv.AppendLine(Line(person, managers[person.Id], number < mentors));
        return csv.ToString();
    }

    private static string Line(MatchingPerson person, string? manager, bool isMentor) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{person.Id},Prénom,{person.Id},{person.Id}@bench.example,{manager},{person.JobFamily},{person.TimeZone},{person.Languages[0]},{person.HireDate:yyyy-MM-dd},{person.SeniorityLevel},"
        )
        + $"{(isMentor ? "mentor" : "mentee")},{Cell(person.SkillsOffered)},{Cell(person.SkillsWanted)},{person.LearnerProfile},{person.CommunicationStyle},"
        + $"{string.Join(';', (isMentor ? person.MentorIntentions : person.MenteeIntentions).Distinct())},{string.Join(';', HalfDayCodes.ToCodes(person.Availability))},1,1";

    private static string Cell(IEnumerable<SkillLevel> skills) =>
        string.Join(
            ';',
            skills.DistinctBy(skill => skill.Skill).Select(skill => $"{skill.Skill.Replace(' ', '_')}:{skill.Level}")
        );

    private static (MatchingPerson[] People, ReportingLine[] Tree) Draw(int count, int seed)
    {
        var random = new Random(seed);
        MatchingPerson[] people = [.. Enumerable.Range(0, count).Select(index => Person(index, random))];
        return (people, [.. Tree([.. people.Select(person => person.Id)], random)]);
    }

    private static MatchingPerson Person(int index, Random random) =>
        new()
        {
            Id = $"person_{index:D6}",
            TimeZone = "Europe/Paris",
            Languages = random.Next(20) == 0 ? ["en"] : ["fr", "en"],
            JobFamily = JobFamilies[random.Next(JobFamilies.Count)],
            HireDate = new DateOnly(2025, 12, 31).AddDays(-random.Next(HireDays)),
            SeniorityLevel = random.Next(1, 6),
            SkillsOffered = SomeSkills(random),
            SkillsWanted = SomeSkills(random),
            LearnerProfile = (LearnerProfile)random.Next(4),
            CommunicationStyle = Styles[random.Next(Styles.Length)],
            MentorIntentions = Two(MentorIntentions, random),
            MenteeIntentions = Two(MenteeIntentions, random),
            Availability = (HalfDays)random.Next(1, 1 << 10),
        };

    private static SkillLevel[] SomeSkills(Random random) =>
        [
            .. Enumerable
                .Range(0, SkillsEach)
                .Select(_ => new SkillLevel($"skill {random.Next(Skills)}", random.Next(1, 6))),
        ];

    private static string[] Two(string[] labels, Random random) =>
        [labels[random.Next(labels.Length)], labels[random.Next(labels.Length)]];

    // Everybody but the first reports to somebody earlier; managers have about eight people each. Shuffled, so that ids say nothing of rank.
    private static IEnumerable<ReportingLine> Tree(string[] ids, Random random)
    {
        var order = ids.ToArray();
        random.Shuffle(order);
        for (var index = 0; index < order.Length; index++)
            yield return new ReportingLine(order[index], index == 0 ? null : order[(index - 1) / ReportsPerManager]);
    }
}
