using System.Text.Json;

namespace Binome.Matching.Tests;

public sealed class RandomCohortTests
{
    [Theory]
    [InlineData(6, 6, 6)]
    [InlineData(100, MatchingLimits.SkillsPerPersonMax, MatchingLimits.SkillsPerPersonMax)]
    public void Create_WhenMoreSkillsAreWanted_LeavesEverythingElseAsItIs(int names, int offeredMax, int wantedMax)
    {
        var many = Create(new SkillDraw(names, offeredMax, wantedMax));

        many.People.Max(person => person.SkillsWanted.Count).ShouldBe(wantedMax);
        many.People.Max(person => person.SkillsOffered.Count).ShouldBe(offeredMax);
        ProblemFaults.Find(many).ShouldBeEmpty();
        WithoutSkills(many).ShouldBe(WithoutSkills(Create(new SkillDraw())));
    }

    [Fact]
    public void Create_WhenMoreSkillsAreWantedThanThereAre_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Create(new SkillDraw(Names: 6, WantedMax: 7)));

    // So many people that somebody has the most there can be.
    private static MatchingProblem Create(SkillDraw skills) =>
        RandomCohort.Create(7, 400, 400, MatchingObjective.MostPairsFirst, skills: skills);

    private static string WithoutSkills(MatchingProblem problem) =>
        JsonSerializer.Serialize(
            new
            {
                People = problem.People.Select(person =>
                    person with
                    {
                        SkillsOffered = [],
                        SkillsWanted = [],
                        SkillsRequired = [],
                    }
                ),
                problem.Mentors,
                problem.Mentees,
                problem.Rules,
                problem.AlreadyPaired,
                problem.Excluded,
                problem.Locked,
            }
        );
}
