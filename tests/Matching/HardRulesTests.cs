namespace Binome.Matching.Tests;

public sealed class HardRulesTests
{
    private static readonly MatchingRules Rules = Cohort.OnlyCriterion(
        CriterionCodes.SeniorityGap,
        CriterionDirection.Similar
    );

    [Theory]
    [InlineData("mentor", "mentee")]
    [InlineData("mentee", "mentor")]
    public void Assess_WhenOneIsAboveTheOther_BreaksReportingLine(string top, string bottom)
    {
        // The manager between the two takes no part in the programme.
        ReportingLine[] lines = [new(top, null), new("between", top), new(bottom, "between")];

        Broken(Couple(lines)).ShouldBe([HardRules.ReportingLine]);
    }

    [Fact]
    public void Assess_WhenBothReportToOneManager_IsEligible()
    {
        ReportingLine[] lines = [new("boss", null), new("mentor", "boss"), new("mentee", "boss")];

        Broken(Couple(lines)).ShouldBeEmpty();
    }

    [Fact]
    public void Assess_WhenBothAreInOneCycle_BreaksReportingLine()
    {
        ReportingLine[] lines = [new("mentor", "third"), new("third", "mentee"), new("mentee", "mentor")];

        Broken(Couple(lines)).ShouldBe([HardRules.ReportingLine]);
    }

    [Fact]
    public void Assess_WhenMentorIsTheMentee_BreaksSamePersonOnly()
    {
        var person = Cohort.Person("one");

        new PairAssessor(Cohort.Of([person], [person], Rules))
            .Assess("one", "one")
            .BrokenRules.ShouldBe([HardRules.SamePerson]);
    }

