using System.Net;
using Binome.Api.Tests.Edge;

namespace Binome.Api.Tests.House;

/// <summary>The main path over HTTP: what a newcomer does with curl.</summary>
[Collection(WholeProduct.Name)]
public sealed class JourneyTests(ApiFixture house)
{
    [Fact]
    public async Task Import_TellsWhatWentIn_AndWhatIsWrongLineByLine()
    {
        var import = await house.Alize.Api.Get($"/v1/imports/{house.Alize.Import}");
        import.Number("total").ShouldBe(7);
        import.Number("created").ShouldBe(6);
        import.Number("rejected").ShouldBe(1);
        var problem = (await house.Alize.Api.Get($"/v1/imports/{house.Alize.Import}/problems")).Data().Single();
        problem.Number("line").ShouldBe(8);
        problem.Text("column").ShouldBe("email");
        problem.Text("code").ShouldBe("row.email_invalid");
        problem.Text("message").ShouldContain("Correct it");
    }

    [Fact]
    public async Task Import_OfTheSameFile_ChangesNothing()
    {
        var again = await house.Alize.Api.Import(Company.Csv("alize"));
        again.Number("created").ShouldBe(0);
        again.Number("updated").ShouldBe(0);
        again.Number("unchanged").ShouldBe(6);
    }

    [Fact]
    public async Task Participant_IsFiltered_Changed_AndCleared()
    {
        var api = house.Alize.Api;
        var ali = (await api.Get("/v1/participants?email=ALI@alize.example")).Data().Single();
        var changed = await api.Ask("PATCH", $"/v1/participants/{ali.Id()}", """{"job_title":"Lead","site":"Lyon"}""");
        changed.Text("job_title").ShouldBe("Lead");
        var cleared = await api.Ask("PATCH", $"/v1/participants/{ali.Id()}", """{"job_title":null}""");
        cleared.GetProperty("job_title").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        cleared.Text("site").ShouldBe("Lyon");
    }

    [Fact]
    public async Task Participant_IsCreatedByEmployeeId_ThenReplaced()
    {
        var api = house.Alize.Api;
        const string path = "/v1/participants/by_employee_id/N%201";
        const string body = """{"first_name":"New","last_name":"Person","email":"new@alize.example","site":"Lyon"}""";
        using var created = await api.Send("PUT", path, body);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var replaced = await api.Send("PUT", path, body.Replace(",\"site\":\"Lyon\"", ""));
        replaced.StatusCode.ShouldBe(HttpStatusCode.OK);
        var person = await replaced.Json();
        person.Text("employee_id").ShouldBe("N 1");
        person.GetProperty("site").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        created.Headers.Location!.ToString().ShouldBe($"/v1/participants/{person.Id()}");
    }

