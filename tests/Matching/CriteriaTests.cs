using static Binome.Matching.CriterionDirection;

namespace Binome.Matching.Tests;

public sealed class CriteriaTests
{
    private static readonly MatchingPerson Mentor = Cohort.Person("mentor");
    private static readonly MatchingPerson Mentee = Cohort.Person("mentee");

    [Theory]
    [InlineData(Complementary, 5_000, ReasonCodes.SkillsCovered)] // ai 4 of 4, sql 2 of 4, law absent: (1 + ½ + 0) ÷ 3
    [InlineData(Similar, 3_333, ReasonCodes.SkillsShared)] // ai shared; ai, sql, art in all
    [InlineData(Different, 6_667, ReasonCodes.SkillsShared)]
    public void Skills_WhenBothGaveData_FollowTheDirection(CriterionDirection direction, int points, string reason)
    {
        var mentor = Mentor with { SkillsOffered = [new("ai", 5), new("sql", 2)] };
        var mentee = Mentee with
        {
            SkillsOffered = [new("AI", 1), new("art", 1)],
            SkillsWanted = [new("ai", 4), new("Sql ", 4), new("law", 3)],
        };

        Judge(CriterionCodes.Skills, direction, mentor, mentee).ShouldBe((points, reason));
    }

    [Fact]
    public void Skills_WhenNothingWantedIsOffered_ScoreZeroAndSayHowManyWereWanted()
    {
        var mentor = Mentor with { SkillsOffered = [new("ai", 5)] };
        var mentee = Mentee with { SkillsWanted = [new("law", 1), new("sql", 1)] };

        var contribution = Contribution(CriterionCodes.Skills, Complementary, mentor, mentee);

        contribution.UnitPoints.ShouldBe(0);
        contribution.Reason.Code.ShouldBe(ReasonCodes.SkillsNotCovered);
        contribution.Reason.Parameters.ShouldBe(new Dictionary<string, string> { ["wanted"] = "2" });
    }

    [Fact]
    public void Skills_WhenCovered_NameTheSkills()
    {
        var mentor = Mentor with { SkillsOffered = [new("sql", 5), new("ai", 5)] };
        var mentee = Mentee with { SkillsWanted = [new("sql", 1), new("ai", 1), new("law", 1)] };

        Contribution(CriterionCodes.Skills, Complementary, mentor, mentee)
            .Reason.Parameters.ShouldBe(
                new Dictionary<string, string>
                {
                    ["covered"] = "2",
                    ["skills"] = "ai, sql",
                    ["wanted"] = "3",
                },
                ignoreOrder: true
            );
    }

    [Theory]
    [InlineData(Complementary, 8_500, ReasonCodes.IntentionsMeet)] // mentor's side 10,000; mentee's (10,000 + 4,000) ÷ 2
    [InlineData(Similar, 0, ReasonCodes.IntentionsShared)]
    [InlineData(Different, 10_000, ReasonCodes.IntentionsShared)]
    public void Intentions_WhenBothGaveData_FollowTheDirection(CriterionDirection direction, int points, string reason)
    {
        var mentor = Mentor with { MentorIntentions = [IntentionAffinities.GainVisibility] };
        var mentee = Mentee with
        {
            MenteeIntentions = [IntentionAffinities.FindTalent, IntentionAffinities.LearnSkill],
        };

        Judge(CriterionCodes.Intentions, direction, mentor, mentee).ShouldBe((points, reason));
    }

    [Fact]
    public void Intentions_WhenEqualLabelsAreNotInTheTable_ScoreZero()
    {
        var mentor = Mentor with { MentorIntentions = ["learn"] };
        var mentee = Mentee with { MenteeIntentions = ["learn"] };

        Judge(CriterionCodes.Intentions, Complementary, mentor, mentee).ShouldBe((0, ReasonCodes.IntentionsApart));
    }

