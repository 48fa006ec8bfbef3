using System.Net;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Api.Tests.Pages;

namespace Binome.Api.Tests.Pairs;

/// <summary>A private address for one's calendar: whoever has it reads the sessions, until it is taken back.</summary>
[Collection(WholeProduct.Name)]
public sealed class CalendarFeedTests(ApiFixture house)
{
    private const string Feed = "/v1/me/calendar_feed";

    [Fact]
    public async Task Feed_HoldsTheSessionsOfItsPerson_CancelledOnesToo_UntilItIsRevoked()
    {
        var (tenant, pair, mentor, mentee) = await house.Begun("feed");
        var sessions = $"/v1/pairs/{pair}/sessions";
        var planned = (await tenant.Api.Post(sessions, Company.PlannedSession)).Id();
        var cancelled = (await tenant.Api.Post(sessions, Company.PlannedSession)).Id();
        await tenant.Api.Ask("PATCH", $"{sessions}/{cancelled}", """{"status":"cancelled"}""");

        var address = new Uri((await mentor.Ask("POST", Feed, "{}")).Text("address")).PathAndQuery;
        var text = await Read(address);

        text.ShouldContain($"UID:{planned}@binome");
        text.ShouldContain($"UID:{cancelled}@binome\r\nSEQUENCE:1");
        text.ShouldContain("STATUS:CANCELLED");
        (await mentor.Ask("GET", Feed)).GetProperty("address").GetString().ShouldBeNull();
        var renewed = new Uri((await mentor.Ask("POST", Feed, "{}")).Text("address")).PathAndQuery;
        (await Status(address)).ShouldBe(HttpStatusCode.NotFound);
        (await Read(renewed)).ShouldContain(planned);
        await mentor.Ask("POST", $"{Feed}/revoke", "{}");
        (await Status(renewed)).ShouldBe(HttpStatusCode.NotFound);
        (await mentee.Ask("GET", Feed)).GetProperty("opened_at").GetString().ShouldBeNull();
    }

    [Fact]
    public async Task Feed_TakesAWorkshopOff_ThatIsForTheOtherRoleNow()
    {
        var (tenant, pair, mentor, mentee) = await house.Begun("feed-workshop");
        var programme = (await tenant.Api.Get($"/v1/pairs/{pair}")).Text("programme");
        var list = $"/v1/programmes/{programme}/workshops";
        var id = (await tenant.Api.Post(list, Company.PlannedWorkshop)).Id();
        var mine = new Uri((await mentor.Ask("POST", Feed, "{}")).Text("address")).PathAndQuery;
        var theirs = new Uri((await mentee.Ask("POST", Feed, "{}")).Text("address")).PathAndQuery;
        Entry(await Read(mine), id).ShouldBe(["SEQUENCE:0", "STATUS:CONFIRMED"]);
        Entry(await Read(theirs), id).ShouldBeEmpty();

        await tenant.Api.Ask("PUT", $"{list}/{id}", Company.PlannedWorkshop.Replace("mentor", "mentee"));

        Entry(await Read(mine), id).ShouldBe(["SEQUENCE:1", "STATUS:CANCELLED"]);
        Entry(await Read(theirs), id).ShouldBe(["SEQUENCE:1", "STATUS:CONFIRMED"]);

        static ImmutableArray<string> Entry(string calendar, string id) =>
            [
                .. (calendar.Split("BEGIN:VEVENT").SingleOrDefault(part => part.Contains(id)) ?? "")
                    .Split("\r\n")
                    .Where(line => line.Split(':')[0] is "SEQUENCE" or "STATUS"),
            ];
    }

    [Fact]
    public async Task Feed_OfSomebodyWhoHasLeft_IsNotThere()
    {
        var (tenant, pair, mentor, _) = await house.Begun("feed-left");
        var address = new Uri((await mentor.Ask("POST", Feed, "{}")).Text("address")).PathAndQuery;
        (await Status(address)).ShouldBe(HttpStatusCode.OK);

        var person = (await tenant.Api.Get($"/v1/pairs/{pair}")).Text("mentor");
        await tenant.Api.Post($"/v1/participants/{person}/leave");

        (await Status(address)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Feed_WithAnotherSecretOrAnotherPerson_IsNotThere()
    {
        var (_, _, mentor, mentee) = await house.Begun("feed-others");
        var mine = new Uri((await mentor.Ask("POST", Feed, "{}")).Text("address")).AbsolutePath;
        var theirs = new Uri((await mentee.Ask("POST", Feed, "{}")).Text("address")).AbsolutePath;
        var (own, other) = (mine.Split('.'), theirs.Split('.'));

        (await Status(mine)).ShouldBe(HttpStatusCode.OK);
        (await Status($"{own[0]}.{other[1]}.{own[2]}.ics")).ShouldBe(HttpStatusCode.NotFound);
        (await Status($"{own[0]}.{own[1]}.{new string('A', 43)}.ics")).ShouldBe(HttpStatusCode.NotFound);
        (await Status("/calendar/nothing.ics")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Address_IsKeptNowhere()
    {
        var (_, _, mentor, _) = await house.Begun("feed-kept");
        using var made = await mentor.Send(
            "POST",
            Feed,
            "{}",
            ("Origin", mentor.Origin),
            ("Idempotency-Key", "feed-kept")
        );
        var secret = (await made.Content.ReadAsStringAsync()).Split(".ics")[0].Split('.')[^1];
        secret.Length.ShouldBe(43);

        await Status("/calendar/ignored.ics");

        (await Stored.Text(house)).ShouldNotContain(secret);
        house.Logs.Lines.ShouldNotContain(line => line.Text.Contains(secret));
    }

    [Fact]
    public async Task Page_MakesTheAddress_AndTakesItBack()
    {
        var (_, _, mentor, _) = await house.Begun("feed-page");
        var reader = new Reader(mentor);
        const string Page = "/app/my-calendar";

        (await reader.SendFaulty(Page, $"{Page}?handler=Open")).ShouldContain("/calendar/ten_");
        (await reader.Open(Page)).ShouldNotContain("/calendar/ten_");
        (await reader.Send(Page, $"{Page}?handler=Revoke")).ShouldBe(Page);
    }

    private async Task<string> Read(string path)
    {
        using var response = await new Person(house.Address).Send("GET", path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<HttpStatusCode> Status(string path)
    {
        using var response = await new Person(house.Address).Send("GET", path);
        return response.StatusCode;
    }
}
