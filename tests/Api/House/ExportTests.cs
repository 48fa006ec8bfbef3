using System.Net;
using System.Text;
using System.Text.Json;
using Binome.Api.Tests.Edge;
using Binome.Contracts.Members;

namespace Binome.Api.Tests.House;

/// <summary>Files out: what is in them, for whom, and how long.</summary>
[Collection(WholeProduct.Name)]
public sealed class ExportTests(ApiFixture house)
{
    private const string Header = "employee_id,first_name,last_name,email,job_title,roles,skills_offered\n";

    [Fact]
    public async Task Csv_ThatWasExported_IsHarmlessInASpreadsheet_AndChangesNothingWhenSentBack()
    {
        var api = (await house.NewTenant("sheet")).Api;
        await api.Import(
            Header
                + "S1,Inès,Morel,ines@sheet.example,\"Lead, \"\"data\"\"\",mentor,ai:4;cloud:2\n"
                + "S2,Ali,Benali,ali@sheet.example,\"=HYPERLINK(\"\"https://evil.example\"\")\",mentee,\n"
                + "S3,+Zoé,-Martin,zoe@sheet.example,@SUM(A1),none,\n"
        );
        var export = await Exported(api, """{"resource":"participants"}""");

        var bytes = await File(api, export);

        bytes.Length.ShouldBe((int)export.GetProperty("bytes").GetInt64());
        bytes.AsSpan(0, 3).ToArray().ShouldBe([0xEF, 0xBB, 0xBF]);
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split("\r\n");
        lines[0].ShouldStartWith("id,employee_id,first_name,last_name,email,");
        lines.Length.ShouldBe(5);
        var (first, second, third) = (Line("S1"), Line("S2"), Line("S3"));
        first.ShouldContain(",S1,Inès,Morel,ines@sheet.example,,\"Lead, \"\"data\"\"\",");
        first.ShouldContain(",ai:4;cloud:2,");
        second.ShouldContain("\"'=HYPERLINK(\"\"https://evil.example\"\")\"");
        third.ShouldContain("\"'+Zoé\",\"'-Martin\"");
        third.ShouldContain("\"'@SUM(A1)\"");

        var again = await api.Import($"{lines[0]}\n{first}\n");
        (again.Number("updated"), again.Number("unchanged"), again.Number("rejected")).ShouldBe((0, 1, 0));
        string Line(string id) => lines.Single(line => line.Contains($",{id},", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("participants", "/v1/participants")]
    [InlineData("pairs", "/v1/pairs")]
    [InlineData("events", "/v1/events")]
    public async Task JsonLines_AreTheResourcesOfTheApi(string resource, string path)
    {
        var api = house.Alize.Api;
        var export = await Exported(api, $$"""{"resource":"{{resource}}","format":"jsonl"}""");

        var file = Encoding.UTF8.GetString(await File(api, export));

        var lines = file.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(export.Number("done"));
        foreach (var line in lines)
        {
            using var exported = JsonDocument.Parse(line);
            var read = await api.Get($"{path}/{exported.RootElement.Id()}");
            JsonElement.DeepEquals(exported.RootElement, read).ShouldBeTrue(line);
        }
    }

    [Fact]
    public async Task Sessions_OfAProgramme_AreInItsFileAlone()
    {
        var company = house.Alize;
        var export = await Exported(
            company.Api,
            $$"""{"resource":"sessions","format":"jsonl","programme":"{{company.Programme}}"}"""
        );
        var file = Encoding.UTF8.GetString(await File(company.Api, export));
        file.ShouldContain(company.Session);
        file.ShouldNotContain(house.Boreal.Session);

        using var unknown = await company.Api.Send(
            "POST",
            "/v1/exports",
            $$"""{"resource":"pairs","programme":"{{house.Boreal.Programme}}"}"""
        );
        unknown.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await unknown.Content.ReadAsStringAsync()).ShouldContain("export.programme_unknown");
    }

    [Fact]
    public async Task Events_AsCsv_AreNumberedWithoutGaps_AndTakeTheScopeToReadThem()
    {
        var company = await house.NewTenant("events");
        await company.Api.Import(Header + "E1,Inès,Morel,ines@events.example,,none,\n");
        var export = await Exported(company.Api, """{"resource":"events"}""");

        var lines = Encoding.UTF8.GetString(await File(company.Api, export)).TrimStart('\uFEFF').Split("\r\n");

        lines[0].ShouldBe("sequence,id,type,created,resource,data");
        var rows = lines[1..^1];
        rows.Length.ShouldBe(export.Number("done"));
        rows.Select(row => row.Split(',')[0]).ShouldBe(Enumerable.Range(1, rows.Length).Select(number => $"{number}"));
        rows.ShouldContain(row => row.Contains(",participant.created,", StringComparison.Ordinal));
        rows.ShouldAllBe(row => !row.Contains("Morel", StringComparison.Ordinal));
        var tenant = house.Grains(company.Id).Tenant();
        var key = (await tenant.CreateKey(new("narrow", ["exports:write", "pairs:read"], null))).Value.Secret;
        using var narrow = await house.WithKey(key).Send("POST", "/v1/exports", """{"resource":"events"}""");
        narrow.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Events_OfATime_AreThoseOfIt()
    {
        var api = house.Alize.Api;
        var all = await Exported(api, """{"resource":"events","format":"jsonl"}""");
        var tomorrow = all.GetProperty("created_at").GetDateTimeOffset().AddDays(1).ToString("O");

        var before = await Exported(
            api,
            $$"""{"resource":"events","format":"jsonl","created":{"lt":"{{tomorrow}}"} }"""
        );
        var since = await Exported(
            api,
            $$"""{"resource":"events","format":"jsonl","created":{"gte":"{{tomorrow}}"} }"""
        );

        (all.GetProperty("created").ValueKind == JsonValueKind.Null, since.Number("done")).ShouldBe((true, 0));
        before.Number("done").ShouldBeGreaterThanOrEqualTo(all.Number("done"));
        since.GetProperty("created").GetProperty("gte").GetDateTimeOffset().ShouldBe(DateTimeOffset.Parse(tomorrow));
        (await File(api, since)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"resource":"events","programme":"prg_any"}""", "export.filter_unfit", "/programme")]
    [InlineData("""{"resource":"pairs","created":{"gte":"2026-01-01T00:00:00Z"}}""", "export.filter_unfit", "/created")]
    [InlineData(
        """{"resource":"events","created":{"gte":"2026-01-02T00:00:00Z","lt":"2026-01-02T00:00:00Z"}}""",
        "export.time_empty",
        "/created/lt"
    )]
    public async Task Filter_ThatCanHoldNothing_IsRefused(string body, string code, string pointer)
    {
        using var refused = await house.Alize.Api.Send("POST", "/v1/exports", body);
        var problem = await refused.ShouldBeProblem(422, code);
        problem.GetProperty("errors")[0].Text("pointer").ShouldBe(pointer);
    }

    [Fact]
    public async Task Coordinator_ExportsTheOwnProgramme_AndSeesNoOthers()
    {
        var company = house.Alize;
        var coordinator = await house.SignedIn(company.Tenant, HeldRole.Of(Role.Coordinator, company.Programme));
        var everything = (await company.Api.Post("/v1/exports", """{"resource":"pairs"}""")).Id();

        var own = await Post($$"""{"resource":"pairs","programme":"{{company.Programme}}"}""");
        var done = await company.Api.Finished($"/v1/exports/{own.Id()}", "completed");
        var list = (await coordinator.Get("/v1/exports")).Data().Select(item => item.Id()).ToList();

        using var file = await coordinator.Send("GET", done.Text("file"));
        (await file.Content.ReadAsStringAsync()).ShouldContain(company.Pair);
        list.ShouldContain(own.Id());
        list.ShouldNotContain(everything);
        using var all = await coordinator.Send("POST", "/v1/exports", """{"resource":"pairs"}""");
        await all.ShouldBeProblem(422, "export.programme_needed");
        using var events = await coordinator.Send("POST", "/v1/exports", """{"resource":"events"}""");
        await events.ShouldBeProblem(403, TransportCodes.RoleMissing);
        var other = (await company.Api.Post("/v1/programmes", """{"kind":"peer","name":"Elsewhere"}""")).Id();
        using var elsewhere = await coordinator.Send(
            "POST",
            "/v1/exports",
            $$"""{"resource":"pairs","programme":"{{other}}"}"""
        );
        await elsewhere.ShouldBeProblem(422, "export.programme_unknown");

        async Task<JsonElement> Post(string body)
        {
            using var response = await coordinator.Send("POST", "/v1/exports", body);
            response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            return await response.Json();
        }
    }

    [Fact]
    public async Task File_OfAnotherTenant_IsNotThere()
    {
        using var response = await house.Boreal.Api.Send("GET", $"/v1/exports/{house.Alize.Export}/file");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task File_SaysWhatItIs_AndHowLong()
    {
        using var response = await house.Alize.Api.Send(
            "GET",
            $"/v1/exports/{house.Alize.Export}/file",
            body: null,
            ("Accept", "text/csv")
        );
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        response.Content.Headers.ContentDisposition!.FileName!.ShouldContain("binome-participants-");
        response.Content.Headers.ContentLength.ShouldBe((await response.Content.ReadAsByteArrayAsync()).Length);
    }

    private static async Task<JsonElement> Exported(ApiClient api, string body)
    {
        var export = await api.Post("/v1/exports", body);
        return await api.Finished($"/v1/exports/{export.Id()}", "completed");
    }

    private static async Task<byte[]> File(ApiClient api, JsonElement export)
    {
        using var response = await api.Send("GET", export.Text("file"));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsByteArrayAsync();
    }
}
