using System.Net;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Contracts.Members;

namespace Binome.Api.Tests.Members;

/// <summary>Members and keys as an owner handles them.</summary>
[Collection(WholeProduct.Name)]
public sealed class MemberApiTests(ApiFixture house)
{
    private const string Billing = """[{"role":"billing"}]""";

    [Fact]
    public async Task Invite_MailsALink_ThatSignsTheMemberIn()
    {
        var (_, _, owner) = await house.NewTenant("Inviting");
        var invited = await owner.Post("/v1/members", Invited("ines@inviting.example", Billing));
        var mail = await house.Mails.LastTo("ines@inviting.example");
        mail.Values["organisation"].ShouldBe("Inviting");
        var person = await new Person(house.Address).Redeem(CapturedMails.TokenOf(mail.Values["link"]));

        (await person.Ask("GET", "/v1/me")).Id().ShouldBe(invited.Id());
        (await owner.Get($"/v1/members/{invited.Id()}")).Text("status").ShouldBe("active");
    }

    [Fact]
    public async Task Change_OfTheMemberThatWasRead_GoesThroughOnce()
    {
        var (_, _, owner) = await house.NewTenant("Matching versions");
        var id = (await owner.Post("/v1/members", Invited("v@versions.example", Billing))).Id();
        using var read = await owner.Send("GET", $"/v1/members/{id}");
        var etag = read.Headers.ETag!.ToString();

        using var first = await owner.Send("PATCH", $"/v1/members/{id}", """{"name":"First"}""", ("If-Match", etag));
        using var second = await owner.Send("PATCH", $"/v1/members/{id}", """{"name":"Second"}""", ("If-Match", etag));

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        await second.ShouldBeProblem(412, FailureCodes.VersionMismatch);
    }

    [Fact]
    public async Task Invite_OfAnAddressThatIsTaken_Is409()
    {
        var (_, _, owner) = await house.NewTenant("Taken");
        await owner.Post("/v1/members", Invited("a@taken.example", Billing));
        using var again = await owner.Send("POST", "/v1/members", Invited("A@taken.example", Billing));
        await again.ShouldBeProblem(409, FailureCodes.MemberEmailTaken);
    }

    [Theory]
    [InlineData("""[]""", "/roles")]
    [InlineData("""[{"role":"coordinator"}]""", "/roles/0/programmes")]
    [InlineData("""[{"role":"coordinator","programmes":["prg_00000000000000000000000000"]}]""", "/roles/0/programmes")]
    public async Task Invite_WithRolesThatCantBe_NamesTheMember(string roles, string pointer)
    {
        var (_, _, owner) = await house.NewTenant("Roles");
        using var refused = await owner.Send("POST", "/v1/members", Invited("a@roles.example", roles));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Json()).GetProperty("errors")[0].Text("pointer").ShouldBe(pointer);
    }

    [Fact]
    public async Task LastOwner_CantBeDemotedOrDisabled_UntilThereIsAnother()
    {
        var (tenant, _, owner) = await house.NewTenant("Last owner");
        var id = (await owner.Get("/v1/me")).Id();
        using var demoted = await owner.Send("PATCH", $"/v1/members/{id}", $$"""{"roles":{{Billing}}}""");
        await demoted.ShouldBeProblem(409, FailureCodes.MemberLastOwner);
        using var disabled = await owner.Send("POST", $"/v1/members/{id}/disable", "{}");
        await disabled.ShouldBeProblem(409, FailureCodes.MemberLastOwner);

        await house.SignedIn(tenant);
        await owner.Post($"/v1/members/{id}/disable");
    }

    [Fact]
    public async Task Disabled_MembersKeys_AreRefusedWithinFiveSeconds_ForGood()
    {
        var (tenant, _, owner) = await house.NewTenant("Leaver");
        var leaver = await house.SignedIn(tenant);
        var key = await leaver.Post("/v1/api_keys", """{"name":"theirs","scopes":["pairs:read"]}""");
        var api = house.WithKey(key.Text("secret"));
        await api.Get("/v1/pairs");
        var id = (await leaver.Get("/v1/me")).Id();
        await owner.Post($"/v1/members/{id}/disable");

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while ((await api.Send("GET", "/v1/pairs")).StatusCode != HttpStatusCode.Unauthorized)
            await Task.Delay(50, limit.Token);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await owner.Post($"/v1/members/{id}/enable");
        while ((await Key(owner, key.Id())).GetProperty("revoked_at").ValueKind == System.Text.Json.JsonValueKind.Null)
            await Task.Delay(100, patience.Token);
        (await api.Send("GET", "/v1/pairs")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Key_ShowsItsSecretOnce_AlsoUnderAnIdempotencyKey()
    {
        var (_, _, owner) = await house.NewTenant("Secrets");
        using var first = await owner.Send("POST", "/v1/api_keys", """{"name":"HRIS"}""", ("Idempotency-Key", "k"));
        using var again = await owner.Send("POST", "/v1/api_keys", """{"name":"HRIS"}""", ("Idempotency-Key", "k"));
        var (made, repeated) = (await first.Json(), await again.Json());

        made.Text("secret").ShouldStartWith("bn_live_");
        repeated.Id().ShouldBe(made.Id());
        repeated.TryGetProperty("secret", out _).ShouldBeFalse();
        made.Text("created_by").ShouldBe((await owner.Get("/v1/me")).Id());
        (await house.WithKey(made.Text("secret")).Send("GET", "/v1/pairs")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Key_Rotated_GoesOnForTheOverlap_WithTheSameScopes()
    {
        var (_, _, owner) = await house.NewTenant("Rotation");
        var old = await owner.Post("/v1/api_keys", """{"name":"HRIS","scopes":["pairs:read"]}""");
        var fresh = await owner.Post($"/v1/api_keys/{old.Id()}/rotate", """{"overlap_hours":1}""");

        foreach (var secret in (string[])[old.Text("secret"), fresh.Text("secret")])
            (await house.WithKey(secret).Send("GET", "/v1/pairs")).StatusCode.ShouldBe(HttpStatusCode.OK);
        fresh.GetProperty("scopes").GetArrayLength().ShouldBe(1);
        (await Key(owner, old.Id()))
            .GetProperty("expires_at")
            .GetDateTimeOffset()
            .ShouldBeLessThan(TimeProvider.System.GetUtcNow().AddHours(1.1));
    }

    [Fact]
    public async Task Key_OfScopesThatOnlyPeopleHold_IsNotMade()
    {
        var (_, _, owner) = await house.NewTenant("Scopes");
        using var refused = await owner.Send("POST", "/v1/api_keys", """{"name":"x","scopes":["members:write"]}""");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ImportedPeople_AreInvitedOnce()
    {
        var (_, api, owner) = await house.NewTenant("People");
        await api.Import(Company.Csv("people"));
        var all = await owner.Post("/v1/members/invitations", """{"filter":{}}""");
        var again = await owner.Post("/v1/members/invitations", """{"filter":{}}""");

        (all.Number("invited"), all.Number("skipped")).ShouldBe((6, 0));
        (again.Number("invited"), again.Number("skipped")).ShouldBe((0, 6));
        (await house.Mails.LastTo("ines@people.example")).Language.ShouldBe("fr");
    }

    private static async Task<System.Text.Json.JsonElement> Key(ApiClient owner, string id) =>
        (await owner.Get("/v1/api_keys")).Data().Single(key => key.Id() == id);

    private static string Invited(string email, string roles) =>
        $$"""{"email":"{{email}}","name":"Inès Morel","language":"fr","roles":{{roles}}}""";
}
