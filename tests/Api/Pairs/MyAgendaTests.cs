using System.Net;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;

namespace Binome.Api.Tests.Pairs;

/// <summary>What the two of a pair plan to talk about and to reach, and what others see of it.</summary>
[Collection(WholeProduct.Name)]
public sealed class MyAgendaTests(ApiFixture house)
{
    private const string Canary = "canary-71c4 I am afraid to present";

    [Fact]
    public async Task Suggestion_IsTheMenteesToTake_AndWhatIsNotFinishedIsCarriedOver()
    {
        var (tenant, pair, mentor, mentee) = await house.Begun("agenda");
        var agenda = $"/v1/me/pairs/{pair}/agenda";

        var suggested = await mentor.Ask("POST", agenda, """{"text":"Try the new tool."}""");
        suggested.Text("status").ShouldBe("suggested");
        using var taken = await mentor.Send("PATCH", $"{agenda}/{suggested.Id()}", """{"status":"open"}""");
        await taken.ShouldBeProblem(403, FailureCodes.AgendaMentees);
        using var want = await mentor.Send("POST", agenda, """{"text":"Learn.","kind":"want"}""");
        await want.ShouldBeProblem(403, FailureCodes.AgendaMentees);
        await mentee.Ask("PATCH", $"{agenda}/{suggested.Id()}", """{"status":"open"}""");
        await tenant.Api.Post(
            $"/v1/pairs/{pair}/sessions",
            """{"status":"held","starts_at":"2026-01-06T10:00:00Z","duration_minutes":60,"format":"video"}"""
        );

        var open = (await mentor.Ask("GET", agenda)).Data().Single();
        (open.Text("status"), open.Text("text"), open.Number("carried_over")).ShouldBe(
            ("open", "Try the new tool.", 1)
        );
        (await mentee.Ask("PATCH", $"{agenda}/{open.Id()}", """{"status":"done"}""")).Text("status").ShouldBe("done");
        (await mentee.Ask("PATCH", $"{agenda}/{open.Id()}", """{"status":"done"}""")).Text("status").ShouldBe("done");
        using var again = await mentee.Send("PATCH", $"{agenda}/{open.Id()}", """{"status":"open"}""");
        await again.ShouldBeProblem(409, FailureCodes.AgendaState);
    }

    [Fact]
    public async Task Agenda_IsReadByTheTwoAlone()
    {
        var (tenant, pair, mentor, mentee) = await house.Begun("agenda-canary");
        var agenda = $"/v1/me/pairs/{pair}/agenda";
        await mentee.Ask("POST", agenda, $$"""{"text":"{{Canary}}","kind":"want"}""");

        (await mentor.Ask("GET", agenda)).GetRawText().ShouldContain(Canary);
        foreach (
            var path in (string[])
                ["/v1/pairs", $"/v1/pairs/{pair}", $"/v1/pairs/{pair}/objectives", "/v1/events?limit=100"]
        )
            (await tenant.Owner.Get(path)).GetRawText().ShouldNotContain("canary");
        using var key = await tenant.Api.Send("GET", agenda);
        await key.ShouldBeProblem(403, FailureCodes.PersonRequired);
        using var owner = await tenant.Owner.Send("GET", agenda);
        await owner.ShouldBeProblem(404, FailureCodes.NotFound);
        var stored = await Stored.Text(house);
        stored.ShouldContain(pair);
        stored.ShouldNotContain("canary-71c4");
    }

    [Fact]
    public async Task Template_AddsItsPoints_InTheReadersLanguage()
    {
        var (_, pair, _, mentee) = await house.Begun("agenda-template");
        var agenda = $"/v1/me/pairs/{pair}/agenda";
        var first = (await mentee.Ask("GET", $"{agenda}/templates")).Data()[0];
        first.Text("template").ShouldBe("first_session");
        var points = first.GetProperty("points").EnumerateArray().Select(point => point.GetString()).ToList();

        var added = await mentee.Ask("POST", $"{agenda}/templates", """{"template":"first_session"}""");

        added.Data().Select(item => item.Text("text")).ShouldBe(points!);
        var kept = (await mentee.Ask("GET", agenda)).Data().Select(item => item.Text("text"));
        kept.ShouldBe(points!);
        points.ShouldContain(point => point!.Contains("par vos yeux"));
    }

    [Fact]
    public async Task Objective_IsSetByEither_ValidatedOnRecord_AndSeenByWhoeverFollowsThePair()
    {
        var (tenant, pair, mentor, mentee) = await house.Begun("objectives");
        var mine = $"/v1/me/pairs/{pair}/objectives";
        using var vague = await mentee.Send("POST", mine, """{"text":"Speak first.","criterion":""}""");
        await vague.ShouldBeProblem(400, FailureCodes.Required);

        var set = await mentee.Ask("POST", mine, """{"text":"Speak first.","criterion":"Two talks held."}""");
        await mentor.Ask("PATCH", $"{mine}/{set.Id()}", """{"status":"reached"}""");

        var seen = (await tenant.Api.Get($"/v1/pairs/{pair}/objectives")).Data().Single();
        (seen.Text("status"), seen.Text("text")).ShouldBe(("reached", "Speak first."));
        seen.Text("validated_by").ShouldBe((await tenant.Api.Get($"/v1/pairs/{pair}")).Text("mentor"));
        (await tenant.Api.Get("/v1/events?types=pair.objective.changed")).GetRawText().ShouldNotContain("Speak");
        (await Page(mentee, $"/app/my-pairs/{pair}")).ShouldContain("Two talks held.");
    }

    [Fact]
    public async Task AnotherPairsAgenda_IsNotThere()
    {
        var (tenant, pairs) = await house.Asked("agenda-others");
        var mentee = await house.Side(tenant, pairs[0], "mentee");
        var other = pairs.First(pair => pair.Text("mentee") != pairs[0].Text("mentee")).Id();
        foreach (
            var (method, path, body) in new[]
            {
                ("GET", "agenda", null),
                ("POST", "agenda", """{"text":"a"}"""),
                ("GET", "agenda/templates", null),
                ("POST", "agenda/templates", """{"template":"first_session"}"""),
                ("PATCH", "agenda/agi_00000000000000000000000000", """{"status":"done"}"""),
                ("GET", "objectives", null),
                ("POST", "objectives", """{"text":"a","criterion":"b"}"""),
                ("PATCH", "objectives/obj_00000000000000000000000000", """{"status":"reached"}"""),
            }
        )
        {
            using var response = await mentee.Send(method, $"/v1/me/pairs/{other}/{path}", body);
            await response.ShouldBeProblem(404, FailureCodes.NotFound);
        }
    }

    private static async Task<string> Page(Person person, string path)
    {
        using var response = await person.Send("GET", path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await response.Content.ReadAsStringAsync();
    }
}
