using System.Net;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;

namespace Binome.Api.Tests.Contract;

/// <summary>Which version of the API answers, and how one says goodbye.</summary>
[Collection(WholeProduct.Name)]
public sealed class VersionTests(ApiFixture house)
{
    private const string Header = "Binome-Version";

    [Fact]
    public async Task Answer_SaysItsVersion_WhichIsTheKeysOwn_UnlessTheHeaderAsksForAnother()
    {
        using var pinned = await house.Alize.Api.Send("GET", "/v1/pairs");
        pinned.Headers.GetValues(Header).ShouldBe([ApiVersions.First]);
        using var asked = await house.Alize.Api.Send("GET", "/v1/pairs", null, (Header, ApiVersions.Current));
        asked.Headers.GetValues(Header).ShouldBe([ApiVersions.Current]);
    }

    [Theory]
    [InlineData("2020-01-01")]
    [InlineData("latest")]
    [InlineData("")]
    public async Task Version_ThatIsUnknown_Is400_NamingThoseThereAre(string version)
    {
        using var response = await house.Alize.Api.Send("GET", "/v1/pairs", null, (Header, version));
        var problem = await response.ShouldBeProblem(400, TransportCodes.VersionUnknown);
        problem.Text("detail").ShouldContain(ApiVersions.Current);
    }

    [Fact]
    public async Task Key_KeepsTheVersionItWasMadeFor()
    {
        var body = $$"""{"name":"pinned","api_version":"{{ApiVersions.Current}}"}""";
        (await house.Alize.Owner.Post("/v1/api_keys", body)).Text("api_version").ShouldBe(ApiVersions.Current);
        using var unknown = await house.Alize.Owner.Send(
            "POST",
            "/v1/api_keys",
            """{"name":"x","api_version":"2020-01-01"}"""
        );
        await unknown.ShouldBeProblem(400, TransportCodes.VersionUnknown);
    }

    [Fact]
    public void Deprecation_IsSaidInTheHeadersOfTheStandards()
    {
        var headers = new HeaderDictionary { ["Link"] = "</next>; rel=\"next\"" };
        var since = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        new Deprecation(since, since.AddMonths(12), "https://example.org/changes").Say(headers);
        headers["Deprecation"].ToString().ShouldBe("@1798761600");
        headers["Sunset"].ToString().ShouldBe("Sat, 01 Jan 2028 00:00:00 GMT");
        headers["Link"].ShouldBe(["</next>; rel=\"next\"", "<https://example.org/changes>; rel=\"deprecation\""]);
    }

    [Fact]
    public void Versions_AreDays_OldestFirst_AndTheLastIsCurrent()
    {
        ApiVersions.All.Select(version => version.Name).ShouldBeInOrder(SortDirection.Ascending);
        ApiVersions.All.ShouldAllBe(version => DateOnly.ParseExact(version.Name, "yyyy-MM-dd") > DateOnly.MinValue);
        ApiVersions.All[^1].Name.ShouldBe(ApiVersions.Current);
        ApiVersions.All[0].Name.ShouldBe(ApiVersions.First);
    }
}
