using System.Net;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Contracts.Integrations;
using Binome.Contracts.Mail;
using Binome.Contracts.Sandboxes;

namespace Binome.Api.Tests.Sandboxes;

/// <summary>What an integrator does with a test key, and that it stays in the sandbox.</summary>
[Collection(WholeProduct.Name)]
public sealed class SandboxApiTests(ApiFixture house)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EveryRoute_BetweenASandboxAndItsLiveTenant_KnowsNothingOfTheOther(bool signedIn)
    {
        var sandbox = await SandboxCompany.Found(house, house.Boreal, signedIn ? "essai-a" : "essai-b");

        await IsolationTests.EveryPosition(house, sandbox, house.Boreal, signedIn);
        await IsolationTests.EveryPosition(house, house.Boreal, sandbox, signedIn);

        var text = (await sandbox.Api.Get("/v1/participants?limit=100")).GetRawText();
        text.ShouldNotContain("boreal.example");
        (await house.Boreal.Api.Get("/v1/participants?limit=100")).GetRawText().ShouldNotContain("essai-");
        await sandbox.Api.Post("/v1/sandbox/reset");
        await sandbox.Api.Finished("/v1/sandbox", "ready");
    }

    [Fact]
    public async Task TestKey_OpensASandboxWhoseClockStands_AndMovesIt()
    {
        var (live, test) = await house.WithTestKey("Clock");
        var before = await test.Get("/v1/sandbox");
        (before.Text("object"), before.Text("status"), before.GetProperty("livemode").GetBoolean()).ShouldBe(
            ("sandbox", "ready", false)
        );
        before.Id().ShouldBe(Sandbox.Of(live.Id));
        var stood = before.GetProperty("clock").GetProperty("now").GetDateTimeOffset();

        using var moved = await test.Send("POST", "/v1/sandbox/clock/advance", """{"by_days":30}""");
        moved.StatusCode.ShouldBe(HttpStatusCode.OK);
        moved.Headers.GetValues("Binome-Livemode").Single().ShouldBe("false");
        var clock = await test.Get("/v1/sandbox/clock");
        clock.GetProperty("now").GetDateTimeOffset().ShouldBe(stood.AddDays(30));

        await test.Ask("PUT", "/v1/participants/by_employee_id/E1", Person);
        var happened = (await test.Get("/v1/events?types=participant.created")).Data().Single();
        happened.GetProperty("livemode").GetBoolean().ShouldBeFalse();
        happened.GetProperty("created").GetDateTimeOffset().ShouldBe(stood.AddDays(30));
        (await live.Api.Get("/v1/participants")).Data().ShouldBeEmpty();
        (await live.Api.Get("/v1/events?limit=1")).Data().Single().GetProperty("livemode").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("{}", 400, "sandbox.advance_either")]
    [InlineData("""{"by_days":1,"by_seconds":1}""", 400, "sandbox.advance_either")]
    [InlineData("""{"by_days":-1}""", 400, FailureCodes.OutOfRange)]
    [InlineData("""{"by_days":1831}""", 400, FailureCodes.OutOfRange)]
    [InlineData("""{"to":"2001-01-01T00:00:00Z"}""", 422, FailureCodes.SandboxClockBackwards)]
    [InlineData("""{"to":"2099-01-01T00:00:00Z"}""", 422, FailureCodes.SandboxClockTooFar)]
    public async Task Advance_WhenItCantBe_SaysWhy(string body, int status, string code)
    {
        var (_, test) = await house.WithTestKey("Refused");

        using var refused = await test.Send("POST", "/v1/sandbox/clock/advance", body);

        await refused.ShouldBeProblem(status, code);
    }

    [Fact]
    public async Task Sandbox_UnderALiveKey_IsRefused()
    {
        using var clock = await house.Alize.Api.Send("POST", "/v1/sandbox/clock/advance", """{"by_days":1}""");
        using var reset = await house.Alize.Owner.Send("POST", "/v1/sandbox/reset", "{}");

        await clock.ShouldBeProblem(409, FailureCodes.SandboxLive);
        await reset.ShouldBeProblem(409, FailureCodes.SandboxLive);
    }

    [Fact]
    public async Task Mails_AreKeptAndRead_AndNoneLeaves()
    {
        var (live, test) = await house.WithTestKey("Mails");
        await test.Get("/v1/sandbox");
        var id = Ids.New(Ids.Mail, TimeProvider.System.GetUtcNow());
        var values = new Dictionary<string, string>
        {
            ["name"] = "Inès",
            ["organisation"] = "Acme",
            ["invited_by"] = "Camille",
            ["link"] = "https://binome.example/x",
            ["days"] = "7",
        };
        var mail = new QueueMail(MailTemplates.Invitation, "fr", "ines@acme.example", values.ToImmutableDictionary());
        (await house.Grains(Sandbox.Of(live.Id)).Mail(id).Queue(mail)).Succeeded.ShouldBeTrue();

        var kept = (await test.Get("/v1/sandbox/mails")).Data().Single();
        (kept.Text("to"), kept.Text("template")).ShouldBe(("ines@acme.example", "invitation"));
        kept.Text("text").ShouldContain("https://binome.example/x");
        (await test.Get($"/v1/sandbox/mails/{kept.Id()}")).GetRawText().ShouldBe(kept.GetRawText());
        using var missing = await test.Send("GET", $"/v1/sandbox/mails/{Ids.New(Ids.Mail, DateTimeOffset.UnixEpoch)}");
        await missing.ShouldBeProblem(404, FailureCodes.NotFound);
        (await house.Service<Silo.Mail.PickupFolder>().Newest(100, CancellationToken.None)).ShouldNotContain(one =>
            one.Id == id
        );
    }

    [Fact]
    public async Task Reset_DeletesTheSandbox_KeepsItsKeys_AndLeavesTheLiveTenant()
    {
        var (live, test) = await house.WithTestKey("Reset");
        await test.Ask("PUT", "/v1/participants/by_employee_id/E1", Person);
        await live.Api.Ask("PUT", "/v1/participants/by_employee_id/E1", Person);
        var log = (await live.Api.Get("/v1/events")).GetRawText();

        await test.Post("/v1/sandbox/reset", """{"starts_at":"2030-06-01T00:00:00Z"}""");
        var clock = await test.Finished("/v1/sandbox/clock", "ready");

        clock.Text("now").ShouldBe("2030-06-01T00:00:00Z");
        (await test.Get("/v1/participants")).Data().ShouldBeEmpty();
        (await test.Get("/v1/events"))
            .Data()
            .Select(one => one.Text("type"))
            .ShouldBe([EventTypes.SandboxReset, EventTypes.TenantCreated]);
        (await live.Api.Get("/v1/participants")).Data().Count.ShouldBe(1);
        (await live.Api.Get("/v1/events")).GetRawText().ShouldBe(log);
        // The same employee anew: nothing of the one before is held.
        (await test.Ask("PUT", "/v1/participants/by_employee_id/E1", Person))
            .Text("first_name")
            .ShouldBe("New");
    }

    [Fact]
    public async Task SignIn_AsSomebodyOfTheSandbox_IsNobodyOfTheLiveTenant()
    {
        var (live, test) = await house.WithTestKey("People");
        var person = await test.Ask("PUT", "/v1/participants/by_employee_id/E1", Person);

        var participant = await house.SignedIn(test, $$"""{"participant":"{{person.Id()}}"}""");
        var owner = await house.SignedIn(test, """{"role":"owner"}""");

        (await participant.Get("/v1/me")).GetRawText().ShouldContain(person.Id());
        (await owner.Get("/v1/me")).Text("tenant").ShouldBe(Sandbox.Of(live.Id));
        (await live.Owner.Get("/v1/members")).GetRawText().ShouldNotContain("sandbox.example");
        using var foreign = await test.Send(
            "POST",
            "/v1/sandbox/sign_ins",
            $$"""{"participant":"{{house.Alize.Participant}}"}"""
        );
        ((int)foreign.StatusCode).ShouldBe(400);
        using var coordinator = await test.Send("POST", "/v1/sandbox/sign_ins", """{"role":"coordinator"}""");
        ((int)coordinator.StatusCode).ShouldBe(400);
    }

    private const string Person =
        """{"first_name":"New","last_name":"Person","email":"new@sandboxes.example","site":"Lyon"}""";
}
