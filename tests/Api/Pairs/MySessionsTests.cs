using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Api.Tests.Pages;
using Binome.Contracts.Mail;

namespace Binome.Api.Tests.Pairs;

/// <summary>The two of a pair plan, move, hold, cancel and log their sessions, and both hear of it.</summary>
[Collection(WholeProduct.Name)]
public sealed class MySessionsTests(ApiFixture house)
{
    [Fact]
    public async Task Session_IsPlannedInASlotOfBoth_MovedAndCancelled_AndBothAreTold()
    {
        var (tenant, pair, mentor, mentee) = await house.Begun("my-sessions");
        var mine = $"/v1/me/pairs/{pair}";
        var slots = (await mentee.Ask("GET", $"{mine}/slots?duration_minutes=90")).Data();
        slots.Count.ShouldBeInRange(1, 8);

        var planned = await mentee.Ask("POST", $"{mine}/sessions", Planned(slots[0].Text("starts_at")));
        (await mentor.Ask("GET", $"{mine}/sessions")).Data().Single().Id().ShouldBe(planned.Id());
        var email = await EmailOf(tenant, pair, "mentor");
        var told = await Told(email, MailTemplates.SessionPlanned, "0");
        told.Values["session"].ShouldBe(planned.Id());
        var moved = $$"""{"starts_at":"{{slots[1].Text("starts_at")}}"}""";
        await mentor.Ask("PATCH", $"{mine}/sessions/{planned.Id()}", moved);
        (await Told(email, MailTemplates.SessionPlanned, "1")).Values["starts_at"].ShouldBe(slots[1].Text("starts_at"));
        await mentee.Ask("PATCH", $"{mine}/sessions/{planned.Id()}", """{"status":"cancelled"}""");
        await Told(email, MailTemplates.SessionCancelled, "2");
        (await mentee.Ask("GET", $"{mine}/slots")).Data()[0].Text("starts_at").ShouldBe(slots[0].Text("starts_at"));
    }

    [Fact]
    public async Task Session_InThePast_IsLoggedAndNotPlanned()
    {
        var (_, pair, mentor, _) = await house.Begun("my-log");
        var mine = $"/v1/me/pairs/{pair}/sessions";
        using var late = await mentor.Send("POST", mine, Planned("2026-01-06T10:00:00Z"));
        await late.ShouldBeProblem(422, FailureCodes.SessionInPast);
        var held = """{"status":"held","starts_at":"2026-01-06T10:00:00Z","duration_minutes":45,"format":"phone"}""";
        (await mentor.Ask("POST", mine, held)).GetProperty("logged").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Sessions_OfAnotherPair_AreNotThere()
    {
        var (tenant, pairs) = await house.Asked("my-sessions-others");
        var mentee = await house.Side(tenant, pairs[0], "mentee");
        var other = pairs.First(pair => pair.Text("mentee") != pairs[0].Text("mentee")).Id();
        foreach (
            var (method, path, body) in new[]
            {
                ("GET", "sessions", null),
                ("GET", "slots", null),
                ("POST", "sessions", Planned("2031-01-06T10:00:00Z")),
            }
        )
        {
            using var response = await mentee.Send(method, $"/v1/me/pairs/{other}/{path}", body);
            await response.ShouldBeProblem(404, FailureCodes.NotFound);
        }
    }

    [Fact]
    public async Task Pages_PlanMoveAndCancel_WithoutJavaScript()
    {
        var (_, pair, mentor, mentee) = await house.Begun("my-pages");
        var (home, reader) = ($"/app/my-pairs/{pair}", new Reader(mentee));

        (await reader.SendFaulty($"{home}/plan", $"{home}/plan", ("duration_minutes", "60"))).ShouldContain("errors");
        var planned = await reader.Send(
            $"{home}/plan",
            $"{home}/plan",
            ("date", "2031-01-06"),
            ("time", "10:30"),
            ("duration_minutes", "45"),
            ("format", "phone")
        );
        planned.ShouldStartWith(home);
        var session = (await mentor.Ask("GET", $"/v1/me/pairs/{pair}/sessions")).Data().Single();
        (session.Text("starts_at"), session.Text("format")).ShouldBe(("2031-01-06T09:30:00Z", "phone"));
        var page = $"{home}/sessions/{session.Id()}";
        (await reader.Open(page)).ShouldContain("value=\"10:30\"");
        await reader.Send(
            page,
            $"{page}?handler=Move",
            ("date", "2031-01-07"),
            ("time", "10:30"),
            ("duration_minutes", "45"),
            ("format", "video")
        );
        await reader.Send(page, $"{page}?handler=Cancel");
        (await mentor.Ask("GET", $"/v1/me/pairs/{pair}/sessions")).Data().Single().Text("status").ShouldBe("cancelled");
        await reader.Send(
            $"{home}/log",
            $"{home}/log",
            ("date", "2026-01-06"),
            ("time", "10:30"),
            ("duration_minutes", "45"),
            ("format", "video")
        );
        (await reader.Open(home)).ShouldContain("/reflection");
    }

    private static string Planned(string startsAt) =>
        $$"""{"status":"planned","starts_at":"{{startsAt}}","duration_minutes":90,"format":"video"}""";

    private static async Task<string> EmailOf(NewTenant tenant, string pair, string role)
    {
        var row = await tenant.Api.Get($"/v1/pairs/{pair}");
        return (await tenant.Api.Get($"/v1/participants/{row.Text(role)}")).Text("email");
    }

    private async Task<QueueMail> Told(string email, string template, string sequence)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var mail = await house.Mails.LastTo(email);
            if (mail.Template == template && mail.Values["sequence"] == sequence)
                return mail;
            await Task.Delay(20, limit.Token);
        }
    }
}