    [Theory]
    [InlineData(LearnerProfile.Activist, LearnerProfile.Activist, Similar, 10_000, ReasonCodes.Same)]
    [InlineData(LearnerProfile.Activist, LearnerProfile.Pragmatist, Similar, 5_000, ReasonCodes.Neighbours)]
    [InlineData(LearnerProfile.Activist, LearnerProfile.Theorist, Similar, 0, ReasonCodes.Different)]
    [InlineData(LearnerProfile.Activist, LearnerProfile.Theorist, Different, 10_000, ReasonCodes.Different)]
    [InlineData(LearnerProfile.Reflector, LearnerProfile.Activist, Complementary, 10_000, ReasonCodes.Neighbours)]
    [InlineData(LearnerProfile.Activist, LearnerProfile.Reflector, Complementary, 7_500, ReasonCodes.Neighbours)]
    [InlineData(LearnerProfile.Activist, LearnerProfile.Theorist, Complementary, 5_000, ReasonCodes.Different)]
    [InlineData(LearnerProfile.Activist, LearnerProfile.Activist, Complementary, 2_500, ReasonCodes.Same)]
    public void LearnerProfile_WhenBothGaveData_FollowsTheDirection(
        LearnerProfile mentorProfile,
        LearnerProfile menteeProfile,
        CriterionDirection direction,
        int points,
        string reason
    ) =>
        Judge(
                CriterionCodes.LearnerProfile,
                direction,
                Mentor with
                {
                    LearnerProfile = mentorProfile,
                },
                Mentee with
                {
                    LearnerProfile = menteeProfile,
                }
            )
            .ShouldBe((points, reason));

    [Theory]
    [InlineData("direct", "Direct", Similar, 10_000)]
    [InlineData("direct", "expressive", Similar, 5_000)]
    [InlineData("direct", "supportive", Similar, 0)]
    [InlineData("direct", "supportive", Different, 10_000)]
    [InlineData("direct", "analytical", Complementary, 10_000)]
    [InlineData("direct", "supportive", Complementary, 5_000)]
    [InlineData("direct", "direct", Complementary, 2_500)]
    [InlineData("our own", "our own", Similar, 10_000)]
    [InlineData("our own", "direct", Similar, 0)]
    public void CommunicationStyle_WhenBothGaveData_FollowsTheDirection(
        string mentorStyle,
        string menteeStyle,
        CriterionDirection direction,
        int points
    )
    {
        var mentor = Mentor with { CommunicationStyle = mentorStyle };
        var mentee = Mentee with { CommunicationStyle = menteeStyle };

        Judge(CriterionCodes.CommunicationStyle, direction, mentor, mentee).Points.ShouldBe(points);
    }

    [Theory]
    [InlineData(CriterionCodes.JobFamily, "law", "LAW", Similar, 10_000)]
    [InlineData(CriterionCodes.JobFamily, "law", "sales", Similar, 0)]
    [InlineData(CriterionCodes.JobFamily, "law", "sales", Different, 10_000)]
    [InlineData(CriterionCodes.JobFamily, "law", "law", Complementary, 0)]
    [InlineData(CriterionCodes.Subsidiary, "north", "north", Similar, 10_000)]
    [InlineData(CriterionCodes.Subsidiary, "north", "south", Different, 10_000)]
    [InlineData(CriterionCodes.Subsidiary, "north", "south", Complementary, 10_000)]
    [InlineData(CriterionCodes.Subsidiary, "north", "north", Different, 0)]
    public void Label_WhenBothGaveData_FollowsTheDirection(
        string code,
        string mentorLabel,
        string menteeLabel,
        CriterionDirection direction,
        int points
    )
    {
        // The other label is equal, so that reading the wrong one would show.
        var isJobFamily = code == CriterionCodes.JobFamily;
        var mentor = Mentor with
        {
            JobFamily = isJobFamily ? mentorLabel : "x",
            Subsidiary = isJobFamily ? "x" : mentorLabel,
        };
        var mentee = Mentee with
        {
            JobFamily = isJobFamily ? menteeLabel : "x",
            Subsidiary = isJobFamily ? "x" : menteeLabel,
        };

        Judge(code, direction, mentor, mentee).Points.ShouldBe(points);
    }

