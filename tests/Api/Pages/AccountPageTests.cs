using System.Net;
using System.Text.RegularExpressions;
using Binome.Api.Tests.House;
using Binome.Contracts.Members;

namespace Binome.Api.Tests.Pages;

/// <summary>Signing in by a link, one's own account, members and keys, through the pages.</summary>
public sealed partial class AccountPageTests(PageCompany company) : IClassFixture<PageCompany>
{
    [Fact]
    public async Task Link_OpenedTwice_ChangesNothing_AndSignsInOnAClick()
    {
        var (_, token) = await company.People.Invited(HeldRole.Of(Role.Owner));
        var person = company.Somebody();
        var reader = new Reader(person);
        var address = $"/sign-in/link?token={token}";
        await reader.Open(address);
        (await reader.Open(address)).ShouldContain("Camille Perrin");
        person.Session.ShouldBeNull();

        (await reader.Send(address, "/sign-in/link", ("token", token))).ShouldBe("/app");
        person.Session.ShouldNotBeNull();
        await reader.Open("/app");
    }

    [Fact]
    public async Task Link_ThatWasUsed_SaysSo()
    {
        var (_, token) = await company.People.Invited(HeldRole.Of(Role.Owner));
        await company.Somebody().Redeem(token);
        using var response = await new Reader(company.Somebody()).Get($"/sign-in/link?token={token}");
        response.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("Camille");
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        var person = await company.People.SignedIn(HeldRole.Of(Role.Billing));
        var reader = new Reader(person);
        var session = person.Session!;
        (await reader.Send("/app/account", "/sign-out")).ShouldBe("/");
        person.Session.ShouldBeNull();
        person.Cookies["__Host-binome"] = session;
        using var response = await reader.Get("/app/account");
        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        response.Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
    }

    [Fact]
    public async Task Account_InAnotherLanguage_SpeaksIt()
    {
        var reader = new Reader(await company.People.SignedIn(HeldRole.Of(Role.Billing)));
        await reader.Send("/app/account", "/app/account", ("name", "Camille Perrin"), ("language", "fr"));
        var page = await reader.OpenWhen("/app/account", "<html lang=\"fr\">");
        page.ShouldContain("C’est enregistré.");
    }

    [Fact]
    public async Task Language_BeforeSignIn_IsKeptInACookie()
    {
        var reader = new Reader(company.Somebody());
        (await reader.Send("/", "/language", ("language", "fr"), ("return", "https://elsewhere.example"))).ShouldBe(
            "/"
        );
        (await reader.Open("/")).ShouldContain("<html lang=\"fr\">");
    }

    [Fact]
    public async Task Key_IsShownOnce_AndWorksUntilItIsRevoked()
    {
        var made = await company.Owner.SendFaulty(
            "/app/api-keys/new",
            "/app/api-keys/new",
            ("name", "Nightly"),
            ("scope", "participants:read"),
            ("days", "30")
        );
        var secret = Secret().Match(made).Value.ShouldNotBeEmpty(made);
        (await company.Get("/v1/participants", secret)).ShouldBe(HttpStatusCode.OK);
        (await company.Get("/v1/pairs", secret)).ShouldBe(HttpStatusCode.Forbidden);
        var keys = await company.Owner.Open("/app/api-keys");
        keys.ShouldNotContain(secret);
        keys.ShouldContain(secret[^4..]);
        var revoke = RevokeOf(keys, secret[^4..]);
        (await company.Owner.Send(revoke, revoke)).ShouldBe("/app/api-keys");
        await company.UntilRefused("/v1/participants", secret);
    }

    [Fact]
    public async Task SignIn_SaysTheSame_WhetherTheAddressIsKnownOrNot()
    {
        var (member, _) = await company.People.Invited(HeldRole.Of(Role.Billing));
        foreach (var email in (string[])[member.Email, "nobody@example.com"])
        {
            var reader = new Reader(company.Somebody());
            var to = await reader.Send("/sign-in?return=%2Fapp%2Fpairs", "/sign-in", ("email", email));
            to.ShouldBe("/sign-in?sent=true");
            (await reader.Open(to)).ShouldNotContain(email);
        }
    }

    [Fact]
    public async Task SignIn_WithoutAnAddress_SaysSoAtTheField()
    {
        var reader = new Reader(company.Somebody());
        var page = await reader.SendFaulty("/sign-in", "/sign-in", ("email", ""));
        page.ShouldContain("id=\"field-email-error\"");
    }

