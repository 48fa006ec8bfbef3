using System.Net;

namespace Binome.Api.Tests.House;

/// <summary>A full file over the API: who would leave is shown first, and leaves when somebody confirms it.</summary>
[Collection(WholeProduct.Name)]
public sealed class LeavingTests(ApiFixture house)
{
    [Fact]
    public async Task Full_WithoutMostPeople_ShowsWhoWouldLeave_AndGoesOnWhenConfirmed()
    {
        var tenant = await house.NewTenant("leaving");
        var api = tenant.Api;
        await api.Import(Csv(1, 2, 3, 4));

        var waits = await api.Finished(await Full(api, Csv(1, 2)), "awaiting_confirmation");

        (waits.Text("mode"), waits.Number("leavers"), waits.Number("left"), waits.Number("done")).ShouldBe(
            ("full", 2, 0, 0)
        );
        var named = (await api.Get($"/v1/imports/{waits.Id()}/problems")).Data();
        named.Select(one => one.Text("code")).Distinct().ShouldBe(["row.leaver"]);
        named.Select(one => one.Text("value")).Order().ShouldBe(["L3", "L4"]);
        (await api.Get("/v1/participants?left=true")).Data().ShouldBeEmpty();

        using var page = await tenant.Owner.Send(
            "GET",
            $"/app/imports/{waits.Id()}",
            null,
            ("Accept", "text/html"),
            ("Accept-Language", "en")
        );
        (await page.Content.ReadAsStringAsync()).ShouldContain("Confirm that they have left");

        await api.Post($"/v1/imports/{waits.Id()}/confirm");
        (await api.Finished($"/v1/imports/{waits.Id()}", "completed")).Number("left").ShouldBe(2);
        (await api.Get("/v1/participants?left=true")).Data().Count.ShouldBe(2);
        (await api.Get("/v1/participants?left=false")).Data().Count.ShouldBe(2);
        using var late = await api.Send("POST", $"/v1/imports/{waits.Id()}/confirm", "{}");
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await late.Content.ReadAsStringAsync()).ShouldContain("import.not_waiting");
    }

    [Fact]
    public async Task Leave_OfOnePerson_IsUndoneByTheirEmployeeId_AndNotByAChange()
    {
        var api = (await house.NewTenant("coming back")).Api;
        await api.Import(Csv(1));
        var id = (await api.Get("/v1/participants")).Data()[0].Id();

        (await api.Post($"/v1/participants/{id}/leave")).Text("left_at").ShouldNotBeEmpty();
        var patched = await api.Ask("PATCH", $"/v1/participants/{id}", """{"job_title":"Lead"}""");
        patched.Text("left_at").ShouldNotBeEmpty();
        var back = await api.Ask(
            "PUT",
            "/v1/participants/by_employee_id/L1",
            """{"first_name":"P1","last_name":"N1","email":"p1@leaving.example"}"""
        );

        (back.Id(), back.GetProperty("left_at").ValueKind).ShouldBe((id, System.Text.Json.JsonValueKind.Null));
        var types = (await api.Get("/v1/events")).Data().Select(one => one.Text("type"));
        types.ShouldContain("participant.left");
        types.ShouldContain("participant.returned");
    }

    private static string Csv(params int[] people) =>
        "employee_id,first_name,last_name,email\n"
        + string.Concat(people.Select(number => $"L{number},P{number},N{number},p{number}@leaving.example\n"));

    private static async Task<string> Full(ApiClient api, string csv)
    {
        using var answer = await api.Upload(csv, "?mode=full");
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return answer.Headers.Location!.OriginalString;
    }
}
