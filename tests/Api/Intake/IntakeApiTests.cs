using System.Net;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;

namespace Binome.Api.Tests.Intake;

/// <summary>From the mail that asks to answers that matching reads.</summary>
[Collection(WholeProduct.Name)]
public sealed class IntakeApiTests(ApiFixture house)
{
    [Fact]
    public async Task Intake_IsAsked_Answered_AndFollowed()
    {
        var (tenant, programme) = await Launched("intake");
        (await Statuses(tenant, programme)).ShouldAllBe(status => status == "not_asked");

        var asked = await tenant.Api.Post($"/v1/programmes/{programme}/intakes/ask");
        asked.GetProperty("continues").GetBoolean().ShouldBeTrue();
        var mentee = await Asked("paul@intake.example");

        var read = await mentee.Ask("GET", "/v1/me/intake");
        Codes(read, "missing")
            .ShouldBe(["screening", "statements", "intentions", "communication_style", "availability"]);
        read.GetProperty("screening")
            .EnumerateArray()
            .Select(one => one.Text("code"))
            .ShouldBe(["open", "time", "own_choice"]);
        using var early = await mentee.Send("POST", "/v1/me/intake/complete", "{}");
        await early.ShouldBeProblem(409, FailureCodes.IntakeIncomplete);
        await mentee.Ask(
            "PATCH",
            "/v1/me/intake",
            """{"screening":{"open":"yes","time":"not_sure","own_choice":"yes"}}"""
        );
        await mentee.Ask("PATCH", "/v1/me/intake", Statements(read));
        var last = await mentee.Ask(
            "PATCH",
            "/v1/me/intake",
            """{"intentions":["find_talent"],"communication_style":"direct","availability":["tue-am"]}"""
        );
        Codes(last, "missing").ShouldBeEmpty();
        last.Text("learner_profile").ShouldBe("activist");
        (await mentee.Ask("POST", "/v1/me/intake/complete", "{}")).Text("status").ShouldBe("complete");

        var row = (await tenant.Api.Get($"/v1/programmes/{programme}/intakes?status=complete"))
            .Data()
            .ShouldHaveSingleItem();
        row.GetProperty("screening").Text("time").ShouldBe("not_sure");
        // What somebody said of themselves sentence by sentence is theirs alone.
        row.GetRawText().ShouldNotContain("statements");
        (await tenant.Api.Get($"/v1/participants/{row.Text("participant")}"))
            .Text("learner_profile")
            .ShouldBe("activist");
    }

    [Fact]
    public async Task Volunteer_IsEnrolled_WhereTheProgrammeIsOpen()
    {
        var (tenant, programme) = await Launched("volunteer");
        await tenant.Api.Post($"/v1/programmes/{programme}/intakes/ask", await One(tenant, "ines@volunteer.example"));
        var mentor = await Asked("ines@volunteer.example");
        var body = $$"""{"programme":"{{programme}}","role":"mentee"}""";
        using var closed = await mentor.Send("POST", "/v1/me/volunteer", body);
        await closed.ShouldBeProblem(409, FailureCodes.VolunteersClosed);
        (await mentor.Ask("GET", "/v1/me/open_programmes")).Data().ShouldBeEmpty();

        await tenant.Api.Ask("PATCH", $"/v1/programmes/{programme}", """{"intake":{"volunteers":true}}""");

        (await mentor.Ask("GET", "/v1/me/open_programmes")).Data().Select(one => one.Id()).ShouldBe([programme]);
        Codes(await mentor.Ask("POST", "/v1/me/volunteer", body), "roles").ShouldBe(["mentor", "mentee"]);
        (await tenant.Api.Get($"/v1/programmes/{programme}/enrolments?role=mentee"))
            .Data()
            .ShouldContain(one => one.Text("origin") == "volunteer");
    }

    [Fact]
    public async Task Ask_OfSomebodyNotEnrolled_IsRefused()
    {
        using var response = await house.Alize.Api.Send(
            "POST",
            $"/v1/programmes/{house.Alize.Programme}/intakes/ask",
            """{"participants":["ptc_00000000000000000000000000"]}"""
        );
        await response.ShouldBeProblem(422, FailureCodes.ParticipantUnknown);
    }

    [Theory]
    [InlineData("""{"remind_after_days":[3,3]}""")]
    [InlineData("""{"remind_after_days":[61]}""")]
    [InlineData("""{"remind_after_days":[1,2,3]}""")]
    public async Task Reminders_ThatCantBe_AreRefused(string intake)
    {
        using var response = await house.Alize.Api.Send(
            "PATCH",
            $"/v1/programmes/{house.Alize.Programme}",
            $$"""{"intake":{{intake}}}"""
        );
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Page_SavesAPartByItsForm_WithoutJavaScript()
    {
        var (tenant, programme) = await Launched("calm");
        await tenant.Api.Post($"/v1/programmes/{programme}/intakes/ask", await One(tenant, "anne@calm.example"));
        var anne = new Pages.Reader(await Asked("anne@calm.example"));

        (await anne.Open("/app/my-intake")).ShouldContain("Ce que vous voulez apprendre");
        await anne.Send(
            "/app/my-intake",
            "/app/my-intake?part=skills_wanted",
            ("skills_wanted.0.skill", "IA"),
            ("skills_wanted.0.level", "3"),
            ("skills_wanted.1.skill", ""),
            ("skills_wanted.1.level", "1")
        );

        var person = (await tenant.Api.Get("/v1/participants?email=anne@calm.example")).Data().Single();
        person.GetProperty("skills_wanted").GetRawText().ShouldBe("""[{"skill":"ai","level":3}]""");
    }

    private async Task<(NewTenant Tenant, string Programme)> Launched(string name)
    {
        var tenant = await house.NewTenant(name);
        await tenant.Api.Import(Company.Csv(name));
        return (tenant, await Company.Launched(tenant.Api, tenant.Owner, name));
    }

    /// <summary>Signed in by the link of the mail that asks them.</summary>
    private async Task<Person> Asked(string email)
    {
        var mail = await house.Mails.LastTo(email);
        mail.Template.ShouldBe(MailTemplates.AskIntake);
        mail.Values["link"].ShouldContain("&return=%2Fapp%2Fmy-intake");
        return await new Person(house.Address).Redeem(CapturedMails.TokenOf(mail.Values["link"]));
    }

    private static async Task<string> One(NewTenant tenant, string email) =>
        $$"""{"participants":["{{(await tenant.Api.Get($"/v1/participants?email={email}")).Data().Single().Id()}}"]}""";

    private static async Task<IEnumerable<string>> Statuses(NewTenant tenant, string programme) =>
        (await tenant.Api.Get($"/v1/programmes/{programme}/intakes")).Data().Select(one => one.Text("status"));

    private static string Statements(System.Text.Json.JsonElement read)
    {
        string[] activist = ["try_at_once", "plans_change", "say_yes"];
        var answers = read.GetProperty("statements")
            .EnumerateArray()
            .Select(one => one.Text("code"))
            .Select(code => $"\"{code}\":{(activist.Contains(code) ? 5 : 2)}");
        return $"{{\"statements\":{{{string.Join(',', answers)}}}}}";
    }

    private static IEnumerable<string> Codes(System.Text.Json.JsonElement element, string member) =>
        element.GetProperty(member).EnumerateArray().Select(one => one.GetString()!);
}
