namespace Binome.Matching.Tests;

/// <summary>How many different skills there are, and how many of them somebody offers and wants at most.</summary>
internal sealed record SkillDraw(int Names = 6, int OfferedMax = 3, int WantedMax = 3);

/// <summary>
/// Random problems that use every rule and criterion; the same seed gives the same problem. Skills are drawn apart, so that more of them leave everything else of
/// a cohort as it is.
/// </summary>
internal static class RandomCohort
{
    private static readonly SkillDraw FewSkills = new();
    private static readonly string[] ThemeNames = ["ai", "sql", "design", "sales", "law", "finance"];
    private static readonly string[] LanguageNames = ["fr", "en", "de"];
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
    private static readonly string[] TimeZones = ["Europe/Paris", "America/New_York", "Asia/Kolkata"];

    internal static MatchingProblem Create(
        int seed,
        int mentorCount,
        int menteeCount,
        MatchingObjective objective,
        int capacityMax = 3,
        int minimumScore = 0,
        SkillDraw? skills = null
    )
    {
        var random = new Random(seed);
        var bothSides = Math.Min(mentorCount, menteeCount) / 4;
        var people = Enumerable
            .Range(0, mentorCount + menteeCount - bothSides)
            .Select(index => PersonAt(index, random, skills))
            .ToArray();
        var ids = people.Select(person => person.Id).ToArray();
        var mentorIds = ids[..mentorCount];
        var menteeIds = ids[(mentorCount - bothSides)..];
        var problem = new MatchingProblem
        {
            People = people,
            Mentors = [.. mentorIds.Select(id => SeatsOf(id, capacityMax, random))],
            Mentees = [.. menteeIds.Select(id => SeatsOf(id, capacityMax, random))],
            OrgChart = OrgChart.Build(Tree(ids, random)),
            Rules = Rules(objective, minimumScore, random),
            AlreadyPaired = [.. Enumerable.Range(0, mentorCount / 2).Select(_ => Couple(mentorIds, menteeIds, random))],
            Excluded = [.. Enumerable.Range(0, mentorCount / 3).Select(_ => Couple(mentorIds, menteeIds, random))],
            AsOf = Cohort.Winter,
        };
        return problem with { Locked = [.. Locks(problem, random)] };
    }

    private static Seats SeatsOf(string id, int capacityMax, Random random) =>
        new(id, random.Next(capacityMax + 1), random.Next(4) == 0 ? random.Next(1, 4) : 0);

    private static IEnumerable<PairKey> Locks(MatchingProblem problem, Random random)
    {
        var wanted = random.Next(3);
        foreach (var (mentor, mentee) in problem.Mentors.Zip(problem.Mentees))
            if (wanted > 0 && mentor.Remaining > 0 && mentee.Remaining > 0 && mentor.PersonId != mentee.PersonId)
            {
                wanted--;
                yield return new PairKey(mentor.PersonId, mentee.PersonId);
            }
    }

    /// <summary>The same content with every list in another order.</summary>
    internal static MatchingProblem Shuffle(MatchingProblem problem, int seed)
    {
        var random = new Random(seed);
        return problem with
        {
            People = Shuffled(problem.People.Select(person => Shuffle(person, random)), random),
            Mentors = Shuffled(problem.Mentors, random),
            Mentees = Shuffled(problem.Mentees, random),
            AlreadyPaired = Shuffled(problem.AlreadyPaired, random),
            Excluded = Shuffled(problem.Excluded, random),
            Locked = Shuffled(problem.Locked, random),
            Rules = problem.Rules with
            {
                Criteria = Shuffled(problem.Rules.Criteria, random),
                IntentionAffinities = Shuffled(problem.Rules.IntentionAffinities, random),
            },
        };
    }

    private static MatchingPerson Shuffle(MatchingPerson person, Random random) =>
        person with
        {
            Languages = Shuffled(person.Languages, random),
            SkillsOffered = Shuffled(person.SkillsOffered, random),
            SkillsWanted = Shuffled(person.SkillsWanted, random),
            MentorIntentions = Shuffled(person.MentorIntentions, random),
            MenteeIntentions = Shuffled(person.MenteeIntentions, random),
        };

    internal static MatchingPerson PersonAt(int index, Random random, SkillDraw? skills = null) =>
        WithSkills(PersonWithoutSkills(index, random), skills ?? FewSkills, new Random(random.Next()));

