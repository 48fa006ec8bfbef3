using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.WebApi.Idempotency;
using Binome.WebApi.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Binome.Api.Tests.Contract;

/// <summary>What every route owes its callers, asked of the endpoints that run: a new one that lacks it fails here.</summary>
[Collection(WholeProduct.Name)]
public sealed class RouteContractTests(ApiFixture house)
{
    private const string SignOut = "/v1/me/sign_out";
    private const string UnknownVersion = "\"v999999\"";

    [Fact]
    public async Task EveryRead_OfAResource_HasAnETag_AndAnswers304ToIt()
    {
        var tried = 0;
        foreach (var (_, route) in Routes("GET").Where(one => !IsList(one.Route)))
        {
            var address = Address(route);
            using var read = await house.Alize.Owner.Send("GET", address);
            if (read.StatusCode != HttpStatusCode.OK)
                continue;
            tried++;
            var etag = read.Headers.ETag.ShouldNotBeNull(address).ToString();
            using var again = await house.Alize.Owner.Send("GET", address, null, ("If-None-Match", etag));
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified, address);
            again.Headers.ETag!.ToString().ShouldBe(etag, address);
            (await again.Content.ReadAsStringAsync()).ShouldBeEmpty(address);
            using var other = await house.Alize.Owner.Send("GET", address, null, ("If-None-Match", UnknownVersion));
            other.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        }
        tried.ShouldBeGreaterThan(12);
    }

    [Fact]
    public async Task EveryChange_AgainstAnotherVersion_Is412()
    {
        var tried = 0;
        foreach (var (method, route) in Routes("PUT").Concat(Routes("PATCH")))
        {
            // The owner has no pair; MySessionsTests changes the sessions of one.
            if (Text(route).StartsWith("/v1/me/pairs", StringComparison.Ordinal))
                continue;
            tried++;
            var address = Address(route);
            using var response = await house.Alize.Owner.Send(
                method,
                address,
                RouteBodies.Of(method, Text(route)),
                ("If-Match", UnknownVersion)
            );
            ((int)response.StatusCode).ShouldBe(412, $"{method} {address}");
        }
        tried.ShouldBeGreaterThan(12);
    }

    [Fact]
    public async Task EveryList_TakesLimitAndItsOwnCursorsAlone()
    {
        var (tried, walked) = (0, 0);
        foreach (var (_, route) in Routes("GET").Where(one => IsList(one.Route)))
        {
            tried++;
            var address = Address(route);
            using var tooMany = await house.Alize.Owner.Send("GET", $"{address}?limit=101");
            await tooMany.ShouldBeProblem(400, TransportCodes.ParameterInvalid);
            using var forged = await house.Alize.Owner.Send("GET", $"{address}?cursor=AAAAAAAAAAAAAAAAAAAAAAAA");
            await forged.ShouldBeProblem(400, TransportCodes.CursorInvalid);
            using var first = await house.Alize.Owner.Send("GET", $"{address}?limit=1");
            var page = await first.Json();
            page.Text("object").ShouldBe("list", address);
            if (!page.GetProperty("has_more").GetBoolean())
                continue;
            walked++;
            first
                .Headers.GetValues("Link")
                .ShouldContain(link => link.EndsWith("rel=\"next\"", StringComparison.Ordinal));
            var next = $"{address}?limit=1&cursor={page.Text("next_cursor")}";
            (await house.Alize.Owner.Get(next))
                .Data()[0]
                .GetRawText()
                .ShouldNotBe(page.Data()[0].GetRawText(), address);
            using var foreign = await house.Boreal.Owner.Send(
                "GET",
                next.Replace(house.Alize.Programme, house.Boreal.Programme, StringComparison.Ordinal)
            );
            foreign.StatusCode.ShouldNotBe(HttpStatusCode.OK, address);
        }
        tried.ShouldBeGreaterThan(12);
        walked.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task EveryRead_RefusesAParameterItDoesNotKnow_AndExpandsWhatItNames()
    {
        var expanded = 0;
        foreach (var (_, route) in Routes("GET"))
        {
            var address = Address(route);
            using var unknown = await house.Alize.Owner.Send("GET", $"{address}?no_such_parameter=1");
            await unknown.ShouldBeProblem(400, TransportCodes.ParameterUnknown);
            if (route.Metadata.GetMetadata<Expandable>() is not { } expandable)
                continue;
            using var nothing = await house.Alize.Owner.Send("GET", $"{address}?expand[]=id");
            await nothing.ShouldBeProblem(400, TransportCodes.ParameterInvalid);
            foreach (var member in expandable.Members)
            {
                using var response = await house.Alize.Owner.Send("GET", $"{address}?expand[]={member}");
                if (response.StatusCode != HttpStatusCode.OK)
                    continue;
                var answer = await response.Json();
                var resource = IsList(route) ? answer.Data().FirstOrDefault() : answer;
                if (
                    resource.ValueKind != JsonValueKind.Object
                    || resource.GetProperty(member).ValueKind == JsonValueKind.Null
                )
                    continue;
                resource.GetProperty(member).GetProperty("id").GetString().ShouldNotBeNull($"{address} {member}");
                expanded++;
            }
        }
        expanded.ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task Expansion_WithoutTheScopeOfWhatItHolds_Is403()
    {
        var tenant = house.Grains(house.Alize.Tenant).Tenant();
        var key = (await tenant.CreateKey(new("pairs alone", ["pairs:read"], null))).Value.Secret;
        using var response = await house.WithKey(key).Send("GET", "/v1/pairs?expand[]=mentor");
        (await response.ShouldBeProblem(403, TransportCodes.ScopeMissing))
            .Text("detail")
            .ShouldContain("participants:read");
    }

    [Fact]
    public async Task EveryPost_UnderAKey_IsRepeatedByteForByte_AndRefusedForAnotherBody()
    {
        var company = await Company.Found(await house.NewTenant("Once"), "once");
        var (tried, replayed) = (0, 0);
        foreach (var (method, route) in Routes("POST").OrderBy(one => Text(one.Route) == SignOut))
        {
            if (route.Metadata.GetMetadata<IAllowAnonymous>() is not null || Text(route) == SignOut)
                continue;
            tried++;
            route.Metadata.GetMetadata<Idempotent>().ShouldNotBeNull(Text(route));
            if (RouteBodies.Of(method, Text(route)) is not { } body)
                continue;
            var (address, key) = (Address(route, company), ("Idempotency-Key", $"sweep {tried}"));
            using var first = await company.Owner.Send(method, address, body, key);
            using var again = await company.Owner.Send(method, address, body, key);
            if (!first.IsSuccessStatusCode)
                continue;
            replayed++;
            again.StatusCode.ShouldBe(first.StatusCode, address);
            again.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"], address);
            using var other = await company.Owner.Send(method, address, body + " ", key);
            await other.ShouldBeProblem(422, TransportCodes.IdempotencyOtherRequest);
            // What is shown once is not kept.
            if (
                Text(route).StartsWith("/v1/api_keys", StringComparison.Ordinal)
                || Text(route).StartsWith("/v1/webhook_endpoints", StringComparison.Ordinal)
                || Text(route) == "/v1/me/calendar_feed"
            )
                continue;
            (await again.Content.ReadAsByteArrayAsync()).ShouldBe(await first.Content.ReadAsByteArrayAsync(), address);
        }
        tried.ShouldBeGreaterThan(30);
        replayed.ShouldBeGreaterThan(12);
    }

    [Fact]
    public async Task EveryWrite_RefusesWhatItDoesNotKnow_AndWhatIsThereTwice()
    {
        var tried = 0;
        foreach (var (method, route) in Routes("POST").Concat(Routes("PUT")).Concat(Routes("PATCH")))
        {
            if (Text(route) == SignOut || RouteBodies.Of(method, Text(route)) is not { } body)
                continue;
            tried++;
            var caller = house.Alize.Owner;
            var more =
                body.TrimStart()[0] == '{'
                    ? JsonNode.Parse(body)!.AsObject()
                    : throw new InvalidOperationException(body);
            more["no_such_member"] = 1;
            using var unknown = await caller.Send(method, Address(route), more.ToJsonString());
            (await unknown.ShouldBeProblem(400, TransportCodes.FieldUnknown))
                .GetProperty("errors")[0]
                .Text("pointer")
                .ShouldBe("/no_such_member");
            using var twice = await caller.Send(method, Address(route), """{"a":1,"a":2}""");
            ((int)twice.StatusCode).ShouldBe(400, Text(route));
        }
        tried.ShouldBeGreaterThan(45);
    }

    private IEnumerable<(string Method, RouteEndpoint Route)> Routes(string method) =>
        house
            .Routes.Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(method))
            // A stream never ends, so it has neither a version nor pages.
            .Where(route =>
                !route
                    .Metadata.OfType<IProducesResponseTypeMetadata>()
                    .Any(answer => answer.ContentTypes.Contains("text/event-stream"))
            )
            // A live company has none; SandboxApiTests asks those of sandboxes.
            .Where(route => !Text(route).StartsWith("/v1/sandbox", StringComparison.Ordinal))
            .Select(route => (method, route));

    private static bool IsList(RouteEndpoint route) =>
        route.Metadata.GetMetadata<QueryParameters>() is { IsList: true };

    private static string Text(RouteEndpoint route) => route.RoutePattern.RawText!.TrimEnd('/');

    private string Address(RouteEndpoint route) => Address(route, house.Alize);

    private static string Address(RouteEndpoint route, Company company)
    {
        var address = Text(route);
        foreach (var parameter in route.RoutePattern.Parameters)
            address = address.Replace($"{{{parameter.Name}}}", company.Ids[parameter.Name]);
        return address;
    }
}
