using System.Net;
using Binome.Api.Tests.House;
using Binome.Api.Tests.Pages;
using Binome.Contracts.Members;

namespace Binome.Api.Tests.Sandboxes;

/// <summary>The clock of a sandbox by forms alone; a live organisation only reads how to come to its sandbox.</summary>
[Collection(WholeProduct.Name)]
public sealed class SandboxClockPageTests(ApiFixture house)
{
    private const string Page = "/app/sandbox";

    [Fact]
    public async Task Clock_IsMovedByDays_AndToAnInstant_NeverBack()
    {
        var (_, test) = await house.WithTestKey("clock page");
        await test.Post("/v1/sandbox/reset", """{"starts_at":"2026-03-02T09:00:00Z"}""");
        await Ready(test);
        var owner = await SignedIn(test);
        (await owner.Open(Page)).ShouldContain("2 March 2026, 09:00 UTC");

        await owner.Send(Page, $"{Page}?handler=Days", ("days", "10"));
        (await Now(test)).ShouldBe("2026-03-12T09:00:00Z");
        await owner.Send(Page, $"{Page}?handler=To", ("to", "2026-04-01T08:30"));
        (await Now(test)).ShouldBe("2026-04-01T08:30:00Z");

        (await owner.SendFaulty(Page, $"{Page}?handler=To", ("to", "2026-03-01T08:30"))).ShouldContain(
            "moves forwards only"
        );
        (await owner.SendFaulty(Page, $"{Page}?handler=Days", ("days", "2000"))).ShouldContain("1830");
        (await owner.SendFaulty(Page, $"{Page}?handler=Reset")).ShouldContain("field-confirmed");
        (await Now(test)).ShouldBe("2026-04-01T08:30:00Z");
    }

    [Fact]
    public async Task Reset_OnceConfirmed_EmptiesTheSandbox_AndSignsOut()
    {
        var (_, test) = await house.WithTestKey("clock reset");
        var owner = await SignedIn(test);
        await test.Post("/v1/programmes", """{"kind":"peer","name":"Tried out"}""");

        await owner.Send(Page, $"{Page}?handler=Reset", ("confirmed", "true"));

        await Ready(test);
        (await test.Get("/v1/programmes")).Data().ShouldBeEmpty();
    }

    [Fact]
    public async Task Page_OfALiveOrganisation_HasNoClock()
    {
        var live = await house.NewPeople("clock live");
        var (_, token) = await live.Invited(HeldRole.Of(Role.Owner));
        var owner = new Reader(await new Person(house.Address).Redeem(token));

        (await owner.Open(Page)).ShouldNotContain("id=\"clock\"");
        using var moved = await owner.Post(Page, $"{Page}?handler=Days", ("days", "1"));
        moved.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task Ready(ApiClient test)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await test.Get("/v1/sandbox")).Text("status") != "ready")
            await Task.Delay(20, limit.Token);
    }

    private async Task<Reader> SignedIn(ApiClient test)
    {
        var made = await test.Post("/v1/sandbox/sign_ins", """{"role":"owner"}""");
        return new Reader(await new Person(house.Address).Redeem(made.Text("token")));
    }

    private static async Task<string> Now(ApiClient test) =>
        (await test.Get("/v1/sandbox/clock")).Text("now")[..19] + "Z";
}
