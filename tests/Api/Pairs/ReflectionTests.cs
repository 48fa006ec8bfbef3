using System.Net;
using System.Text.Json;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Api.Tests.Pages;
using Binome.Contracts.Members;
using Microsoft.AspNetCore.Routing;

namespace Binome.Api.Tests.Pairs;

/// <summary>What one says of a session stays one's own: nobody finds it but its author, and the other side what was shared.</summary>
[Collection(WholeProduct.Name)]
public sealed class ReflectionTests(ApiFixture house)
{
    private const string Canary = "canary-5e8b he never listens";
    private const string Held =
        """{"status":"held","starts_at":"2026-01-06T10:00:00Z","duration_minutes":60,"format":"video"}""";

    private const string Taps = """{"useful":"yes","taught":"both"}""";

    [Fact]
    public async Task Reflection_WithItsTwoTaps_IsKept_AndWithoutThemIsNot()
    {
        var (tenant, pair, mentor, _) = await house.Begun("taps");
        var session = (await tenant.Api.Post($"/v1/pairs/{pair}/sessions", Held)).Id();
        var mine = $"/v1/me/pairs/{pair}/sessions/{session}/reflection";

        using var none = await mentor.Send("GET", mine);
        await none.ShouldBeProblem(404, FailureCodes.NotFound);
        using var half = await mentor.Send("PUT", mine, """{"useful":"yes"}""");
        ((int)half.StatusCode).ShouldBe(400);
        (await mentor.Ask("PUT", mine, Taps)).Text("useful").ShouldBe("yes");
        (await mentor.Ask("PUT", mine, """{"useful":"no","taught":"mentee"}""")).Text("useful").ShouldBe("no");

        (await mentor.Ask("GET", mine)).Text("taught").ShouldBe("mentee");
        var told = (await tenant.Api.Get("/v1/events?types=pair.session.reflected")).Data().Single();
        told.GetRawText().ShouldContain(session);
        told.GetRawText().ShouldNotContain("ptc_");
    }

    [Fact]
    public async Task Reflection_OnASessionThatWasNotHeld_IsRefused()
    {
        var (tenant, pair, mentor, _) = await house.Begun("not-held");
        var session = (await tenant.Api.Post($"/v1/pairs/{pair}/sessions", Company.PlannedSession)).Id();
        using var response = await mentor.Send("PUT", $"/v1/me/pairs/{pair}/sessions/{session}/reflection", Taps);
        await response.ShouldBeProblem(409, FailureCodes.SessionState);
    }

    [Fact]
    public async Task Words_AreSeenByTheOtherSide_OnlyWhenShared_AndAdviceAlways()
    {
        var (tenant, pair, mentor, mentee) = await house.Begun("shared");
        var session = (await tenant.Api.Post($"/v1/pairs/{pair}/sessions", Held)).Id();
        var mine = $"/v1/me/pairs/{pair}/sessions/{session}/reflection";
        var all = $"/v1/me/pairs/{pair}/reflections";

        await mentor.Ask("PUT", mine, """{"useful":"yes","taught":"both","insight":"She leads already."}""");
        (await mentee.Ask("GET", all)).Data().ShouldBeEmpty();
        await mentor.Ask(
            "PUT",
            mine,
            """{"useful":"yes","taught":"both","insight":"She leads already.","person_to_meet":"Ali, in Lyon."}"""
        );
        var advised = (await mentee.Ask("GET", all)).Data().Single();
        (advised.Text("person_to_meet"), advised.GetProperty("insight").GetString()).ShouldBe(("Ali, in Lyon.", null));
        await mentor.Ask(
            "PUT",
            mine,
            """{"useful":"yes","taught":"both","insight":"She leads already.","shared":true}"""
        );

        var shared = (await mentee.Ask("GET", all)).Data().Single();
        shared.Text("insight").ShouldBe("She leads already.");
        shared.GetProperty("useful").GetString().ShouldBeNull();
        (await Page(mentee, $"/app/my-pairs/{pair}")).ShouldContain("She leads already.");
    }

