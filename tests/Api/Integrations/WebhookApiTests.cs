using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Contracts.Integrations;

namespace Binome.Api.Tests.Integrations;

[Collection(WholeProduct.Name)]
public sealed class WebhookApiTests(ApiFixture house)
{
    private const string Path = "/v1/webhook_endpoints";

    [Fact]
    public async Task Endpoint_FromItsCreationToItsEnd()
    {
        var company = await house.NewTenant("Webhooks");
        var made = await company.Api.Post(
            Path,
            """{"url":"https://hooks.nowhere.example/a","events":["mail.*"],"description":"Ours"}"""
        );
        made.Text("secret").ShouldStartWith("whsec_");
        Convert.FromBase64String(made.Text("secret")["whsec_".Length..]).Length.ShouldBe(32);
        var address = $"{Path}/{made.Id()}";

        var read = await company.Api.Get(address);
        read.TryGetProperty("secret", out _).ShouldBeFalse();
        read.Text("api_version").ShouldBe(EventVersions.Current);
        var changed = await company.Api.Ask("PATCH", address, """{"description":null,"events":["pair.activated"]}""");
        changed.GetProperty("events")[0].GetString().ShouldBe("pair.activated");
        var rotated = await company.Api.Post($"{address}/rotate_secret");
        rotated.Text("secret").ShouldNotBe(made.Text("secret"));
        rotated.TryGetProperty("old_secret_until", out var until).ShouldBeTrue();
        until.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.String);
        (await company.Api.Post($"{address}/disable")).Text("disabled_reason").ShouldBe("asked");
        using (var ping = await company.Api.Send("POST", $"{address}/ping", "{}"))
            await ping.ShouldBeProblem(409, FailureCodes.WebhookDisabled);
        (await company.Api.Post($"{address}/enable")).Text("status").ShouldBe("enabled");
        (await company.Api.Get($"{address}/progress")).Number("waiting").ShouldBe(0);
        (await company.Api.Ask("DELETE", address)).GetProperty("deleted").GetBoolean().ShouldBeTrue();
        using var gone = await company.Api.Send("GET", address);
        await gone.ShouldBeProblem(404, FailureCodes.NotFound);
        (await company.Api.Get(Path)).Data().ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_AgainstAnOldVersion_IsRefused_AndADeliveryMakesNoNewOne()
    {
        var company = await house.NewTenant("Versions");
        using var made = await company.Api.Send("POST", Path, """{"url":"https://hooks.nowhere.example/a"}""");
        var etag = made.Headers.ETag!.Tag;
        var address = made.Headers.Location!.OriginalString;
        using (var fresh = await company.Api.Send("PATCH", address, """{"description":"b"}""", ("If-Match", etag)))
            ((int)fresh.StatusCode).ShouldBe(200, await fresh.Content.ReadAsStringAsync());
        using var stale = await company.Api.Send("PATCH", address, """{"description":"c"}""", ("If-Match", etag));
        await stale.ShouldBeProblem(412, FailureCodes.VersionMismatch);
        await company.Api.Ask("DELETE", address);
    }

    [Fact]
    public async Task Event_ThatIsNotDelivered_IsListedAsSuch_WithItsAttempts()
    {
        var company = await house.NewTenant("Undelivered");
        // A name that means no address: every attempt fails.
        var made = await company.Api.Post(
            Path,
            """{"url":"https://hooks.nowhere.invalid/a","events":["programme.created"]}"""
        );
        await company.Api.Post("/v1/programmes", """{"kind":"peer","name":"One"}""");
        var address = $"{Path}/{made.Id()}";
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await company.Api.Get($"{address}/attempts")).Data().Count == 0)
            await Task.Delay(100, limit.Token);

        var attempt = (await company.Api.Get($"{address}/attempts?succeeded=false")).Data()[0];
        attempt.Text("error").ShouldStartWith("webhook.");
        var undelivered = (await company.Api.Get("/v1/events?delivery_success=false")).Data();
        undelivered.Select(one => one.Id()).ShouldBe([attempt.Text("event")]);
        (await company.Api.Get($"{address}/attempts?event={attempt.Text("event")}")).Data().ShouldNotBeEmpty();
        await company.Api.Ask("DELETE", address);
        (await company.Api.Get("/v1/events?delivery_success=false")).Data().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"url":"https://hooks.example/a","events":["nothing"]}""", "/events/0")]
    [InlineData("""{"url":"http://hooks.example/a"}""", "/url")]
    [InlineData("""{"url":"https://hooks.example/a","api_version":"2020-01-01"}""", "/api_version")]
    public async Task Create_WithWhatCantWork_PointsAtIt(string body, string pointer)
    {
        using var refused = await house.Alize.Api.Send("POST", Path, body);
        ((int)refused.StatusCode).ShouldBe(400);
        (await refused.Content.ReadAsStringAsync()).ShouldContain(pointer);
    }

    [Fact]
    public async Task Create_UnderOneIdempotencyKey_MakesOne_AndNeverRepeatsTheSecret()
    {
        var company = await house.NewTenant("Once");
        var body = """{"url":"https://hooks.nowhere.example/a"}""";
        using var first = await company.Api.Send("POST", Path, body, ("Idempotency-Key", "one"));
        using var second = await company.Api.Send("POST", Path, body, ("Idempotency-Key", "one"));

        (await first.Content.ReadAsStringAsync()).ShouldContain("whsec_");
        (await second.Content.ReadAsStringAsync()).ShouldNotContain("whsec_");
        (await company.Api.Get(Path)).Data().Count.ShouldBe(1);
    }
}