    private static MatchingPerson WithSkills(MatchingPerson person, SkillDraw draw, Random random)
    {
        string[] names = [.. Enumerable.Range(0, draw.Names).Select(number => $"skill {number}")];
        return person with
        {
            SkillsOffered = Levels(Some(names, draw.OfferedMax, random), random),
            SkillsWanted = Levels(Some(names, draw.WantedMax, random), random),
            SkillsRequired = random.Next(8) == 0 ? [new(names[random.Next(names.Length)], 2)] : [],
        };
    }

    private static SkillLevel[] Levels(string[] skills, Random random) =>
        [.. skills.Select(skill => new SkillLevel(skill, random.Next(1, MatchingLimits.LevelMax + 1)))];

    private static MatchingPerson PersonWithoutSkills(int index, Random random) =>
        new()
        {
            Id = $"person_{index:D5}",
            Subsidiary = Maybe(random, $"subsidiary {random.Next(3)}"),
            Team = Maybe(random, $"team {random.Next(8)}"),
            Site = Maybe(random, $"site {random.Next(6)}"),
            Country = Maybe(random, $"country {random.Next(3)}"),
            TimeZone = Maybe(random, TimeZones[random.Next(TimeZones.Length)]),
            Languages = Some(LanguageNames, 2, random),
            JobFamily = Maybe(random, $"job {random.Next(5)}"),
            HireDate = random.Next(8) == 0 ? null : Cohort.Winter.AddDays(-random.Next(9_000)),
            SeniorityLevel = random.Next(8) == 0 ? null : random.Next(1, 6),
            Themes = Some(ThemeNames, 2, random),
            Attributes = new Dictionary<string, string> { ["floor"] = $"{random.Next(4)}" },
            LearnerProfile = random.Next(8) == 0 ? null : (LearnerProfile)random.Next(4),
            CommunicationStyle = Maybe(random, CommunicationStyle(random)),
            MentorIntentions = Some(MentorIntentions, 2, random),
            MenteeIntentions = Some(MenteeIntentions, 2, random),
            Availability = (HalfDays)random.Next(1 << 10),
        };

    private static string CommunicationStyle(Random random) =>
        random.Next(5) switch
        {
            0 => CommunicationStyles.Direct,
            1 => CommunicationStyles.Expressive,
            2 => CommunicationStyles.Supportive,
            3 => CommunicationStyles.Analytical,
            _ => "our own",
        };

    private static MatchingRules Rules(MatchingObjective objective, int minimumScore, Random random) =>
        new()
        {
            Criteria =
                random.Next(2) == 0
                    ? Preset(random)
                    : [.. CriterionCodes.All.Select(code => Any(code, random)), Attribute],
            ForbidsReportingLine = random.Next(4) > 0,
            ForbidsSameTeam = random.Next(4) == 0,
            RequiresOtherSubsidiary = random.Next(4) == 0,
            MinimumSharedHours = random.Next(4) == 0 ? random.Next(1, 9) : 0,
            Objective = objective,
            MinimumScorePoints = minimumScore,
            RequiresCommonLanguage = random.Next(2) == 0,
        };

    private static readonly CriterionSetting Attribute = new("attribute:floor", 7, CriterionDirection.Different);

    private static IReadOnlyList<CriterionSetting> Preset(Random random) =>
        CriteriaPresets.For(ProgrammeKinds.All[random.Next(ProgrammeKinds.All.Count)]);

    private static CriterionSetting Any(string code, Random random)
    {
        int? target =
            code is CriterionCodes.SeniorityGap or CriterionCodes.TenureGap && random.Next(2) == 0
                ? random.Next(-4, 5)
                : null;
        return new(code, random.Next(0, 40), (CriterionDirection)random.Next(4), target);
    }

    private static IEnumerable<ReportingLine> Tree(string[] ids, Random random) =>
        ids.Select((id, index) => new ReportingLine(id, index == 0 ? null : ids[random.Next(index)]));

    private static PairKey Couple(string[] mentorIds, string[] menteeIds, Random random) =>
        new(mentorIds[random.Next(mentorIds.Length)], menteeIds[random.Next(menteeIds.Length)]);

    private static string? Maybe(Random random, string value) => random.Next(8) == 0 ? null : value;

    private static string[] Some(string[] names, int countMax, Random random)
    {
        // Fewer than a test asks for would go unnoticed.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(countMax, names.Length);
        return [.. Shuffled(names, random).Take(random.Next(countMax + 1))];
    }

    private static T[] Shuffled<T>(IEnumerable<T> items, Random random)
    {
        var copy = items.ToArray();
        random.Shuffle(copy);
        return copy;
    }
}
