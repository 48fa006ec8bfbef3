using System.Net;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Contracts.Mail;
using Binome.Contracts.Messages;

namespace Binome.Api.Tests.Messages;

/// <summary>One's inbox, how messages come, and the one click in a mail reader that ends them.</summary>
[Collection(WholeProduct.Name)]
public sealed class MessagesTests(ApiFixture house)
{
    [Fact]
    public async Task Inbox_HoldsWhatWasMailed_InOnesOwnLanguage_UntilSeen()
    {
        var (person, _, _) = await Asked("inbox");

        var message = (await person.Ask("GET", "/v1/me/messages")).Data().ShouldHaveSingleItem();
        message.Text("kind").ShouldBe(MessageKinds.Requests);
        message.Text("text").ShouldEndWith("dix minutes pour parler de vous");
        message.GetRawText().ShouldNotContain("token");
        await person.Ask("POST", "/v1/me/messages/read", $$"""{"messages":["{{message.Id()}}"]}""");

        (await person.Ask("GET", "/v1/me/messages")).Data().Single().Text("read_at").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Preferences_AreChosen_KindByKind()
    {
        var (person, _, _) = await Asked("chosen");

        var chosen = await person.Ask("PATCH", "/v1/me/preferences", """{"deliveries":{"rhythm":"digest"}}""");

        chosen.GetProperty("deliveries").GetRawText().ShouldBe("""{"intake_reminders":"at_once","rhythm":"digest"}""");
        using var essential = await person.Send(
            "PATCH",
            "/v1/me/preferences",
            """{"deliveries":{"requests":"inbox"}}"""
        );
        await essential.ShouldBeProblem(400, FailureCodes.Invalid);
    }

    [Fact]
    public async Task OneClick_EndsMailsOfTheKind_WithoutSigningIn()
    {
        var (person, tenant, participant) = await Asked("click");
        var email = "ines@click.example";
        await Say(tenant, participant, email, 1);
        var mail = await house.Mails.LastTo(email, MailTemplates.SessionDue);
        var link = new Uri(mail.UnsubscribeLink!).PathAndQuery;
        var reader = new Person(house.Address);

        using (var opened = await reader.Send("GET", link))
            opened.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Rhythm(person)).ShouldBe("at_once");
        using (var clicked = await reader.Send("POST", link, OneClick()))
            clicked.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Rhythm(person)).ShouldBe("inbox");
        var mails = house.Mails.CountTo(email);
        await Say(tenant, participant, email, 2);
        house.Mails.CountTo(email).ShouldBe(mails);
        (await person.Ask("GET", "/v1/me/messages")).Data().Count.ShouldBe(3);
    }

    [Fact]
    public async Task OneClick_WithALinkThatIsNotOurs_ChangesNothing()
    {
        var reader = new Person(house.Address);

        using var response = await reader.Send("POST", "/unsubscribe?token=ten_1/ptc_1/rhythm", OneClick());

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldContain("not one of ours");
    }

    private static FormUrlEncodedContent OneClick() => new([new("List-Unsubscribe", "One-Click")]);

    private static async Task<string> Rhythm(Person person) =>
        (await person.Ask("GET", "/v1/me/preferences")).GetProperty("deliveries").Text("rhythm");

    private async Task Say(string tenant, string participant, string email, int number)
    {
        var values = new Dictionary<string, string>
        {
            ["name"] = "Inès",
            ["other"] = "Anne",
            ["link"] = "http://localhost/app",
        };
        var mail = new QueueMail(MailTemplates.SessionDue, "fr", email, values.ToImmutableDictionary());
        var id = Ids.Derived(Ids.Mail, DateTimeOffset.UnixEpoch, participant, $"{number}");
        (await house.Grains(tenant).Inbox(participant).Take(new TakeMessage(id, mail, "/app"))).Failure.ShouldBeNull();
    }

    /// <summary>A mentor who was asked for their intake and came by the link.</summary>
    private async Task<(Person Person, string Tenant, string Participant)> Asked(string name)
    {
        var tenant = await house.NewTenant(name);
        await tenant.Api.Import(Company.Csv(name));
        var programme = await Company.Launched(tenant.Api, tenant.Owner, name);
        var email = $"ines@{name}.example";
        var id = (await tenant.Api.Get($"/v1/participants?email={email}")).Data().Single().Id();
        await tenant.Api.Post($"/v1/programmes/{programme}/intakes/ask", $$"""{"participants":["{{id}}"]}""");
        var link = (await house.Mails.LastTo(email)).Values["link"];
        return (await new Person(house.Address).Redeem(CapturedMails.TokenOf(link)), tenant.Id, id);
    }
}
