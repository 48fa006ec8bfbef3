using System.Net;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Members;

namespace Binome.Api.Tests.Members;

/// <summary>Getting in by link and by password, and what a stranger learns by trying.</summary>
[Collection(WholeProduct.Name)]
public sealed class SignInTests(ApiFixture house)
{
    private const string Password = "quiet tram under maple";
    private static readonly HeldRole Owner = HeldRole.Of(Role.Owner);

    [Fact]
    public async Task Link_AskedFor_ComesByMail_AndWorksInTheBrowserThatAsked()
    {
        var people = await house.NewPeople("By mail");
        var (member, _) = await people.Invited(Owner);
        var person = new Person(house.Address);
        await person.Ask("POST", "/v1/sign_in/link", $$"""{"email":"{{member.Email.ToUpperInvariant()}}"}""");

        var mail = await house.Mails.LastTo(member.Email);
        mail.Values["organisation_1"].ShouldBe("By mail");
        var token = CapturedMails.TokenOf(mail.Values["link_1"]);
        using var stranger = await new Person(house.Address).Send(
            "POST",
            "/v1/sign_in/redeem",
            $$"""{"token":"{{token}}"}"""
        );
        await stranger.ShouldBeProblem(409, FailureCodes.SignInConfirm);
        await person.Ask("POST", "/v1/sign_in/redeem", $$"""{"token":"{{token}}"}""");
        (await person.Ask("GET", "/v1/me")).Id().ShouldBe(member.Id);
    }

    [Fact]
    public async Task Link_AskedFor_AnswersTheSame_WhetherAnybodyHasTheAddress()
    {
        var (member, _) = await (await house.NewPeople("Enumerated")).Invited(Owner);
        using var known = await Ask(member.Email);
        using var unknown = await Ask("nobody.at.all@example.org");

        known.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await unknown.Content.ReadAsStringAsync()).ShouldBe(await known.Content.ReadAsStringAsync());
        Shape(unknown).ShouldBe(Shape(known));
        await house.Mails.LastTo(member.Email);
        house.Mails.CountTo("nobody.at.all@example.org").ShouldBe(0);
    }

    [Fact]
    public async Task Password_Refused_CostsOneVerification_WhetherAnybodyHasTheAddress()
    {
        var people = await house.NewPeople("Equal work");
        var (without, _) = await people.Invited(Owner);
        var (with, token) = await people.Invited(Owner);
        await SetPassword(await new Person(house.Address).Redeem(token));
        string[] emails = [with.Email, without.Email, "nobody.here@example.org"];
        for (var at = 0; at < emails.Length; at++)
        {
            var guess = $"a guess of its own {at}";
            using var refused = await new Person(house.Address).Send(
                "POST",
                "/v1/sign_in/password",
                Body(emails[at], guess)
            );
            await refused.ShouldBeProblem(401, FailureCodes.SignInRefused);
            house.Hasher.Verifications(guess).ShouldBe(1, emails[at]);
        }
    }

    [Fact]
    public async Task Password_ThatIsRight_SignsIn_AndEndsTheOtherSessionsWhenChanged()
    {
        var people = await house.NewPeople("By password");
        var (member, token) = await people.Invited(Owner);
        var first = await new Person(house.Address).Redeem(token);
        await SetPassword(first);
        var second = new Person(house.Address);
        await second.Ask("POST", "/v1/sign_in/password", Body(member.Email, Password));
        await second.Ask("POST", "/v1/me/password", $$"""{"current":"{{Password}}","new":"other tram over maple"}""");

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while ((await first.Send("GET", "/v1/me")).StatusCode != HttpStatusCode.Unauthorized)
            await Task.Delay(50, limit.Token);
        await second.Ask("GET", "/v1/me");
        (await house.Mails.LastTo(member.Email)).Template.ShouldBe(MailTemplates.PasswordChanged);
    }

    [Fact]
    public async Task Password_TriedTooOften_IsNotLookedAtAnyMore_EvenIfRight()
    {
        var people = await house.NewPeople("Brute force");
        var (member, token) = await people.Invited(Owner);
        await SetPassword(await new Person(house.Address).Redeem(token));
        foreach (var email in (string[])[member.Email, "nobody.to.force@example.org"])
        {
            for (var tries = 0; tries < SignInThrottle.PasswordsPerAccountMax; tries++)
                (await new Person(house.Address).Send("POST", "/v1/sign_in/password", Body(email, "wrong"))).Dispose();
            using var refused = await new Person(house.Address).Send(
                "POST",
                "/v1/sign_in/password",
                Body(email, Password)
            );
            await refused.ShouldBeProblem(429, FailureCodes.SignInTooMany);
            refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        }
    }

    [Theory]
    [InlineData("short words", FailureCodes.PasswordShort)]
    [InlineData("Password12345!", FailureCodes.PasswordCommon)]
    [InlineData("MotDePasse2026", FailureCodes.PasswordCommon)]
    [InlineData("azertyuiop123", FailureCodes.PasswordCommon)]
    [InlineData("aaaaaaaaaaaaaa", FailureCodes.PasswordCommon)]
    [InlineData("123456789012345", FailureCodes.PasswordCommon)]
    [InlineData("C4mille Perrin!", FailureCodes.PasswordCommon)]
    public async Task Password_ThatIsEasilyGuessed_IsNotTaken(string password, string code)
    {
        var person = await (await house.NewPeople("Weak")).SignedIn(Owner);
        using var refused = await person.Send("POST", "/v1/me/password", $$"""{"new":"{{password}}"}""");
        var problem = await refused.ShouldBeProblem(400, code);
        problem.GetProperty("errors")[0].GetProperty("pointer").GetString().ShouldBe("/new");
    }

    [Fact]
    public async Task Setup_WhenThereIsAnOrganisation_IsNotThere()
    {
        using var refused = await new Person(house.Address).Send(
            "POST",
            "/v1/sign_in/setup",
            $$"""{"token":"{{SecretFormat.New()}}","organisation":"A","name":"B","email":"c@example.org","language":"en"}"""
        );
        await refused.ShouldBeProblem(410, FailureCodes.LinkSpent);
    }

    private Task<HttpResponseMessage> Ask(string email) =>
        new Person(house.Address).Send("POST", "/v1/sign_in/link", $$"""{"email":"{{email}}"}""");

    private static string Body(string email, string password) =>
        $$"""{"email":"{{email}}","password":"{{password}}"}""";

    private static async Task SetPassword(Person person) =>
        await person.Ask("POST", "/v1/me/password", $$"""{"new":"{{Password}}"}""");

    // Names of headers and cookies, without the values that are new each time.
    private static string Shape(HttpResponseMessage response) =>
        string.Join(
            ' ',
            response
                .Headers.Select(header => header.Key)
                .Concat(response.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split('=')[0]))
        );
}