    [Theory]
    [InlineData("paris", "fr", "paris", "fr", Similar, 10_000, ReasonCodes.Same)]
    [InlineData("paris", "fr", "lyon", "fr", Similar, 5_000, ReasonCodes.SameCountry)]
    [InlineData("paris", "fr", "berlin", "de", Similar, 0, ReasonCodes.Different)]
    [InlineData("paris", null, "lyon", null, Similar, 0, ReasonCodes.Different)]
    [InlineData("paris", "fr", "berlin", "de", Different, 10_000, ReasonCodes.Different)]
    [InlineData("paris", "fr", "lyon", "fr", Complementary, 5_000, ReasonCodes.SameCountry)]
    public void Site_WhenBothGaveData_FollowsTheDirection(
        string mentorSite,
        string? mentorCountry,
        string menteeSite,
        string? menteeCountry,
        CriterionDirection direction,
        int points,
        string reason
    )
    {
        var mentor = Mentor with { Site = mentorSite, Country = mentorCountry };
        var mentee = Mentee with { Site = menteeSite, Country = menteeCountry };

        Judge(CriterionCodes.Site, direction, mentor, mentee).ShouldBe((points, reason));
    }

    [Theory]
    [InlineData(3, 3, Similar, null, 10_000)]
    [InlineData(1, 5, Similar, null, 0)]
    [InlineData(1, 5, Different, null, 10_000)]
    [InlineData(2, 3, Different, null, 2_500)]
    [InlineData(2, 4, Complementary, null, 10_000)]
    [InlineData(4, 2, Complementary, null, 10_000)]
    [InlineData(3, 3, Complementary, null, 5_000)]
    [InlineData(2, 4, Complementary, -2, 10_000)]
    [InlineData(4, 2, Complementary, -2, 0)]
    [InlineData(3, 3, Complementary, -2, 5_000)]
    public void SeniorityGap_WhenBothGaveData_FollowsTheDirection(
        int mentorLevel,
        int menteeLevel,
        CriterionDirection direction,
        int? target,
        int points
    )
    {
        var mentor = Mentor with { SeniorityLevel = mentorLevel };
        var mentee = Mentee with { SeniorityLevel = menteeLevel };

        Judge(CriterionCodes.SeniorityGap, direction, mentor, mentee, target)
            .ShouldBe((points, ReasonCodes.SeniorityGap));
    }

    [Theory]
    [InlineData(0, Similar, null, 10_000, "0")]
    [InlineData(10, Similar, null, 5_000, "10")]
    [InlineData(30, Similar, null, 0, "30")]
    [InlineData(10, Different, null, 5_000, "10")]
    [InlineData(-8, Complementary, null, 10_000, "-8")]
    [InlineData(8, Complementary, 8, 10_000, "8")]
    [InlineData(-2, Complementary, 8, 5_000, "-2")]
    public void TenureGap_WhenBothGaveData_FollowsTheDirection(
        int mentorYearsMore,
        CriterionDirection direction,
        int? target,
        int points,
        string gap
    )
    {
        var mentor = Mentor with { HireDate = Cohort.Winter.AddDays(-365 * mentorYearsMore) };
        var mentee = Mentee with { HireDate = Cohort.Winter };

        var contribution = Contribution(CriterionCodes.TenureGap, direction, mentor, mentee, target);

        contribution.UnitPoints.ShouldBe(points);
        contribution.Reason.Parameters["gap"].ShouldBe(gap);
    }

