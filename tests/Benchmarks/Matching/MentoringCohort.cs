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

    public static MatchingProblem Create(int mentors, int mentees, int mentorSeats, int seed)
    {
        var random = new Random(seed);
        MatchingPerson[] people = [.. Enumerable.Range(0, mentors + mentees).Select(index => Person(index, random))];
        var ids = people.Select(person => person.Id).ToArray();
        return new MatchingProblem
        {
            People = people,
            Mentors = [.. ids[..mentors].Select(id => new Seats(id, mentorSeats))],
            Mentees = [.. ids[mentors..].Select(id => new Seats(id, 1))],
            OrgChart = OrgChart.Build(Tree(ids, random)),
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

    private static MatchingPerson Person(int index, Random random) =>
        new()
        {
            Id = $"person_{index:D6}",
            TimeZone = "Europe/Paris",
            Languages = random.Next(20) == 0 ? ["en"] : ["fr", "en"],
            JobFamily = $"job {random.Next(12)}",
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
