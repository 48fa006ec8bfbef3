using System.Net;
using System.Text.Json;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Contracts.Members;

namespace Binome.Api.Tests.Pairs;

/// <summary>What a mentor and a mentee do with their pair, and what a coordinator sees of it.</summary>
[Collection(WholeProduct.Name)]
public sealed class MyPairsTests(ApiFixture house)
{
    private const string Reason = "canary-9f31 between the two of us";

    [Fact]
    public async Task Pair_WhenBothAccept_Begins()
    {
        var (tenant, pairs) = await house.Asked("accepted");
        var pair = pairs[0];
        var (mentor, mentee) = (await house.Side(tenant, pair, "mentor"), await house.Side(tenant, pair, "mentee"));

        var waiting = await mentor.Ask("POST", $"/v1/me/pairs/{pair.Id()}/accept", "{}");
        waiting.Text("phase").ShouldBe("awaiting_acceptance");
        waiting
            .GetProperty("acceptance")
            .GetProperty("mentee_at")
            .ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var begun = await mentee.Ask("POST", $"/v1/me/pairs/{pair.Id()}/accept", "{}");

        begun.Text("phase").ShouldBe("active");
        (await tenant.Api.Get($"/v1/pairs/{pair.Id()}")).GetRawText().ShouldBe(begun.GetRawText());
        (await mentor.Ask("GET", "/v1/me/pairs")).Data().ShouldContain(item => item.Id() == pair.Id());
    }

    [Fact]
    public async Task Charter_WhenBothSign_MakesThePairActive()
    {
        var (tenant, pairs) = await house.Asked("signed", "required");
        var pair = $"/v1/me/pairs/{pairs[0].Id()}";
        var (mentor, mentee) = (
            await house.Side(tenant, pairs[0], "mentor"),
            await house.Side(tenant, pairs[0], "mentee")
        );
        await mentor.Ask("POST", $"{pair}/accept", "{}");
        (await mentee.Ask("POST", $"{pair}/accept", "{}")).Text("phase").ShouldBe("charter");
        var logged = await tenant.Api.Post(
            $"/v1/pairs/{pairs[0].Id()}/sessions",
            """{"status":"held","starts_at":"2026-01-06T10:00:00Z","duration_minutes":60,"format":"video"}"""
        );
        logged.GetProperty("before_charter").GetBoolean().ShouldBeTrue();

        var version = (await mentee.Ask("GET", $"{pair}/charter")).Number("version");
        using var other = await mentee.Send("POST", $"{pair}/sign", $$"""{"version":{{version + 1}}}""");
        await other.ShouldBeProblem(409, FailureCodes.CharterVersion);
        (await mentee.Ask("POST", $"{pair}/sign", $$"""{"version":{{version}}}""")).Text("phase").ShouldBe("charter");
        (await Text(mentor, $"/app/my-pairs/{pairs[0].Id()}")).ShouldContain("Notre charte");
        (await mentor.Ask("POST", $"{pair}/sign", $$"""{"version":{{version}}}""")).Text("phase").ShouldBe("active");
    }

    [Fact]
    public async Task Decline_TellsNobodyWhy()
    {
        var (tenant, pairs) = await house.Asked("declined");
        var pair = pairs[0];
        var mentee = await house.Side(tenant, pair, "mentee");

        var declined = await mentee.Ask(
            "POST",
            $"/v1/me/pairs/{pair.Id()}/decline",
            $$"""{"private_reason":"{{Reason}}"}"""
        );

        declined.Text("phase").ShouldBe("declined");
        foreach (
            var path in (string[])
                ["/v1/pairs", $"/v1/pairs/{pair.Id()}", $"/v1/pairs/{pair.Id()}/steps", "/v1/events?limit=100"]
        )
            (await tenant.Owner.Get(path)).GetRawText().ShouldNotContain("canary");
        var coordinators = await new Person(house.Address).Redeem(
            (await house.People(tenant.Id).Invited(HeldRole.Of(Role.Owner))).Token
        );
        (await Text(coordinators, $"/app/pairs/{pair.Id()}")).ShouldNotContain("canary");
        (await Text(mentee, $"/app/my-pairs/{pair.Id()}")).ShouldContain(Reason);
    }