    [Fact]
    public void Assess_WhenAlreadyPaired_BreaksThatRuleInTheseRolesOnly()
    {
        var problem = Couple() with { AlreadyPaired = [new("mentor", "mentee")] };
        var swapped = Couple() with { AlreadyPaired = [new("mentee", "mentor")] };

        Broken(problem).ShouldBe([HardRules.AlreadyPaired]);
        Broken(swapped).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fr", "en", true, true)]
    [InlineData("fr", "en", false, false)]
    [InlineData("fr", "FR ", true, false)]
    [InlineData("fr", null, true, false)]
    public void Assess_WhenLanguagesAreGiven_BreaksLanguageOnlyWithoutACommonOne(
        string mentorLanguage,
        string? menteeLanguage,
        bool isRuleOn,
        bool isBroken
    )
    {
        var problem = Cohort.Of(
            [Cohort.Person("mentor") with { Languages = [mentorLanguage] }],
            [Cohort.Person("mentee") with { Languages = menteeLanguage is null ? [] : [menteeLanguage] }],
            Rules with
            {
                RequiresCommonLanguage = isRuleOn,
            }
        );

        Broken(problem).ShouldBe(isBroken ? [HardRules.Language] : []);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Assess_WhenEitherHasNoSeatLeft_BreaksCapacity(int mentorSeats, int menteeSeats)
    {
        var problem = Couple() with { Mentors = [new("mentor", mentorSeats)], Mentees = [new("mentee", menteeSeats)] };

        Broken(problem).ShouldBe([HardRules.Capacity]);
    }

    [Fact]
    public void Assess_WhenSeveralRulesAreBroken_NamesThemAllInOrder()
    {
        var problem = Couple(new("mentor", null), new("mentee", "mentor")) with
        {
            AlreadyPaired = [new("mentor", "mentee")],
            Mentors = [new("mentor", 0)],
        };

        Broken(problem).ShouldBe([HardRules.ReportingLine, HardRules.AlreadyPaired, HardRules.Capacity]);
    }

    [Theory]
    [InlineData("mentor", "mentee")]
    [InlineData("mentee", "mentor")]
    public void Assess_WhenExcluded_BreaksThatRuleEitherWay(string one, string other) =>
        Broken(Couple() with { Excluded = [new(one, other)] }).ShouldBe([HardRules.Excluded]);

    [Fact]
    public void Assess_WhenTheReportingRuleIsOff_AllowsTheLine()
    {
        var problem = Couple(new("mentor", null), new("mentee", "mentor"));

        Broken(problem with { Rules = Rules with { ForbidsReportingLine = false } }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sales", "Sales ", true, true)]
    [InlineData("sales", "law", true, false)]
    [InlineData("sales", null, true, false)]
    [InlineData("sales", "sales", false, false)]
    public void Assess_WhenTeamsAreGiven_BreaksSameTeamOnlyWhenTheRuleIsOn(
        string mentorTeam,
        string? menteeTeam,
        bool isRuleOn,
        bool isBroken
    )
    {
        var problem = Cohort.Of(
            [Cohort.Person("mentor") with { Team = mentorTeam }],
            [Cohort.Person("mentee") with { Team = menteeTeam }],
            Rules with
            {
                ForbidsSameTeam = isRuleOn,
            }
        );

        Broken(problem).ShouldBe(isBroken ? [HardRules.SameTeam] : []);
    }

    [Theory]
    [InlineData("north", "north", true)]
    [InlineData("north", "south", false)]
    [InlineData(null, null, false)]
    public void Assess_WhenAnotherSubsidiaryIsAsked_BreaksSameSubsidiary(string? one, string? other, bool isBroken)
    {
        var problem = Cohort.Of(
            [Cohort.Person("mentor") with { Subsidiary = one }],
            [Cohort.Person("mentee") with { Subsidiary = other }],
            Rules with
            {
                RequiresOtherSubsidiary = true,
            }
        );

        Broken(problem).ShouldBe(isBroken ? [HardRules.SameSubsidiary] : []);
    }

    [Theory]
    [InlineData(4, "Europe/Paris", false)]
    [InlineData(5, "Europe/Paris", true)]
    [InlineData(4, "America/New_York", true)] // six hours apart: 9 to 13 in Paris is over before New York begins
    public void Assess_WhenHoursAreAsked_CountsThemAcrossTimeZones(int hours, string menteeZone, bool isBroken)
    {
        var problem = Cohort.Of(
            [Cohort.Person("mentor") with { Availability = HalfDays.MondayMorning, TimeZone = "Europe/Paris" }],
            [Cohort.Person("mentee") with { Availability = HalfDays.MondayMorning, TimeZone = menteeZone }],
            Rules with
            {
                MinimumSharedHours = hours,
            }
        );

        Broken(problem).ShouldBe(isBroken ? [HardRules.Availability] : []);
    }

    [Theory]
    [InlineData("ai", 3, false)]
    [InlineData("ai", 2, true)]
    [InlineData("law", 5, true)]
    public void Assess_WhenASkillIsRequired_AsksItsLevelOfTheMentor(string offered, int level, bool isBroken)
    {
        var problem = Cohort.Of(
            [Cohort.Person("mentor") with { SkillsOffered = [new(offered, level)] }],
            [Cohort.Person("mentee") with { SkillsRequired = [new("AI", 3)] }],
            Rules
        );

        Broken(problem).ShouldBe(isBroken ? [HardRules.RequiredSkills] : []);
        Broken(problem with { Rules = Rules with { ChecksRequiredSkills = false } }).ShouldBeEmpty();
    }

    [Fact]
    public void Assess_WhenLocked_SaysSoAndAsksNoRule()
    {
        var problem = Couple(new("mentor", null), new("mentee", "mentor")) with { Locked = [new("mentor", "mentee")] };

        var assessment = new PairAssessor(problem).Assess("mentor", "mentee");

        (assessment.IsLocked, assessment.BrokenRules.Count).ShouldBe((true, 0));
    }

    [Fact]
    public void Assess_WhenSomeoneIsOnNeitherSide_Throws() =>
        Should.Throw<ArgumentException>(() => new PairAssessor(Couple()).Assess("mentee", "mentee"));

    [Fact]
    public void Solve_WhenOnePersonIsOnBothSides_FillsBothSeatsWithOthers()
    {
        var (one, two) = (Cohort.Person("one"), Cohort.Person("two"));

        var solution = MatchingSolver.Solve(Cohort.Of([one, two], [one, two], Rules));

        solution.Pairs.Select(pair => (pair.MentorId, pair.MenteeId)).ShouldBe([("one", "two"), ("two", "one")]);
    }

    private static MatchingProblem Couple(params ReportingLine[] lines) =>
        Cohort.Of([Cohort.Person("mentor")], [Cohort.Person("mentee")], Rules, lines);

    private static IReadOnlyList<string> Broken(MatchingProblem problem) =>
        new PairAssessor(problem).Assess("mentor", "mentee").BrokenRules;
}
