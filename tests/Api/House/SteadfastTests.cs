using System.Net;
using System.Text;
using Binome.Api.Tests.Edge;
using Binome.Rig;
using Microsoft.AspNetCore.Routing;

namespace Binome.Api.Tests.House;

/// <summary>G4 and G14 over the whole product: one effect per key, and nothing that is sent breaks it.</summary>
[Collection(WholeProduct.Name)]
public sealed class SteadfastTests(ApiFixture house)
{
    private const long GrowthBytesMax = 50 * 1024 * 1024;
    private const int FilterCharacters = 50_000;
    private const int RequestsPerTenant = 2_000;

    private static readonly int Keys = FullCounts.Asked ? 200 : 12;
    private static readonly int AtOnce = FullCounts.Asked ? 50 : 20;
    private static readonly int FuzzedBodies = FullCounts.Asked ? 10_000 : 1_000;

    [Fact]
    public async Task SameKey_SentAtOnce_HasOneEffectEach_AndIsReplayedByteForByte()
    {
        // An organisation's share must not be what refuses them.
        foreach (var keys in Enumerable.Range(0, Keys).Chunk(RequestsPerTenant / (AtOnce + 1)))
        {
            var tenant = await house.NewTenant("One effect");
            foreach (var key in keys)
                await SendAtOnce(tenant.Api, key);
            var names = new List<string>();
            for (string? cursor = ""; cursor is not null; )
            {
                var page = await tenant.Api.Get($"/v1/programmes?limit=100{cursor}");
                names.AddRange(page.Data().Select(one => one.Text("name")));
                cursor = page.GetProperty("has_more").GetBoolean() ? $"&cursor={page.Text("next_cursor")}" : null;
            }
            names.Order().ShouldBe(keys.Select(key => $"G4 {key}").Order());
        }
    }

    private static async Task SendAtOnce(ApiClient api, int key)
    {
        var (header, body) = (("Idempotency-Key", $"g4 {key}"), $$"""{"kind":"peer","name":"G4 {{key}}"}""");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, AtOnce).Select(_ => api.Send("POST", "/v1/programmes", body, header))
        );
        answers.ShouldAllBe(one =>
            one.StatusCode == HttpStatusCode.Created || one.StatusCode == HttpStatusCode.Conflict
        );
        using var replay = await api.Send("POST", "/v1/programmes", body, header);
        var bytes = await replay.Content.ReadAsByteArrayAsync();
        foreach (var made in answers.Where(one => one.StatusCode == HttpStatusCode.Created))
            (await made.Content.ReadAsByteArrayAsync()).ShouldBe(bytes);
        foreach (var running in answers.Where(one => one.StatusCode == HttpStatusCode.Conflict))
            await running.ShouldBeProblem(409, TransportCodes.IdempotencyInProgress);
    }

    [Fact]
    public async Task FuzzedBodies_AreNeverA500_AndLeaveMemoryAsItWas()
    {
        var writes = house
            .Routes.SelectMany(route =>
                route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => (method, route))
            )
            .Where(one => one.method != "GET" && one.route.RoutePattern.RawText != "/v1/me/sign_out")
            .ToList();
        var tenant = await house.NewTenant("Fuzzed");
        var random = new Random(14);
        await Send(FuzzedBodies / 10);
        var before = Memory();
        await Send(FuzzedBodies);
        (Memory() - before).ShouldBeLessThan(GrowthBytesMax);

        async Task Send(int bodies)
        {
            for (var sent = 0; sent < bodies; sent++)
            {
                // An organisation's share must not be what refuses them.
                if (sent > 0 && sent % RequestsPerTenant == 0)
                    tenant = await house.NewTenant("Fuzzed");
                var (method, route) = writes[random.Next(writes.Count)];
                var address = Address(route);
                var known = RouteBodies.Of(method, route.RoutePattern.RawText!.TrimEnd('/')) ?? "{}";
                var body = Fuzz(random, known);
                using var response = await tenant.Owner.Send(method, address, body);
                ((int)response.StatusCode).ShouldBeLessThan(
                    500,
                    $"{method} {address} {body[..Math.Min(body.Length, 300)]}"
                );
            }
        }
    }

    [Fact]
    public async Task Filters_OfFiftyThousandCharacters_AreRefused_OnEveryList()
    {
        foreach (var route in house.Routes)
            if (route.Metadata.GetMetadata<WebApi.Lists.QueryParameters>() is { } parameters)
                foreach (var parameter in parameters.All)
                {
                    var query = $"{parameter.Name}={new string('a', FilterCharacters)}";
                    using var response = await house.Alize.Owner.Send("GET", $"{Address(route)}?{query}");
                    ((int)response.StatusCode).ShouldBeInRange(
                        400,
                        499,
                        $"{route.RoutePattern.RawText} {parameter.Name}"
                    );
                }
    }

    private static long Memory() => GC.GetTotalMemory(forceFullCollection: true);

    private static string Fuzz(Random random, string body) =>
        random.Next(9) switch
        {
            0 => body[..random.Next(body.Length + 1)],
            1 => Noise(random, body),
            2 => string.Concat(Enumerable.Repeat("{\"a\":[", random.Next(1, 3_000))),
            3 => $"{{\"a\":[{string.Join(',', Enumerable.Repeat("[[[]]]", random.Next(1, 3_000)))}]}}",
            4 => body.Replace("\"", "\\u0000\"", StringComparison.Ordinal),
            5 => body.Length > 2 ? $"{{{body[1..^1]},{body[1..^1]}}}" : body,
            6 => body.Replace(":\"", $":\"{new string('é', random.Next(1, 20_000))}", StringComparison.Ordinal),
            7 => System.Text.RegularExpressions.Regex.Replace(body, "\"[^\"]*\"(?=[,}\\]])", _ => Value(random)),
            _ => System.Text.RegularExpressions.Regex.Replace(body, "(?<=:)[^,}\\]]+", _ => Value(random)),
        };

    private static string Noise(Random random, string body)
    {
        var text = new StringBuilder(body);
        for (var change = 0; change < 5 && text.Length > 0; change++)
            text[random.Next(text.Length)] = (char)random.Next(32, 0x2000);
        return text.ToString();
    }

    private static string Value(Random random) =>
        random.Next(10) switch
        {
            0 => "null",
            1 => "-1",
            2 => "1e400",
            3 => "99999999999999999999999999",
            4 => "\"\"",
            5 => "[]",
            6 => "{}",
            7 => "true",
            8 => "\"\\ud800\"",
            _ => "\"0001-01-01T00:00:00+14:00\"",
        };

    // Ids that nobody has.
    private static string Address(RouteEndpoint route)
    {
        var address = route.RoutePattern.RawText!.TrimEnd('/');
        foreach (var parameter in route.RoutePattern.Parameters)
            address = address.Replace(
                $"{{{parameter.Name}}}",
                $"{WebApi.OpenApi.IdNames.PrefixOf(parameter.Name) ?? parameter.Name}_00000000000000000000000000"
            );
        return address;
    }
}
