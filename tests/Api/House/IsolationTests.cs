using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Lists;
using Microsoft.AspNetCore.Routing;

namespace Binome.Api.Tests.House;

/// <summary>No route lets one company read or change what another has; taken from the endpoints that run.</summary>
[Collection(WholeProduct.Name)]
public sealed class IsolationTests(ApiFixture house)
{
    private static readonly DateTimeOffset LongAgo = DateTimeOffset.FromUnixTimeMilliseconds(1_000_000_000_000);

    private static readonly ImmutableDictionary<string, string> Prefixes = new Dictionary<string, string>
    {
        ["participant"] = Ids.Participant,
        ["import"] = Ids.Import,
        ["export"] = Ids.Export,
        ["programme"] = Ids.Programme,
        ["enrolment"] = Ids.Enrolment,
        ["exclusion"] = Ids.Exclusion,
        ["workshop"] = Ids.Workshop,
        ["run"] = Ids.MatchingRun,
        ["publication"] = Ids.Publication,
        ["pair"] = Ids.Pair,
        ["item"] = Ids.AgendaItem,
        ["objective"] = Ids.Objective,
        ["session"] = Ids.Session,
        ["member"] = Ids.Member,
        ["key"] = Ids.ApiKey,
        ["endpoint"] = Ids.WebhookEndpoint,
        ["event"] = "evt",
    }.ToImmutableDictionary();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task AnotherCompanysId_InAnyPosition_AnswersLikeAMissingOne(bool signedIn) =>
        EveryPosition(house, house.Boreal, house.Alize, signedIn);

    /// <summary>Every route with every id of the foreign company where the caller's own would stand.</summary>
    internal static async Task EveryPosition(ApiFixture house, Company own, Company other, bool signedIn)
    {
        var caller = signedIn ? own.Owner : own.Api;
        var tried = 0;
        foreach (var (method, route) in Routes(house))
        foreach (
            var parameter in route.RoutePattern.Parameters.Where(parameter => Prefixes.ContainsKey(parameter.Name))
        )
        {
            tried++;
            var text = route.RoutePattern.RawText!.TrimEnd('/');
            var body = RouteBodies.Of(method, text);
            var (foreignAddress, missingAddress) = (
                Address(own, route, parameter.Name, other.Ids[parameter.Name]),
                Address(own, route, parameter.Name, Ids.New(Prefixes[parameter.Name], LongAgo))
            );
            using var foreign = await caller.Send(method, foreignAddress, body);
            using var missing = await caller.Send(method, missingAddress, body);

            var isRefused = !signedIn && Actions.OfPersons.Contains(ActionRequirement.Of(route)!);
            ((int)foreign.StatusCode).ShouldBe(isRefused ? 403 : 404, $"{method} {text} {parameter.Name}");
            (await Comparable(foreign, foreignAddress)).ShouldBe(await Comparable(missing, missingAddress));
        }
        tried.ShouldBeGreaterThan(25);
    }

    [Fact]
    public async Task Lists_HoldNothingOfAnotherCompany()
    {
        var lists = 0;
        foreach (
            var (_, route) in Routes(house)
                .Where(pair => pair.Method == "GET" && pair.Route.RoutePattern.Parameters.Count == 0)
                .Where(pair => pair.Route.Metadata.GetMetadata<QueryParameters>() is { IsList: true })
                // A live company has none; SandboxApiTests reads those of sandboxes.
                .Where(pair => !pair.Route.RoutePattern.RawText!.StartsWith("/v1/sandbox/", StringComparison.Ordinal))
                // Billing is off here.
                .Where(pair => !pair.Route.RoutePattern.RawText!.StartsWith("/v1/billing/", StringComparison.Ordinal))
        )
        {
            lists++;
            var text = (
                await house.Boreal.Owner.Get(route.RoutePattern.RawText!.TrimEnd('/') + "?limit=100")
            ).GetRawText();
            // The owner takes part in nothing, so that what is their own is empty.
            if (!route.RoutePattern.RawText!.StartsWith("/v1/me/", StringComparison.Ordinal))
                text.ShouldContain("\"data\":[{");
            foreach (var id in house.Alize.Ids.Values)
                text.ShouldNotContain(id);
            text.ShouldNotContain("alize");
        }
        lists.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task AnotherCompanysPerson_CantBeEnrolled()
    {
        var body =
            $$"""{"participants":[{"participant":"{{house.Alize.Participant}}","role":"mentor"}],"origin":"designated"}""";
        using var response = await house.Boreal.Api.Send(
            "POST",
            $"/v1/programmes/{house.Boreal.Programme}/enrolments",
            body
        );
        ((int)response.StatusCode).ShouldBe(422);
    }

    [Fact]
    public async Task AnotherCompanysProposal_CantBeDecided()
    {
        using var response = await house.Boreal.Owner.Send(
            "POST",
            $"/v1/matching_runs/{house.Boreal.Run}/decisions",
            Company.Decisions([house.Alize.Proposal])
        );
        ((int)response.StatusCode).ShouldBe(422);
    }

    [Fact]
    public async Task AnotherCompanysProgramme_CantBeAParent()
    {
        using var response = await house.Boreal.Api.Send(
            "PATCH",
            $"/v1/programmes/{house.Boreal.Programme}",
            $$"""{"parent_programme":"{{house.Alize.Programme}}"}"""
        );
        ((int)response.StatusCode).ShouldBe(422);
    }

    [Theory]
    [InlineData("/v1/pairs?programme=")]
    [InlineData("/v1/matching_runs?programme=")]
    public async Task AnotherCompanysProgramme_AsAFilter_FindsNothing(string list) =>
        (await house.Boreal.Api.Get(list + house.Alize.Programme)).Data().ShouldBeEmpty();

    [Fact]
    public async Task EmployeeIdsAndAddresses_AreEachCompanysOwn()
    {
        var third = (await house.NewTenant("Third")).Api;
        var body = """{"first_name":"Own","last_name":"Person","email":"ines@alize.example"}""";
        var person = await third.Ask("PUT", "/v1/participants/by_employee_id/alize-1", body);
        person.Text("first_name").ShouldBe("Own");
        var theirs = (await house.Alize.Api.Get("/v1/participants?email=ines@alize.example")).Data().Single();
        theirs.Text("first_name").ShouldBe("Inès");
    }

    private static IEnumerable<(string Method, RouteEndpoint Route)> Routes(ApiFixture house) =>
        house.Routes.SelectMany(route =>
            route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => (method, route))
        );

    // The id under test in its place, the caller's own in the others: only that one id can be the reason.
    private static string Address(Company own, RouteEndpoint route, string parameter, string id)
    {
        var address = route.RoutePattern.RawText!.TrimEnd('/');
        foreach (var other in route.RoutePattern.Parameters)
            address = address.Replace($"{{{other.Name}}}", other.Name == parameter ? id : own.Ids[other.Name]);
        return address;
    }

    // Two answers differ in the path that was asked for and the request's own id, and in nothing else.
    private static async Task<string> Comparable(HttpResponseMessage response, string address)
    {
        var text = await response.Content.ReadAsStringAsync();
        return text.Replace(address, "").Replace(response.Headers.GetValues("Request-Id").Single(), "");
    }
}