    [Theory]
    [InlineData(Similar, 3_333, ReasonCodes.ThemesShared)] // data is shared; data, women, art in all
    [InlineData(Complementary, 5_000, ReasonCodes.ThemesShared)] // the mentor names one of the mentee's two
    [InlineData(Different, 6_667, ReasonCodes.ThemesShared)]
    public void Themes_WhenSomeAreShared_FollowTheDirection(CriterionDirection direction, int points, string reason)
    {
        var mentor = Mentor with { Themes = ["Data ", "women"] };
        var mentee = Mentee with { Themes = ["data", "art"] };

        Judge(CriterionCodes.Themes, direction, mentor, mentee).ShouldBe((points, reason));
    }

    [Theory]
    [InlineData(Similar, "3", "3", 10_000)]
    [InlineData(Similar, "3", "4", 0)]
    [InlineData(Different, "3", "4", 10_000)]
    public void Attribute_WhenBothHaveAValue_FollowsTheDirection(
        CriterionDirection direction,
        string one,
        string other,
        int points
    )
    {
        var mentor = Mentor with { Attributes = new Dictionary<string, string> { ["floor"] = one } };
        var mentee = Mentee with { Attributes = new Dictionary<string, string> { ["floor"] = other } };

        Contribution("attribute:floor", direction, mentor, mentee).UnitPoints.ShouldBe(points);
    }

    [Fact]
    public void Attribute_WhenOneSideHasNone_IsNeutral() =>
        Contribution("attribute:floor", Similar, Mentor, Mentee).IsNeutral.ShouldBeTrue();

    [Theory]
    [MemberData(nameof(AllCodes))]
    public void AnyCriterion_WhenDataIsMissing_IsNeutralAndSaysWhichSide(string code)
    {
        var full = Full();

        MissingSide(code, Cohort.Person("mentor"), full with { Id = "mentee" }).ShouldBe("mentor");
        MissingSide(code, full with { Id = "mentor" }, Cohort.Person("mentee")).ShouldBe("mentee");
        MissingSide(code, Cohort.Person("mentor"), Cohort.Person("mentee")).ShouldBe("both");
        Contribution(code, Complementary, full with { Id = "mentor" }, full with { Id = "mentee" })
            .IsNeutral.ShouldBeFalse();
    }

    public static TheoryData<string> AllCodes() => [.. CriterionCodes.All];

    private static string MissingSide(string code, MatchingPerson mentor, MatchingPerson mentee)
    {
        var contribution = Contribution(code, Complementary, mentor, mentee);
        contribution.UnitPoints.ShouldBe(Points.Neutral);
        contribution.IsNeutral.ShouldBeTrue();
        return contribution.Reason.Parameters["side"];
    }

    private static MatchingPerson Full() =>
        Cohort.Person("full") with
        {
            Subsidiary = "north",
            Site = "paris",
            JobFamily = "law",
            HireDate = Cohort.Winter,
            SeniorityLevel = 3,
            SkillsOffered = [new("ai", 1)],
            SkillsWanted = [new("ai", 1)],
            LearnerProfile = LearnerProfile.Activist,
            CommunicationStyle = CommunicationStyles.Direct,
            MentorIntentions = [IntentionAffinities.Advance],
            MenteeIntentions = [IntentionAffinities.FindTalent],
            Availability = HalfDays.MondayMorning,
            Themes = ["data"],
        };

    private static (int Points, string Reason) Judge(
        string code,
        CriterionDirection direction,
        MatchingPerson mentor,
        MatchingPerson mentee,
        int? target = null
    )
    {
        var contribution = Contribution(code, direction, mentor, mentee, target);
        return (contribution.UnitPoints, contribution.Reason.Code);
    }

    private static CriterionContribution Contribution(
        string code,
        CriterionDirection direction,
        MatchingPerson mentor,
        MatchingPerson mentee,
        int? target = null
    ) =>
        new PairAssessor(Cohort.Of([mentor], [mentee], Cohort.OnlyCriterion(code, direction, target)))
            .Assess(mentor.Id, mentee.Id)
            .Contributions.ShouldHaveSingleItem();
}