    [Fact]
    public async Task Participant_WhenChangedMeanwhile_IsNotOverwritten()
    {
        var api = house.Alize.Api;
        var path = $"/v1/participants/{house.Alize.Participant}";
        using var read = await api.Send("GET", path);
        var etag = read.Headers.ETag!.Tag;
        using var first = await api.Send("PATCH", path, """{"site":"Paris"}""", ("If-Match", etag));
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var second = await api.Send("PATCH", path, """{"site":"Lille"}""", ("If-Match", etag));
        await second.ShouldBeProblem(412, FailureCodes.VersionMismatch);
        using var current = await api.Send("GET", path, null, ("If-None-Match", first.Headers.ETag!.Tag));
        current.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Participant_WithAnAddressThatIsTaken_Is409()
    {
        // Two people of this test's own: the sweeps over all routes change those of the fixture.
        foreach (var name in (string[])["first", "second"])
            (
                await house.Alize.Api.Send(
                    "PUT",
                    $"/v1/participants/by_employee_id/T-{name}",
                    $$"""{"first_name":"Test","last_name":"Test","email":"{{name}}@alize.example"}"""
                )
            ).StatusCode.ShouldBe(HttpStatusCode.Created);
        using var response = await house.Alize.Api.Send(
            "PUT",
            "/v1/participants/by_employee_id/T-second",
            """{"first_name":"Test","last_name":"Test","email":"FIRST@alize.example"}"""
        );
        await response.ShouldBeProblem(409, FailureCodes.EmailTaken);
    }

    [Fact]
    public async Task List_IsWalkedToItsEnd_WithoutGapsOrRepetition()
    {
        var ids = new List<string>();
        var address = "/v1/participants?limit=2";
        for (var pages = 0; pages < 50; pages++)
        {
            var page = await house.Boreal.Api.Get(address);
            ids.AddRange(page.Data().Select(person => person.Id()));
            if (!page.GetProperty("has_more").GetBoolean())
                break;
            address = $"/v1/participants?limit=2&cursor={page.Text("next_cursor")}";
        }
        ids.Count.ShouldBeGreaterThanOrEqualTo(6);
        ids.Distinct().Count().ShouldBe(ids.Count);
    }

    [Fact]
    public async Task Proposals_GiveTheirReasonsInTheReadersWords()
    {
        var path = $"/v1/matching_runs/{house.Alize.Run}/proposals?limit=1";
        using var response = await house.Alize.Api.Send("GET", path, null, ("Accept-Language", "fr"));
        var proposal = (await response.Json()).Data().Single();
        var reasons = proposal.GetProperty("reasons").EnumerateArray().ToList();
        reasons.ShouldNotBeEmpty();
        reasons.ShouldContain(reason => reason.Text("name") == "Compétences");
        reasons
            .Sum(reason => reason.GetProperty("contribution").GetDouble())
            .ShouldBe(proposal.GetProperty("score").GetDouble(), 0.001);
    }

    [Fact]
    public async Task Programme_BeforeItIsReady_SaysEachGap()
    {
        var draft = await house.Alize.Api.Post("/v1/programmes", """{"kind":"peer","name":"A draft"}""");
        using var response = await house.Alize.Owner.Send("POST", $"/v1/programmes/{draft.Id()}/launch", "{}");
        var problem = await response.ShouldBeProblem(409, FailureCodes.ProgrammeNotReady);
        problem.GetProperty("errors").GetArrayLength().ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Programme_IsDuplicated_AsADraft()
    {
        var copy = await house.Alize.Api.Post(
            $"/v1/programmes/{house.Alize.Programme}/duplicate",
            """{"name":"Next year"}"""
        );
        copy.Text("phase").ShouldBe("draft");
        copy.Text("name").ShouldBe("Next year");
        copy.Number("mentors").ShouldBe(0);
        copy.GetProperty("goals").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Session_IsPlanned_ThenHeld_ThenNoLongerMoved()
    {
        var api = house.Boreal.Api;
        var path = $"/v1/pairs/{house.Boreal.Pair}/sessions";
        var planned = await api.Post(path, Company.PlannedSession);
        var held = await api.Ask(
            "PATCH",
            $"{path}/{planned.Id()}",
            """{"status":"held","starts_at":"2026-01-06T10:00:00Z"}"""
        );
        held.Text("status").ShouldBe("held");
        held.GetProperty("logged").GetBoolean().ShouldBeFalse();
        using var again = await api.Send("PATCH", $"{path}/{planned.Id()}", """{"status":"cancelled"}""");
        await again.ShouldBeProblem(409, FailureCodes.SessionState);
    }

    [Fact]
    public async Task Report_CountsWhatHappened()
    {
        var report = await house.Alize.Api.Get($"/v1/programmes/{house.Alize.Programme}/report");
        report.GetProperty("pairs").Number("active").ShouldBe(Company.Pairs);
        report.Number("people_enrolled").ShouldBe(6);
        report.GetProperty("match_rate").GetDouble().ShouldBe(1);
    }

    [Fact]
    public async Task Events_AreFiltered_AndFoundByTheirId()
    {
        var opened = (await house.Alize.Api.Get("/v1/events?types=pair.opened,pair.session.held")).Data();
        opened.Count.ShouldBe(Company.Pairs);
        var one = await house.Alize.Api.Get($"/v1/events/{opened[0].Id()}");
        one.Text("type").ShouldBe("pair.opened");
        one.GetProperty("data").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
    }

    [Fact]
    public async Task Post_UnderItsKey_MakesOneProgramme_HoweverOftenItIsSentAtOnce()
    {
        var body = Company.Settings("once");
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ => house.Alize.Api.Send("POST", "/v1/programmes", body, ("Idempotency-Key", "once")))
        );
        answers.ShouldAllBe(answer =>
            answer.StatusCode == HttpStatusCode.Created || answer.StatusCode == HttpStatusCode.Conflict
        );
        answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.Created);
        var programmes = (await house.Alize.Api.Get("/v1/programmes?limit=100")).Data();
        programmes.Count(programme => programme.Text("name") == "once 2026").ShouldBe(1);
    }
}
