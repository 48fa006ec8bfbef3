using Binome.Contracts.Intake;
using Binome.Contracts.People;
using Binome.WebApi.Intake;

namespace Binome.Api.Tests.Intake;

/// <summary>Nobody can be read out of how a cohort learns.</summary>
public sealed class LearnerMapTests
{
    [Fact]
    public void Map_TellsFullFives_AndNoSmallGroup()
    {
        var mentors = Mentors(
            (LearnerProfile.Activist, 14),
            (LearnerProfile.Reflector, 5),
            (LearnerProfile.Theorist, 4),
            (null, 7)
        );

        mentors.Enrolled.ShouldBe(30);
        mentors.Profiles.Select(cell => cell.People).ShouldBe([10, 5, null, null]);
    }

    [Fact]
    public void Map_WhenAllLearnAlike_TellsNothing() =>
        Mentors((LearnerProfile.Activist, 40), (null, 3)).Profiles.ShouldAllBe(cell => cell.People == null);

    [Fact]
    public void Map_WhenOneMoreHasAnswered_MostlyStays() =>
        Mentors((LearnerProfile.Activist, 7), (LearnerProfile.Reflector, 9))
            .Profiles.ShouldBe(Mentors((LearnerProfile.Activist, 8), (LearnerProfile.Reflector, 9)).Profiles);

    private static LearnerMapRow Mentors(params (LearnerProfile? Profile, int People)[] counts) =>
        LearnerMap
            .Of([.. counts.Select(count => new LearnerCount(PairRole.Mentor, count.Profile, count.People))])
            .Roles.Single(row => row.Role == PairRole.Mentor);
}
