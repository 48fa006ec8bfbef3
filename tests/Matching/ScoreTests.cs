using FsCheck.Xunit;

namespace Binome.Matching.Tests;

public sealed class ScoreTests
{
    [Property(MaxTest = 100)]
    public void Explain_WhenPairsAreProposed_ContributionsAddUpToTheScore(int seed)
    {
        var problem = RandomCohort.Create(seed, 8, 8, MatchingObjective.MostPairsFirst);

        foreach (var pair in MatchingSolver.Solve(problem).Pairs)
        {
            pair.Contributions.Sum(contribution => contribution.ContributionPoints).ShouldBe(pair.ScorePoints);
            var weights = pair.Contributions.Sum(contribution => contribution.Weight);
            foreach (var contribution in pair.Contributions)
            {
                var exact = contribution.UnitPoints * contribution.Weight / (double)weights;
                ((double)contribution.ContributionPoints).ShouldBe(exact, tolerance: 1);
            }
        }
    }

    [Fact]
    public void Score_WhenWeightsDiffer_IsTheWeightedMeanRoundedHalfUp()
    {
        // Seniority: 10,000 × 2; learner profile: 5,000 × 1; (20,000 + 5,000) ÷ 3 = 8,333.3
        var rules = new MatchingRules
        {
            Criteria =
            [
                new(CriterionCodes.SeniorityGap, 2, CriterionDirection.Similar),
                new(CriterionCodes.LearnerProfile, 1, CriterionDirection.Similar),
                new(CriterionCodes.JobFamily, 0, CriterionDirection.Similar),
                new(CriterionCodes.Site, 50, CriterionDirection.Ignore),
            ],
        };
        var mentor = Cohort.Person("mentor") with { SeniorityLevel = 3, LearnerProfile = LearnerProfile.Activist };
        var mentee = Cohort.Person("mentee") with { SeniorityLevel = 3, LearnerProfile = LearnerProfile.Reflector };

        var pair = MatchingSolver.Solve(Cohort.Of([mentor], [mentee], rules)).Pairs.ShouldHaveSingleItem();

        pair.ScorePoints.ShouldBe(8_333);
        pair.Contributions.Select(contribution => contribution.Code)
            .ShouldBe([CriterionCodes.LearnerProfile, CriterionCodes.SeniorityGap]);
        Points.ToUnit(pair.ScorePoints).ShouldBe(0.8333);
    }

    [Property(MaxTest = 50)]
    public void Explain_WhenReasonsAreGiven_TheyAreInTheCatalogue(int seed)
    {
        var problem = RandomCohort.Create(seed, 8, 8, MatchingObjective.MostPairsFirst);

        MatchingSolver
            .Solve(problem)
            .Pairs.SelectMany(pair => pair.Contributions)
            .ShouldAllBe(contribution => ReasonCodes.All.Contains(contribution.Reason.Code));
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void For_WhenKindIsKnown_ListsEveryCriterionAndKeepsSilosOut(string kind)
    {
        var preset = CriteriaPresets.For(kind);

        preset.Select(setting => setting.Code).ShouldBe(CriterionCodes.All);
        preset.Sum(setting => setting.Weight).ShouldBe(100);
        string[] silos = [CriterionCodes.Subsidiary, CriterionCodes.Site];
        preset
            .Where(setting => silos.Contains(setting.Code))
            .ShouldAllBe(setting => setting.Weight == 0 && setting.Direction == CriterionDirection.Ignore);
    }

    [Fact]
    public void For_WhenKindIsUnknown_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => CriteriaPresets.For("speed_dating"));

    public static TheoryData<string> AllKinds() => [.. ProgrammeKinds.All];
}
