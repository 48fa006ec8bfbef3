using Binome.Contracts.Intake;
using Binome.Contracts.People;

namespace Binome.WebApi.Intake;

/// <summary>
/// How the people of a programme learn, told so that nobody can be read out of it: counts in full fives, groups under five not
/// at all, and nothing of a role in which all who are known learn alike.
/// </summary>
internal sealed record LearnerMap(ImmutableArray<LearnerMapRow> Roles)
{
    public static LearnerMap Of(ImmutableArray<LearnerCount> counts) =>
        new([.. Enum.GetValues<PairRole>().Select(role => Row(role, [.. counts.Where(count => count.Role == role)]))]);

    private static LearnerMapRow Row(PairRole role, ImmutableArray<LearnerCount> counts)
    {
        var known = counts.RemoveAll(count => count.Profile is null);
        var isUnanimous = known.Length < 2;
        return new LearnerMapRow(
            role,
            counts.Sum(count => count.People),
            [
                .. Enum.GetValues<LearnerProfile>()
                    .Select(profile => new LearnerMapCell(
                        profile,
                        isUnanimous
                            ? null
                            : Shown(known.Where(count => count.Profile == profile).Sum(count => count.People))
                    )),
            ]
        );
    }

    // A step of five also hides that one person more has answered.
    private static int? Shown(int people) =>
        people < IntakeLimits.GroupMin ? null : people - people % IntakeLimits.GroupMin;
}

/// <param name="Enrolled">People enrolled in the role, whether they have answered or not.</param>
internal sealed record LearnerMapRow(PairRole Role, int Enrolled, ImmutableArray<LearnerMapCell> Profiles);

/// <param name="People">At least so many, in full fives; null when not told.</param>
internal sealed record LearnerMapCell(LearnerProfile Profile, int? People);

/// <summary>How the people of a programme learn.</summary>
/// <param name="GroupMin">Groups of fewer people are not told; counts are in full multiples of it.</param>
internal sealed record LearnerMapView(string Programme, int GroupMin, ImmutableArray<LearnerMapRow> Roles)
{
    public string Object { get; } = "learner_map";
}
