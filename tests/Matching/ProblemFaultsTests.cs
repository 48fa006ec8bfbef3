namespace Binome.Matching.Tests;

public sealed class ProblemFaultsTests
{
    private static readonly MatchingProblem Valid = Cohort.BySeniority([("A", 1)], [("X", 1)]);

    [Fact]
    public void Find_WhenProblemIsSound_IsEmpty() => ProblemFaults.Find(Valid).ShouldBeEmpty();

    [Fact]
    public void Find_WhenAPersonIsGivenTwice_SaysSo() =>
        Faults(Valid with { People = [.. Valid.People, Valid.People[0]] }).ShouldBe([(ProblemFaults.Duplicate, "A")]);

    [Fact]
    public void Find_WhenASeatIsGivenTwice_SaysSo() =>
        Faults(Valid with { Mentors = [new("A", 1), new("A", 2)] }).ShouldBe([(ProblemFaults.Duplicate, "A")]);

    [Fact]
    public void Find_WhenASeatHasNoPerson_SaysSo() =>
        Faults(Valid with { People = [Valid.People[0]] }).ShouldBe([(ProblemFaults.UnknownPerson, "X")]);

    [Fact]
    public void Find_WhenAPersonIsNotInTheTree_SaysSo() =>
        Faults(Valid with { OrgChart = OrgChart.Build([new("A", null)]) })
            .ShouldBe([(ProblemFaults.NotInOrgChart, "X")]);

    [Theory]
    [InlineData(-1)]
    [InlineData(MatchingLimits.CapacityMax + 1)]
    public void Find_WhenCapacityIsOutOfRange_SaysSo(int remaining) =>
        Faults(Valid with { Mentees = [new("X", remaining)] }).ShouldBe([(ProblemFaults.CapacityOutOfRange, "X")]);

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Find_WhenALevelIsOutOfRange_SaysSo(int level)
    {
        var people = Valid.People.Select(person => person with { SkillsWanted = [new("ai", level)] });

        Faults(Valid with { People = [.. people] })
            .ShouldBe([(ProblemFaults.LevelOutOfRange, "A"), (ProblemFaults.LevelOutOfRange, "X")]);
    }

    [Fact]
    public void Find_WhenASideIsTooLarge_SaysSo()
    {
        var ids = Enumerable.Range(0, MatchingLimits.PeoplePerSideMax + 1).Select(index => $"m{index}").ToArray();
        var problem = Valid with
        {
            People = [.. Valid.People, .. ids.Select(Cohort.Person)],
            Mentors = [.. ids.Select(id => new Seats(id, 1))],
            OrgChart = OrgChart.Build([new("X", null), .. ids.Select(id => new ReportingLine(id, null))]),
        };

        Faults(problem).ShouldBe([(ProblemFaults.TooManyPeople, "")]);
    }

    [Fact]
    public void Find_WhenExcludedCouplesAreTooMany_SaysSo()
    {
        var couples = Enumerable.Repeat(new PairKey("A", "X"), MatchingLimits.AlreadyPairedMax + 1);

        Faults(Valid with { AlreadyPaired = [.. couples] }).ShouldBe([(ProblemFaults.TooManyAlreadyPaired, "")]);
    }

    [Theory]
    [InlineData("horoscope", 1, CriterionDirection.Similar, null)]
    [InlineData(CriterionCodes.Skills, 101, CriterionDirection.Similar, null)]
    [InlineData(CriterionCodes.Skills, -1, CriterionDirection.Similar, null)]
    [InlineData(CriterionCodes.Skills, 1, (CriterionDirection)9, null)]
    [InlineData(CriterionCodes.Skills, 1, CriterionDirection.Complementary, 1)]
    [InlineData(CriterionCodes.SeniorityGap, 1, CriterionDirection.Complementary, 5)]
    [InlineData(CriterionCodes.TenureGap, 1, CriterionDirection.Complementary, -41)]
    [InlineData(CriterionCodes.Site, 1, CriterionDirection.Similar, null)]
    public void Find_WhenACriterionIsInvalid_SaysWhich(
        string code,
        int weight,
        CriterionDirection direction,
        int? target
    )
    {
        CriterionSetting[] criteria =
        [
            new(CriterionCodes.Site, 5, CriterionDirection.Similar),
            new(code, weight, direction, target),
        ];

        Faults(Valid with { Rules = Valid.Rules with { Criteria = criteria } })
            .ShouldBe([(ProblemFaults.CriterionInvalid, code)]);
    }

    [Fact]
    public void Find_WhenNoCriterionCounts_SaysSo()
    {
        CriterionSetting[] criteria =
        [
            new(CriterionCodes.Site, 0, CriterionDirection.Similar),
            new(CriterionCodes.Skills, 9, CriterionDirection.Ignore),
        ];

        Faults(Valid with { Rules = Valid.Rules with { Criteria = criteria } })
            .ShouldBe([(ProblemFaults.NoCriterion, "")]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10_001)]
    public void Find_WhenMinimumScoreIsOutOfRange_SaysSo(int minimum) =>
        Faults(Valid with { Rules = Valid.Rules with { MinimumScorePoints = minimum } })
            .ShouldBe([(ProblemFaults.MinimumScoreOutOfRange, "")]);

    [Theory]
    [InlineData("a", "b", 10_001)]
    [InlineData(" ", "b", 1)]
    [InlineData("Known", "known ", 1)]
    public void Find_WhenAnAffinityIsInvalid_SaysSo(string mentorIntention, string menteeIntention, int points)
    {
        IntentionAffinity[] table = [new("known", "known", 1), new(mentorIntention, menteeIntention, points)];

        Faults(Valid with { Rules = Valid.Rules with { IntentionAffinities = table } })
            .ShouldBe([(ProblemFaults.AffinityInvalid, "")]);
    }

    [Fact]
    public void Find_WhenIntentionsAreTooMany_SaysSo()
    {
        var labels = Enumerable
            .Range(0, MatchingLimits.LabelsPerPersonMax + 1)
            .Select(index => $"wish {index}")
            .ToArray();

        Faults(Valid with { People = [Valid.People[0] with { MentorIntentions = labels }, Valid.People[1]] })
            .ShouldBe([(ProblemFaults.TooManyLabels, "A")]);
    }

    [Fact]
    public void Solve_WhenProblemHasFaults_ThrowsWithTheFirst() =>
        Should
            .Throw<ArgumentException>(() => MatchingSolver.Solve(Valid with { Mentees = [new("X", -1)] }))
            .Message.ShouldContain(ProblemFaults.CapacityOutOfRange);

    private static IEnumerable<(string Code, string Subject)> Faults(MatchingProblem problem) =>
        ProblemFaults.Find(problem).Select(fault => (fault.Code, fault.Subject));
}