    [Fact]
    public async Task Pair_OfOthers_IsNotThere()
    {
        var (tenant, pairs) = await house.Asked("others");
        var mentee = await house.Side(tenant, pairs[0], "mentee");
        var other = pairs.First(pair => pair.Text("mentee") != pairs[0].Text("mentee"));

        foreach (var (method, path) in new[] { ("GET", ""), ("POST", "/accept"), ("POST", "/decline") })
        {
            using var response = await mentee.Send(
                method,
                $"/v1/me/pairs/{other.Id()}{path}",
                method == "GET" ? null : "{}"
            );
            await response.ShouldBeProblem(404, FailureCodes.NotFound);
        }
        using var page = await mentee.Send("GET", $"/app/my-pairs/{other.Id()}");
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Key_CantAnswerForAPerson()
    {
        using var response = await house.Alize.Api.Send("POST", $"/v1/me/pairs/{house.Alize.Pair}/accept", "{}");
        await response.ShouldBeProblem(403, FailureCodes.PersonRequired);
    }

    [Fact]
    public async Task Pair_GetsItsOwnRhythm_AndGivesItBack()
    {
        var tenant = await house.NewTenant("rhythmic");
        var company = await Company.Found(tenant, "rhythmic");
        var pair = $"/v1/pairs/{company.Pair}";
        var before = await tenant.Api.Get(pair);
        using (
            var own = await tenant.Api.Send("PUT", $"{pair}/cadence", RouteBodies.Of("PUT", "/v1/pairs/{pair}/cadence"))
        )
            own.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await tenant.Api.Get(pair)).GetProperty("own_rhythm").ValueKind.ShouldBe(JsonValueKind.Object);

        var reset = await tenant.Owner.Ask("DELETE", $"{pair}/cadence");
        var again = await tenant.Owner.Ask("DELETE", $"{pair}/cadence");

        reset.GetProperty("own_rhythm").ValueKind.ShouldBe(JsonValueKind.Null);
        reset.Text("next_due_at").ShouldBe(before.Text("next_due_at"));
        again.GetRawText().ShouldBe(reset.GetRawText());
        (await tenant.Api.Get($"{pair}/steps"))
            .Data()
            .Take(2)
            .Select(step => (step.Text("step"), step.GetProperty("by").ValueKind))
            .ShouldBe([("reset_rhythm", JsonValueKind.Object), ("change_rhythm", JsonValueKind.Null)]);
    }

    [Fact]
    public async Task Coordinator_PausesResumesAndSeparates_WithAReason()
    {
        var tenant = await house.NewTenant("moved");
        var company = await Company.Found(tenant, "moved");
        var pair = $"/v1/pairs/{company.Pair}";

        (await tenant.Owner.Post($"{pair}/pause", """{"reason":"Parental leave."}""")).Text("phase").ShouldBe("paused");
        using var planned = await tenant.Api.Send("POST", $"{pair}/sessions", Company.PlannedSession);
        await planned.ShouldBeProblem(409, FailureCodes.PairPhase);
        (await tenant.Owner.Post($"{pair}/resume")).Text("phase").ShouldBe("active");
        using var unexplained = await tenant.Owner.Send("POST", $"{pair}/separate", "{}");
        await unexplained.ShouldBeProblem(400, FailureCodes.Required);
        (await tenant.Owner.Post($"{pair}/separate", """{"reason":"They asked for it."}"""))
            .Text("phase")
            .ShouldBe("separated");
        using var again = await tenant.Owner.Send("POST", $"{pair}/resume", "{}");
        await again.ShouldBeProblem(409, FailureCodes.PairPhase);

        (await tenant.Owner.Get($"{pair}/steps"))
            .Data()
            .Select(step => step.Text("step"))
            .ShouldBe(["separate", "resume", "pause"]);
        (await tenant.Api.Get($"{pair}/sessions")).Data().ShouldAllBe(session => session.Text("status") == "cancelled");
    }

    private static async Task<string> Text(Person person, string path)
    {
        using var response = await person.Send("GET", path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await response.Content.ReadAsStringAsync();
    }
}