    [Fact]
    public async Task Canary_IsFoundNowhereButForItsAuthor()
    {
        var (tenant, pair, mentor, mentee) = await house.Begun("canary");
        var session = (await tenant.Api.Post($"/v1/pairs/{pair}/sessions", Held)).Id();
        var mine = $"/v1/me/pairs/{pair}/sessions/{session}/reflection";
        await mentor.Ask(
            "PUT",
            mine,
            $$"""{"useful":"no","taught":"mentor","note":"{{Canary}}","insight":"{{Canary}}","next_step":"{{Canary}}"}"""
        );

        (await mentor.Ask("GET", mine)).Text("note").ShouldBe(Canary);
        (await Page(mentor, $"/app/my-pairs/{pair}/sessions/{session}/reflection")).ShouldContain(Canary);
        using var theirs = await mentee.Send("GET", mine);
        await theirs.ShouldBeProblem(404, FailureCodes.NotFound);
        (await mentee.Ask("GET", $"/v1/me/pairs/{pair}/reflections")).GetRawText().ShouldNotContain("canary-5e8b");
        (await Page(mentee, $"/app/my-pairs/{pair}")).ShouldNotContain("canary-5e8b");

        var coordinator = await new Person(house.Address).Redeem(
            (await house.People(tenant.Id).Invited(HeldRole.Of(Role.Owner))).Token
        );
        var row = await tenant.Api.Get($"/v1/pairs/{pair}");
        var programme = $"/app/programmes/{row.Text("programme")}";
        string[] pages =
        [
            "/app",
            "/app/pairs",
            $"/app/pairs/{pair}",
            $"/app/participants/{row.Text("mentor")}",
            .. ((string[])["", "/board", "/people", "/intakes", "/learners", "/resources", "/workshops"]).Select(page =>
                programme + page
            ),
        ];
        foreach (var page in pages)
            (await Page(coordinator, page)).ShouldNotContain("canary-5e8b");
        await EveryRead_HoldsNoCanary(tenant.Owner, row, session);
        using var key = await tenant.Api.Send("GET", mine);
        await key.ShouldBeProblem(403, FailureCodes.PersonRequired);

        var stored = await Stored.Text(house);
        stored.ShouldContain(session);
        stored.ShouldNotContain("canary-5e8b");
        house.Mails.Holds("canary-5e8b").ShouldBeFalse();
        house.Logs.Lines.ShouldNotBeEmpty();
        house.Logs.Lines.ShouldNotContain(line => line.Text.Contains("canary-5e8b"));
    }

    /// <summary>Every GET of the running product, as an owner asks it of this pair.</summary>
    private async Task EveryRead_HoldsNoCanary(ApiClient owner, JsonElement pair, string session)
    {
        var answered = 0;
        var reads = house.Routes.Where(route =>
            route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET")
        );
        foreach (var route in reads)
        {
            var address = route.RoutePattern.RawText!.TrimEnd('/');
            foreach (var parameter in route.RoutePattern.Parameters)
                address = address.Replace(
                    $"{{{parameter.Name}}}",
                    parameter.Name switch
                    {
                        "pair" => pair.Id(),
                        "programme" => pair.Text("programme"),
                        "participant" => pair.Text("mentor"),
                        "session" => session,
                        _ => "none",
                    }
                );
            using var response = await owner.Send("GET", address);
            (await response.Content.ReadAsStringAsync()).ShouldNotContain("canary-5e8b", customMessage: address);
            answered += response.IsSuccessStatusCode ? 1 : 0;
        }
        answered.ShouldBeGreaterThan(25);
    }

    [Fact]
    public async Task Page_TakesTheTwoTaps_AndSaysWhichOneIsMissing()
    {
        var (tenant, pair, mentor, _) = await house.Begun("reflection-page");
        var session = (await tenant.Api.Post($"/v1/pairs/{pair}/sessions", Held)).Id();
        var page = $"/app/my-pairs/{pair}/sessions/{session}/reflection";
        var reader = new Reader(mentor);

        (await reader.SendFaulty(page, page, ("useful", "yes"), ("note", "kept"))).ShouldContain("kept");
        (await reader.Send(page, page, ("useful", "yes"), ("taught", "mentor"), ("note", "kept"))).ShouldBe(
            $"/app/my-pairs/{pair}"
        );
        (await mentor.Ask("GET", $"/v1/me/pairs/{pair}/sessions/{session}/reflection")).Text("note").ShouldBe("kept");
    }

    [Fact]
    public async Task Page_OfAPlannedSession_IsNotThere()
    {
        var (tenant, pair, mentor, _) = await house.Begun("reflection-planned");
        var session = (await tenant.Api.Post($"/v1/pairs/{pair}/sessions", Company.PlannedSession)).Id();
        using var response = await mentor.Send("GET", $"/app/my-pairs/{pair}/sessions/{session}/reflection");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> Page(Person person, string path)
    {
        using var response = await person.Send("GET", path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await response.Content.ReadAsStringAsync();
    }
}
