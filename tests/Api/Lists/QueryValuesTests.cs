using Binome.Contracts.Pairs;
using Binome.WebApi.Lists;

namespace Binome.Api.Tests.Lists;

public sealed class QueryValuesTests
{
    [Theory]
    [InlineData("limit", "0")]
    [InlineData("limit", "101")]
    [InlineData("limit", "-1")]
    [InlineData("limit", "ten")]
    [InlineData("limit", "1.0")]
    public void Integer_WhenOutOfRangeOrNone_IsRefused(string name, string value) =>
        Should.Throw<RequestRefused>(() => Of(name, value).Integer(name, 1, 100)).Failure.Pointer.ShouldBe("?limit");

    [Fact]
    public void Integer_WhenAbsent_IsNull() => Of("other", "1").Integer("limit", 1, 100).ShouldBeNull();

    [Fact]
    public void Code_WhenKnown_IsTheValue() =>
        Of("phase", "closed").Code<PairPhase>("phase").ShouldBe(PairPhase.Closed);

    [Theory]
    [InlineData("Closed")]
    [InlineData("1")]
    [InlineData("over")]
    public void Code_WhenUnknown_NamesTheKnownOnes(string value)
    {
        var refused = Should.Throw<RequestRefused>(() => Of("phase", value).Code<PairPhase>("phase"));
        refused.Failure.Arguments.ShouldBe([
            "phase",
            string.Join(" | ", Enum.GetValues<PairPhase>().Select(phase => phase.Code())),
        ]);
    }

    [Fact]
    public void Text_WhenRepeated_IsRefused() =>
        Should
            .Throw<RequestRefused>(() => Of("email", "a", "b").Text("email"))
            .Failure.Code.ShouldBe(TransportCodes.ParameterRepeated);

    [Fact]
    public void Text_WhenVeryLong_IsRefused() =>
        Should.Throw<RequestRefused>(() => Of("email", new string('a', 50_000)).Text("email"));

    [Fact]
    public void Many_TakesCommasAndRepetition() => Of("types", "a,b", "c").Many("types", 10).ShouldBe(["a", "b", "c"]);

    [Fact]
    public void Many_WhenTooMany_IsRefused() =>
        Should.Throw<RequestRefused>(() => Of("types", "a,b,c").Many("types", 2));

    [Theory]
    [InlineData("2026-01-05T10:00:00")]
    [InlineData("2026-01-05")]
    [InlineData("yesterday")]
    public void Instant_WhenWithoutAZone_IsRefused(string value) =>
        Should.Throw<RequestRefused>(() => Of("created[gte]", value).Instant("created[gte]"));

    [Fact]
    public void Instant_WhenInAnotherZone_IsTheSameInstant() =>
        Of("created[gte]", "2026-01-05T10:00:00+02:00")
            .Instant("created[gte]")
            .ShouldBe(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));

    private static QueryValues Of(string name, params string[] values) =>
        new(
            new QueryCollection(
                new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { [name] = values }
            )
        );
}
