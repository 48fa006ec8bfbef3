using FsCheck.Xunit;

namespace Binome.Matching.Tests;

public sealed class OrgChartTests
{
    private const int PeopleMax = 25;

    [Property(MaxTest = 500)]
    public void InSameChain_WhenDataIsRandom_EqualsWalkingUpFromBoth(int seed)
    {
        var managers = RandomManagers(seed);
        var chart = Build(managers);

        for (var one = 0; one < managers.Length; one++)
        for (var other = 0; other < managers.Length; other++)
        {
            var expected = one == other || Above(managers, one).Contains(other) || Above(managers, other).Contains(one);
            chart
                .InSameChain(Id(one), Id(other))
                .ShouldBe(expected, $"{one} and {other} of {string.Join(' ', managers)}");
        }
    }

    [Property(MaxTest = 500)]
    public void Faults_WhenDataIsRandom_NameEveryoneInOrBelowACycle(int seed)
    {
        var managers = RandomManagers(seed);

        var faults = Build(managers)
            .Faults.ToDictionary(fault => fault.PersonId, fault => (fault.Code, fault.RelatedId));

        for (var person = 0; person < managers.Length; person++)
        {
            var cycle = Above(managers, person).Where(other => Above(managers, other).Contains(other)).ToArray();
            if (cycle.Length == 0)
                faults.ShouldNotContainKey(Id(person));
            else
                faults[Id(person)]
                    .ShouldBe((cycle.Contains(person) ? OrgChart.InCycle : OrgChart.BelowCycle, Id(cycle.Min())));
        }
    }

    [Fact]
    public void InSameChain_WhenPeopleAreSiblings_IsFalse()
    {
        var chart = OrgChart.Build([new("boss", null), new("a", "boss"), new("b", "boss")]);

        chart.InSameChain("a", "b").ShouldBeFalse();
    }

    [Fact]
    public void InSameChain_WhenSomeoneIsUnknown_IsFalse()
    {
        var chart = OrgChart.Build([new("boss", null)]);

        chart.InSameChain("boss", "stranger").ShouldBeFalse();
        chart.Contains("stranger").ShouldBeFalse();
    }

    [Fact]
    public void Build_WhenManagerIsUnknown_ReportsItAndKeepsTheChainBelowIt()
    {
        var chart = OrgChart.Build([new("a", "gone"), new("b", "a"), new("c", "gone")]);

        chart.Faults.ShouldBe([new(OrgChart.UnknownManager, "a", "gone"), new(OrgChart.UnknownManager, "c", "gone")]);
        chart.InSameChain("b", "gone").ShouldBeTrue();
        chart.InSameChain("b", "c").ShouldBeFalse();
    }

    [Fact]
    public void Build_WhenAPersonAppearsTwice_Throws() =>
        Should.Throw<ArgumentException>(() => OrgChart.Build([new("a", null), new("a", "b")]));

    [Fact]
    public void Build_WhenTheChainIsVeryDeep_DoesNotOverflow()
    {
        const int depth = 200_000;
        var lines = Enumerable
            .Range(0, depth)
            .Select(level => new ReportingLine(Id(level), level == 0 ? null : Id(level - 1)));

        OrgChart.Build(lines).InSameChain(Id(0), Id(depth - 1)).ShouldBeTrue();
    }

    private static int?[] RandomManagers(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(1, PeopleMax + 1);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(5) == 0 ? (int?)null : random.Next(count))];
    }

    private static OrgChart Build(int?[] managers) =>
        OrgChart.Build(
            managers.Select((manager, person) => new ReportingLine(Id(person), manager is { } id ? Id(id) : null))
        );

    private static HashSet<int> Above(int?[] managers, int person)
    {
        var above = new HashSet<int>();
        for (var manager = managers[person]; manager is { } id && above.Add(id); )
            manager = managers[id];
        return above;
    }

    private static string Id(int person) => $"p{person:D6}";
}