    [Theory]
    [InlineData("/app/account", "/app/account")]
    [InlineData("https://elsewhere.example/", "/app")]
    [InlineData("//elsewhere.example/", "/app")]
    public async Task Password_SignsIn_AndLeadsOnlyWithin(string wanted, string expected)
    {
        const string Password = "quiet lanterns over the harbour";
        var (member, token) = await company.People.Invited(HeldRole.Of(Role.Billing));
        var first = new Reader(await company.Somebody().Redeem(token));
        await first.Send("/app/account", "/app/account?handler=password", ("new", Password));

        var reader = new Reader(company.Somebody());
        (string, string)[] form = [("email", member.Email), ("return", wanted)];
        var wrong = await reader.SendFaulty("/sign-in", "/sign-in?handler=password", [.. form, ("password", "wrong")]);
        wrong.ShouldContain("role=\"alert\"");
        wrong.ShouldNotContain("value=\"wrong\"");
        (await reader.Send("/sign-in", "/sign-in?handler=password", [.. form, ("password", Password)])).ShouldBe(
            expected
        );
    }

    [Fact]
    public async Task Password_ThatIsCommon_IsRefusedAtTheField()
    {
        var reader = new Reader(await company.People.SignedIn(HeldRole.Of(Role.Billing)));
        var page = await reader.SendFaulty("/app/account", "/app/account?handler=password", ("new", "password1234"));
        page.ShouldContain("id=\"field-new-error\"");
    }

    [Fact]
    public async Task Setup_WithoutThePrintedLink_IsClosed()
    {
        using var response = await new Reader(company.Somebody()).Get("/setup?token=guessed");
        response.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("name=\"organisation\"");
    }

    [Fact]
    public async Task Key_Rotated_IsJoinedByANewOne()
    {
        var made = await company.Owner.SendFaulty(
            "/app/api-keys/new",
            "/app/api-keys/new",
            ("name", "Rotated"),
            ("scope", "participants:read")
        );
        var old = Secret().Match(made).Value;
        var rotate = RevokeOf(await company.Owner.Open("/app/api-keys"), old[^4..]).Replace("revoke", "rotate");
        var page = await company.Owner.SendFaulty(rotate, rotate, ("hours", "24"));
        var secret = Secret().Match(page).Value;
        secret.ShouldNotBe(old);
        (await company.Get("/v1/participants", secret)).ShouldBe(HttpStatusCode.OK);
        (await company.Get("/v1/participants", old)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Key_WithoutAScope_IsRefusedAtTheField()
    {
        var page = await company.Owner.SendFaulty("/app/api-keys/new", "/app/api-keys/new", ("name", "Nothing"));
        page.ShouldContain("href=\"#field-scopes\"");
    }

    [Fact]
    public async Task Invitation_MakesAMember_AndFaultsStandAtTheFields()
    {
        const string Invite = "/app/members/invite";
        (string, string)[] good = [("name", "Ada Byron"), ("language", "en"), ("role", "programme_manager")];
        var faulty = await company.Owner.SendFaulty(Invite, Invite, [.. good, ("email", "nowhere")]);
        faulty.ShouldContain("id=\"field-email-error\"");
        faulty.ShouldContain("value=\"Ada Byron\"");

        (await company.Owner.Send(Invite, Invite, [.. good, ("email", "ada@example.com")])).ShouldBe("/app/members");
        var members = await company.Owner.Open("/app/members?email=ada@example.com");
        members.ShouldContain("Ada Byron");
        members.ShouldContain("Programme manager");
    }

    [Fact]
    public async Task Coordinator_GetsTheProgrammesThatWereTicked()
    {
        var (member, _) = await company.People.Invited(HeldRole.Of(Role.Billing));
        var address = $"/app/members/{member.Id}";
        await company.Owner.Send(
            address,
            address,
            ("name", "Camille Perrin"),
            ("role", "coordinator"),
            ("programme.coordinator", company.Ids["programme"])
        );
        var page = await company.Owner.Open(address);
        Regex.IsMatch(page, "id=\"role-coordinator\"[^>]* checked").ShouldBeTrue();
        Regex.IsMatch(page, $"id=\"coordinator-{company.Ids["programme"]}\"[^>]* checked").ShouldBeTrue();
    }

    [Fact]
    public async Task Disabled_CantSignIn_UntilEnabled()
    {
        var (member, token) = await company.People.Invited(HeldRole.Of(Role.Billing));
        var address = $"/app/members/{member.Id}";
        await company.Owner.Send(address, $"{address}?handler=disable");
        using (var refused = await new Reader(company.Somebody()).Get($"/sign-in/link?token={token}"))
            refused.StatusCode.ShouldBe(HttpStatusCode.Gone);
        await company.Owner.Send(address, $"{address}?handler=enable");
        (await company.Owner.Open(address)).ShouldContain("handler=disable");
    }

    private static string RevokeOf(string keys, string last4) =>
        Regex
            .Match(keys, $"…{last4}</code>.*?(/app/api-keys/key_[0-9a-z]+/revoke)", RegexOptions.Singleline)
            .Groups[1]
            .Value;

    [GeneratedRegex("bn_live_[0-9a-z]+")]
    private static partial Regex Secret();
}
