using Microsoft.AspNetCore.Routing;

namespace Binome.Api.Tests.House;

/// <summary>Whatever is sent, the answer is a 4xx that says why; never a 5xx.</summary>
[Collection(WholeProduct.Name)]
public sealed class BadInputTests(ApiFixture house)
{
    private static readonly string[] Bodies =
    [
        "",
        "nonsense",
        "[]",
        "null",
        "{\"a\":1}",
        "{\"name\":1}",
        "{\"name\":null,\"kind\":null,\"item\":null}",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"owner\":{\"name\":\"\"}}",
        "{\"owner\":{\"name\":\"\\ud800\"}}",
        "{\"first_name\":\"\\u0000\",\"email\":\"\\u0000\"}",
        "{\"status\":\"held\",\"starts_at\":\"9999-12-31T23:59:59Z\",\"duration_minutes\":2147483647,\"format\":\"video\"}",
        "{\"status\":\"held\",\"starts_at\":\"0001-01-01T00:00:00+14:00\",\"duration_minutes\":-1,\"format\":\"video\"}",
        "{\"decisions\":[{\"proposal\":\"\",\"decision\":\"accept\"}]}",
        "{\"participants\":[{\"participant\":\"../../x\",\"role\":\"mentor\"}],\"origin\":\"designated\"}",
        "{\"cadence\":{\"min_days\":-1,\"max_days\":0,\"first_min_days\":-1,\"first_max_days\":-1}}",
        "{\"criteria\":[{\"code\":\"\",\"weight\":-1,\"direction\":\"similar\",\"target_gap\":null}],\"minimum_score\":1e308}",
        "{\"hire_date\":\"2021-02-30\"}",
        "{\"kind\":\"reverse\",\"name\":\"x\",\"goals\":[null],\"themes\":[null]}",
        string.Concat(Enumerable.Repeat("{\"a\":", 5_000)) + "1" + new string('}', 5_000),
        "{\"themes\":[" + string.Join(',', Enumerable.Repeat("\"a\"", 20_000)) + "]}",
        "{\"name\":\"" + new string('é', 200_000) + "\",\"kind\":\"reverse\"}",
        "{\"first_name\":\"" + new string('a', 900_000) + "\"}",
    ];

    private static readonly string[] Queries =
    [
        "limit=0",
        "limit=99999999999999999999",
        "limit=",
        "cursor=%00",
        "cursor=AAAA",
        "nothing=1",
        "phase=%F0%9F%92%A5",
        "email=" + "a%27%20OR%201=1--",
        "created[gte]=yesterday",
        "types=" + "a,b,c,",
        "programme=x&programme=y",
    ];

    [Fact]
    public async Task Writes_WithBadBodies_AreNeverA5xx()
    {
        foreach (var route in house.Routes)
        foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(one => one != "GET"))
        foreach (var body in Bodies)
        {
            // Signed in for each, since one of them signs out.
            var person = await house.SignedIn(house.Alize.Tenant);
            using var response = await person.Send(method, Address(route), body);
            var text = await response.Content.ReadAsStringAsync();
            ((int)response.StatusCode).ShouldBeLessThan(
                500,
                $"{method} {route.RoutePattern.RawText} {Short(body)} {Short(text)}"
            );
            if (!response.IsSuccessStatusCode)
                response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    [Fact]
    public async Task Reads_WithBadQueries_AreNeverA5xx()
    {
        foreach (
            var route in house.Routes.Where(route =>
                route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET")
            )
        )
        foreach (var query in Queries)
        {
            using var response = await house.Alize.Owner.Send("GET", $"{Address(route)}?{query}");
            ((int)response.StatusCode).ShouldBeLessThan(500, $"{route.RoutePattern.RawText} {query}");
        }
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("%00")]
    [InlineData("ptc_%F0%9F%92%A5")]
    [InlineData("ptc_'; DROP TABLE x;--")]
    public async Task Ids_ThatAreNone_AreNotFound(string id)
    {
        using var response = await house.Alize.Api.Send(
            "GET",
            $"/v1/participants/{Uri.EscapeDataString(Uri.UnescapeDataString(id))}"
        );
        ((int)response.StatusCode).ShouldBeOneOf(400, 404);
    }

    // Ids that nobody has: a body that is good after all must not change what the other tests look at.
    private static string Address(RouteEndpoint route)
    {
        var address = route.RoutePattern.RawText!.TrimEnd('/');
        foreach (var parameter in route.RoutePattern.Parameters)
            address = address.Replace($"{{{parameter.Name}}}", $"{Prefix(parameter.Name)}_00000000000000000000000000");
        return address;
    }

    private static string Prefix(string parameter) =>
        parameter switch
        {
            "participant" => Ids.Participant,
            "import" => Ids.Import,
            "export" => Ids.Export,
            "programme" => Ids.Programme,
            "workshop" => Ids.Workshop,
            "run" => Ids.MatchingRun,
            "publication" => Ids.Publication,
            "pair" => Ids.Pair,
            "item" => Ids.AgendaItem,
            "objective" => Ids.Objective,
            "session" => Ids.Session,
            "member" => Ids.Member,
            "key" => Ids.ApiKey,
            "endpoint" => Ids.WebhookEndpoint,
            _ => parameter,
        };

    private static string Short(string text) => text.Length <= 120 ? text : text[..120];
}
