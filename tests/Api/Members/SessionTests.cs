using System.Net;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;

namespace Binome.Api.Tests.Members;

/// <summary>What a session allows, and what ends it.</summary>
[Collection(WholeProduct.Name)]
public sealed class SessionTests(ApiFixture house)
{
    private static readonly HeldRole Owner = HeldRole.Of(Role.Owner);

    [Fact]
    public async Task SignIn_ByALink_SetsACookieThatNoScriptNeighbourOrForeignFormGets()
    {
        var people = await house.NewPeople("Cookies");
        var (_, token) = await people.Invited(Owner);
        var person = new Person(house.Address);
        using var response = await person.Send(
            "POST",
            "/v1/sign_in/redeem",
            $$"""{"token":"{{token}}","confirm":true}"""
        );

        var cookie = response
            .Headers.GetValues("Set-Cookie")
            .Single(line => line.StartsWith(SessionCookie.Name + "=", StringComparison.Ordinal));
        foreach (var part in (string[])["secure", "httponly", "samesite=lax", "path=/"])
            cookie.ShouldContain(part);
        cookie.ShouldNotContain("domain");
        (await person.Ask("GET", "/v1/me")).GetProperty("tenant").GetString().ShouldBe(people.Tenant);
    }

    [Fact]
    public async Task Link_IsUsedOnce()
    {
        var people = await house.NewPeople("Once");
        var (_, token) = await people.Invited(Owner);
        await new Person(house.Address).Redeem(token);
        using var again = await new Person(house.Address).Send(
            "POST",
            "/v1/sign_in/redeem",
            $$"""{"token":"{{token}}","confirm":true}"""
        );
        await again.ShouldBeProblem(410, FailureCodes.LinkSpent);
        again.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task Link_FromABrowserThatDidNotAsk_NeedsAClick()
    {
        var people = await house.NewPeople("Click");
        var (_, token) = await people.Invited(Owner);
        var person = new Person(house.Address);
        using var unconfirmed = await person.Send("POST", "/v1/sign_in/redeem", $$"""{"token":"{{token}}"}""");
        await unconfirmed.ShouldBeProblem(409, FailureCodes.SignInConfirm);
        person.Session.ShouldBeNull();
        await person.Redeem(token);
    }

    [Fact]
    public async Task Session_AfterSigningInAgain_IsANewOne_AndTheOldCookieIsWorthless()
    {
        var people = await house.NewPeople("Fixation");
        var person = await people.SignedIn(Owner);
        var planted = person.Session!;
        await person.Redeem((await people.Invited(Owner)).Token);

        person.Session.ShouldNotBe(planted);
        var thief = new Person(house.Address) { Cookies = { [SessionCookie.Name] = planted } };
        using var response = await thief.Send("GET", "/v1/me");
        await response.ShouldBeProblem(401, TransportCodes.SessionEnded);
    }

    [Fact]
    public async Task Session_StolenBeforeSigningOut_IsWorthlessAfter()
    {
        var person = await (await house.NewPeople("Theft")).SignedIn(Owner);
        var thief = new Person(house.Address) { Cookies = { [SessionCookie.Name] = person.Session! } };
        await thief.Ask("GET", "/v1/me");
        await person.Ask("POST", "/v1/me/sign_out", "{}");

        person.Session.ShouldBeNull();
        using var response = await thief.Send("GET", "/v1/me");
        await response.ShouldBeProblem(401, TransportCodes.SessionEnded);
    }

    [Fact]
    public async Task Session_ThatNobodyBegan_IsRefused()
    {
        var person = new Person(house.Address) { Cookies = { [SessionCookie.Name] = SecretFormat.New() } };
        using var response = await person.Send("GET", "/v1/me");
        await response.ShouldBeProblem(401, TransportCodes.SessionEnded);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("X-Nothing", "said")]
    public async Task Change_ThatDoesNotShowItComesFromUs_IsRefused(string header, string value)
    {
        var person = await (await house.NewPeople("Forgery")).SignedIn(Owner);
        using var forged = await person.Send("POST", "/v1/me/sign_out", "{}", (header, value));
        await forged.ShouldBeProblem(403, TransportCodes.CrossSite);
        await person.Ask("GET", "/v1/me");
    }

    [Fact]
    public async Task SignIn_MadeByAnotherSite_IsRefused()
    {
        var (_, token) = await (await house.NewPeople("Login forgery")).Invited(Owner);
        var body = $$"""{"token":"{{token}}","confirm":true}""";
        var person = new Person(house.Address);
        using var forged = await person.Send("POST", "/v1/sign_in/redeem", body, ("Origin", "https://evil.example"));
        await forged.ShouldBeProblem(403, TransportCodes.CrossSite);
        person.Session.ShouldBeNull();
    }

    [Fact]
    public async Task SignOut_Everywhere_EndsTheOtherBrowsersToo()
    {
        var people = await house.NewPeople("Everywhere");
        var (member, token) = await people.Invited(Owner);
        var first = await new Person(house.Address).Redeem(token);
        var link = await house.Grains(people.Tenant).Member(member.Id).MakeLink(new(LinkKind.SignIn, null));
        var second = await new Person(house.Address).Redeem(link.Value.Secret);
        await first.Ask("POST", "/v1/me/sign_out", """{"everywhere":true}""");
        await Refused(second);
    }

    [Fact]
    public async Task Session_OfAMemberWhoIsDisabled_IsRefusedWithinFiveSeconds()
    {
        var people = await house.NewPeople("Disabled");
        await people.SignedIn(Owner);
        var person = await people.SignedIn(Owner);
        var id = (await person.Ask("GET", "/v1/me")).Id();
        (await house.Grains(people.Tenant).Member(id).Disable()).Failure.ShouldBeNull();
        await Refused(person);
    }

    private static async Task Refused(Person person)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (true)
        {
            using var response = await person.Send("GET", "/v1/me");
            if (response.StatusCode == HttpStatusCode.Unauthorized)
                return;
            await Task.Delay(50, limit.Token);
        }
    }
}
