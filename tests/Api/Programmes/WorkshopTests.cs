using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Api.Tests.Pages;
using Binome.Api.Tests.Pairs;
using Binome.Contracts.Members;

namespace Binome.Api.Tests.Programmes;

/// <summary>A workshop from its plan to who was there.</summary>
[Collection(WholeProduct.Name)]
public sealed class WorkshopTests(ApiFixture house)
{
    [Fact]
    public async Task Workshop_IsAnsweredByWhomItIsFor_AndAttendanceIsRecorded()
    {
        var (tenant, pair, mentor, mentee) = await house.Begun("workshops");
        var row = await tenant.Api.Get($"/v1/pairs/{pair}");
        var list = $"/v1/programmes/{row.Text("programme")}/workshops";
        var past = (await tenant.Api.Post(list, Company.PlannedWorkshop.Replace("2031", "2026"))).Id();
        var planned = (await tenant.Api.Post(list, Company.PlannedWorkshop)).Id();

        (await mentor.Ask("POST", $"/v1/me/workshops/{past}/answer", """{"coming":true}""")).ShouldBeComing(true);
        using var other = await mentee.Send("POST", $"/v1/me/workshops/{past}/answer", """{"coming":true}""");
        await other.ShouldBeProblem(404, FailureCodes.NotFound);
        var recorded = await tenant.Api.Post($"{list}/{past}/attendance", Attended(row.Text("mentor")));
        (recorded.Number("coming"), recorded.Number("attended")).ShouldBe((1, 1));

        var mine = (await mentor.Ask("GET", "/v1/me/workshops")).Data().Single(one => one.Id() == past);
        mine.GetProperty("attended").GetBoolean().ShouldBeTrue();
        (await mentee.Ask("GET", "/v1/me/workshops")).Data().ShouldBeEmpty();
        var attendance = (await tenant.Api.Get($"{list}/{past}/attendance")).Data().Single();
        attendance.Text("participant").ShouldBe(row.Text("mentor"));
        using var early = await tenant.Api.Send("POST", $"{list}/{planned}/attendance", Attended(row.Text("mentor")));
        await early.ShouldBeProblem(409, FailureCodes.WorkshopNotBegun);
        using var stranger = await tenant.Api.Send("POST", $"{list}/{past}/attendance", Attended(row.Text("mentee")));
        await stranger.ShouldBeProblem(422, FailureCodes.WorkshopParticipant);
    }

    [Fact]
    public async Task Workshop_IsChangedAgainstItsVersion_AndCancelledForGood()
    {
        var list = $"/v1/programmes/{house.Boreal.Programme}/workshops";
        var api = house.Boreal.Api;
        var id = (await api.Post(list, Company.PlannedWorkshop)).Id();
        using var read = await api.Send("GET", $"{list}/{id}");
        var etag = read.Headers.ETag!.Tag;

        using var first = await api.Send("PUT", $"{list}/{id}", Company.PlannedWorkshop, ("If-Match", etag));
        ((int)first.StatusCode).ShouldBe(200);
        using var second = await api.Send("PUT", $"{list}/{id}", Company.PlannedWorkshop, ("If-Match", etag));
        await second.ShouldBeProblem(412, FailureCodes.VersionMismatch);
        (await api.Post($"{list}/{id}/cancel")).Text("status").ShouldBe("cancelled");
        (await api.Post($"{list}/{id}/cancel")).Text("status").ShouldBe("cancelled");
        using var late = await api.Send("PUT", $"{list}/{id}", Company.PlannedWorkshop);
        await late.ShouldBeProblem(409, FailureCodes.WorkshopCancelled);
    }

    [Fact]
    public async Task Workshop_OfAnotherProgramme_IsNotThere()
    {
        var other = (await house.Boreal.Api.Post("/v1/programmes", """{"kind":"peer","name":"Elsewhere"}""")).Id();
        using var response = await house.Boreal.Api.Send(
            "GET",
            $"/v1/programmes/{other}/workshops/{house.Boreal.Workshop}"
        );
        await response.ShouldBeProblem(404, FailureCodes.NotFound);
    }

    [Fact]
    public async Task Pages_PlanAWorkshop_AnswerIt_AndRecordWhoWasThere()
    {
        var (tenant, pair, mentor, _) = await house.Begun("workshops-page");
        var row = await tenant.Api.Get($"/v1/pairs/{pair}");
        var list = $"/app/programmes/{row.Text("programme")}/workshops";
        var owner = new Reader(
            await new Person(house.Address).Redeem(
                (await house.People(tenant.Id).Invited(HeldRole.Of(Role.Owner))).Token
            )
        );
        (await owner.Open($"{list}/plan")).ShouldContain("Ninety minutes before the pairs begin.");

        (string, string)[] words =
        [
            ("en.title", "Ready"),
            ("en.text", "Come."),
            ("fr.title", "Prêts"),
            ("fr.text", "Venez."),
        ];
        (string, string)[] when =
        [
            ("time", "10:00"),
            ("duration_minutes", "90"),
            ("for", "mentor"),
            ("place", "Room 4"),
        ];
        (await owner.SendFaulty($"{list}/plan", $"{list}/plan", [.. when, .. words])).ShouldContain("field-date-error");
        var soon = await owner.Send($"{list}/plan", $"{list}/plan", [("date", "2031-01-10"), .. when, .. words]);
        var past = await owner.Send($"{list}/plan", $"{list}/plan", [("date", "2026-01-09"), .. when, .. words]);

        var reader = new Reader(mentor);
        (await reader.Open("/app/my-guides")).ShouldContain("Prêts");
        var workshop = soon.Split('/')[^1];
        (await reader.Send("/app/my-guides", "/app/my-guides", ("workshop", workshop), ("coming", "true"))).ShouldBe(
            "/app/my-guides"
        );
        var recorded = await owner.Send(past, $"{past}?handler=Record", ($"people.{row.Text("mentor")}", "yes"));
        recorded.ShouldBe(past);
        (await owner.Open(soon)).ShouldContain("1 said that they come");
        (await owner.Open(past)).ShouldContain("1 were there");
        (await owner.Send(soon, $"{soon}?handler=Cancel")).ShouldBe(soon);
        (await owner.Open(soon)).ShouldContain("cancelled");
    }

    private static string Attended(string participant) =>
        $$"""{"attendance":[{"participant":"{{participant}}","attended":true}]}""";
}

file static class AttendanceReading
{
    public static void ShouldBeComing(this System.Text.Json.JsonElement attendance, bool coming) =>
        attendance.GetProperty("coming").GetBoolean().ShouldBe(coming);
}
