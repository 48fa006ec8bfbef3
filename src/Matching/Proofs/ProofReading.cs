using System.Collections.ObjectModel;

namespace Binome.Matching.Proofs;

/// <summary>From the document of a proof to the problem and its solution; refuses what does not add up.</summary>
internal sealed class ProofReading(ProofDocument document)
{
    private readonly string[] ids =
    [
        .. Whole(document.People, "people").Select(person => person.Id),
        .. Whole(document.Above, "above"),
    ];

    internal (MatchingProblem, MatchingSolution) Read()
    {
        if (document.Managers.Count != ids.Length)
            throw Wrong("managers", "needs one entry for everybody in people and above");
        if (ids.Length > MatchingLimits.PeopleInOrgChartMax)
            throw Wrong("above", "names too many people");
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Length)
            throw Wrong("people", "names somebody twice");
        var problem = Problem();
        return (problem, Solution(problem));
    }

    private MatchingProblem Problem() =>
        new()
        {
            People = [.. document.People.Select(Person)],
            Mentors = Side(document.Mentors, "mentors"),
            Mentees = Side(document.Mentees, "mentees"),
            OrgChart = OrgChart.Build(Lines()),
            Rules = Rules(document.Rules),
            AlreadyPaired = Couples(document.AlreadyPaired, "already_paired"),
            Excluded = Couples(document.Excluded, "excluded"),
            Locked = Couples(document.Locked, "locked"),
            AsOf = document.AsOf,
        };

    private static MatchingRules Rules(ProofRules rules) =>
        new()
        {
            Criteria = Whole(rules.Criteria, "criteria"),
            Objective = rules.Objective,
            MinimumScorePoints = rules.MinimumScorePoints,
            ForbidsReportingLine = rules.ForbidsReportingLine,
            ForbidsSameTeam = rules.ForbidsSameTeam,
            RequiresOtherSubsidiary = rules.RequiresOtherSubsidiary,
            RequiresCommonLanguage = rules.RequiresCommonLanguage,
            MinimumSharedHours = rules.MinimumSharedHours,
            ChecksRequiredSkills = rules.ChecksRequiredSkills,
            IntentionAffinities = Whole(rules.IntentionAffinities, "intention_affinities"),
        };

    private static MatchingPerson Person(ProofPerson person)
    {
        if (!HalfDayCodes.TryParse(Whole(person.Availability ?? [], "availability"), out var availability))
            throw Wrong("availability", "names a half day that is none");
        return new MatchingPerson
        {
            Id = person.Id,
            Subsidiary = person.Subsidiary,
            Team = person.Team,
            Site = person.Site,
            Country = person.Country,
            TimeZone = person.TimeZone,
            Languages = Whole(person.Languages ?? [], "languages"),
            JobFamily = person.JobFamily,
            HireDate = person.HireDate,
            SeniorityLevel = person.SeniorityLevel,
            SkillsOffered = Skills(person.SkillsOffered),
            SkillsWanted = Skills(person.SkillsWanted),
            SkillsRequired = Skills(person.SkillsRequired),
            LearnerProfile = person.LearnerProfile,
            CommunicationStyle = person.CommunicationStyle,
            MentorIntentions = Whole(person.MentorIntentions ?? [], "mentor_intentions"),
            MenteeIntentions = Whole(person.MenteeIntentions ?? [], "mentee_intentions"),
            Themes = Whole(person.Themes ?? [], "themes"),
            Attributes =
                person.Attributes ?? (IReadOnlyDictionary<string, string>)ReadOnlyDictionary<string, string>.Empty,
            Availability = availability,
        };
    }

    private static IReadOnlyList<SkillLevel> Skills(Dictionary<string, int>? skills) =>
        skills is null ? [] : [.. skills.Select(skill => new SkillLevel(skill.Key, skill.Value))];

    private IEnumerable<ReportingLine> Lines() =>
        ids.Zip(
            document.Managers,
            (id, manager) => new ReportingLine(id, manager is { } at ? Id(at, "managers") : null)
        );

    private Seats[] Side(IReadOnlyList<int[]> side, string member) =>
        [
            .. side.Select(entry =>
                entry switch
                {
                    [var person, var seats] => new Seats(Id(person, member), seats),
                    [var person, var seats, var priority] => new Seats(Id(person, member), seats, priority),
                    _ => throw Wrong(member, "takes [person, seats] or [person, seats, priority]"),
                }
            ),
        ];

    private PairKey[] Couples(IReadOnlyList<int[]> couples, string member) =>
        [
            .. couples.Select(entry =>
                entry is [var one, var other]
                    ? new PairKey(Id(one, member), Id(other, member))
                    : throw Wrong(member, "takes [mentor, mentee]")
            ),
        ];

    private MatchingSolution Solution(MatchingProblem problem)
    {
        var told = document.Solution;
        var locked = problem.Locked.ToHashSet();
        ProposedPair[] pairs = [.. told.Pairs.Select(pair => Pair(pair, locked))];
        var prices = new DualPrices(
            told.ScoreFactor,
            told.PairBonus,
            Prices(told.MentorPrices, "mentor_prices"),
            Prices(told.MenteePrices, "mentee_prices"),
            told.PriorityFactor
        );
        var counts = new MatchingCounts(
            prices.Mentors.Count,
            prices.Mentees.Count,
            problem.Mentors.Sum(seats => seats.Remaining) - locked.Count,
            problem.Mentees.Sum(seats => seats.Remaining) - locked.Count,
            0,
            0,
            ReadOnlyDictionary<string, long>.Empty,
            pairs.DistinctBy(pair => pair.MentorId).Count(),
            pairs.DistinctBy(pair => pair.MenteeId).Count()
        );
        return new MatchingSolution(pairs, told.TotalPoints, [], counts, prices);
    }

    private ProposedPair Pair(int[] entry, HashSet<PairKey> locked)
    {
        if (entry is not [var mentor, var mentee, var score])
            throw Wrong("pairs", "takes [mentor, mentee, points]");
        var key = new PairKey(Id(mentor, "pairs"), Id(mentee, "pairs"));
        return new ProposedPair(key.MentorId, key.MenteeId, score, []) { IsLocked = locked.Contains(key) };
    }

    private SeatPrice[] Prices(IReadOnlyList<long[]> prices, string member) =>
        [
            .. prices.Select(entry =>
                entry is [var person, var price]
                    ? new SeatPrice(Id(person, member), price)
                    : throw Wrong(member, "takes [person, price]")
            ),
        ];

    private string Id(long place, string member) =>
        place >= 0 && place < ids.Length ? ids[place] : throw Wrong(member, $"names person {place}, who is not there");

    // The reader checks that members are there, not that lists are without gaps.
    private static IReadOnlyList<T> Whole<T>(IReadOnlyList<T> items, string member)
        where T : class => items.Any(item => item is null) ? throw Wrong(member, "holds null") : items;

    private static MatchingProofException Wrong(string member, string what) =>
        new($"This is no proof of a matching: {member} {what}.");
}
