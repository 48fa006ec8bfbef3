using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Api.Tests.Pages;
using Binome.Api.Tests.Pairs;
using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi;
using Binome.WebApi.Http;
using Binome.WebApi.Programmes;

namespace Binome.Api.Tests.Programmes;

/// <summary>Role briefs, guides and icebreakers: templates at first, worded by who runs the programme, read by those they are for.</summary>
[Collection(WholeProduct.Name)]
public sealed class ResourceTests(ApiFixture house)
{
    private const string Own =
        """{"kind":"guide","for":"mentee","en":{"title":"Ours","text":"# Read <b>me</b>"},"fr":{"title":"Le nôtre","text":"# À <b>lire</b>"}}""";

    [Fact]
    public void Templates_OfEveryKind_AreThereInBothLanguages()
    {
        foreach (var kind in Enum.GetValues<ProgrammeKind>())
        foreach (var (id, _, _) in DefaultResources.All)
        {
            var (en, fr) = (
                GuideTemplates.Of(id, kind, Language.English),
                GuideTemplates.Of(id, kind, Language.French)
            );
            foreach (var words in (ResourceWords[])[en, fr])
            {
                words.Title.Length.ShouldBeInRange(5, Limits.NameCharactersMax);
                words.Text.Length.ShouldBeInRange(200, Limits.ResourceCharactersMax);
            }
            en.ShouldNotBe(fr);
            fr.Text.ShouldNotContain("'");
        }
        // What the two roles are told depends on the kind of programme.
        Enum.GetValues<ProgrammeKind>()
            .Select(kind => GuideTemplates.Of("role_brief_mentor", kind, Language.English).Text)
            .ShouldBeUnique();
        GuideTemplates.OfWorkshop(Language.French).Text.Length.ShouldBeLessThan(Limits.WorkshopCharactersMax);
    }

    [Fact]
    public async Task Resource_IsATemplate_UntilItIsWorded_AndNotOverwritten()
    {
        var api = house.Alize.Api;
        var programme = (await api.Post("/v1/programmes", """{"kind":"reverse","name":"With guides"}""")).Id();
        var list = $"/v1/programmes/{programme}/resources";
        var all = (await api.Get(list)).Data();
        all.Select(one => one.Id()).ShouldBe(DefaultResources.All.Select(one => one.Id));
        all.ShouldAllBe(one => one.GetProperty("template").GetBoolean());

        using var first = await api.Send("PUT", $"{list}/guide_mentee", Own, ("If-Match", "\"v0\""));
        first.IsSuccessStatusCode.ShouldBeTrue(await first.Content.ReadAsStringAsync());
        using var late = await api.Send("PUT", $"{list}/guide_mentee", Own, ("If-Match", "\"v0\""));
        await late.ShouldBeProblem(412, FailureCodes.VersionMismatch);

        var read = await api.Get($"{list}/guide_mentee");
        read.GetProperty("template").GetBoolean().ShouldBeFalse();
        read.GetProperty("fr").Text("title").ShouldBe("Le nôtre");
        using var other = await api.Send("PUT", $"{list}/guide_mentor", Own);
        await other.ShouldBeProblem(400, FailureCodes.Invalid);
        using var none = await api.Send("PUT", $"{list}/rsc_00000000000000000000000000", Own);
        await none.ShouldBeProblem(404, FailureCodes.NotFound);
    }

    [Fact]
    public async Task Resource_OfOnesOwn_IsAdded_AndGoesWithACopyOfTheProgramme()
    {
        var owner = house.Alize.Owner;
        var programme = (await owner.Post("/v1/programmes", """{"kind":"peer","name":"Original with guides"}""")).Id();
        var added = await owner.Post($"/v1/programmes/{programme}/resources", Own);
        added.Id().ShouldStartWith("rsc_");

        var copy = (await owner.Post($"/v1/programmes/{programme}/duplicate", """{"name":"Copied guides"}""")).Id();

        var copied = await owner.Get($"/v1/programmes/{copy}/resources/{added.Id()}");
        copied.GetProperty("en").Text("title").ShouldBe("Ours");
    }

    [Fact]
    public async Task People_ReadWhatIsForTheirRole_InTheirLanguage_WithoutHtml()
    {
        var (tenant, pair, mentor, mentee) = await house.Begun("guides");
        var programme = (await tenant.Api.Get($"/v1/pairs/{pair}")).Text("programme");
        var list = $"/v1/programmes/{programme}/resources";
        await tenant.Api.Ask("PUT", $"{list}/guide_mentee", Own);
        await tenant.Api.Ask("PUT", $"{list}/icebreakers", Hidden);

        (await Ids(mentor, programme)).ShouldBe(["role_brief_mentor", "guide_mentor"]);
        (await Ids(mentee, programme)).ShouldBe(["role_brief_mentee", "guide_mentee"]);
        var mine = (await mentee.Ask("GET", "/v1/me/programmes")).Data().Single();
        (mine.Id(), mine.GetProperty("roles")[0].GetString()).ShouldBe((programme, "mentee"));
        using var page = await mentee.Send("GET", "/app/my-guides");
        var text = await page.Content.ReadAsStringAsync();
        text.ShouldContain("Le nôtre");
        text.ShouldContain("&lt;b&gt;lire&lt;/b&gt;");
        text.ShouldNotContain("<b>lire</b>");
    }

    [Fact]
    public async Task People_OfNoProgramme_FindNothing()
    {
        var (_, _, mentor, _) = await house.Begun("guides-others");
        using var response = await mentor.Send("GET", $"/v1/me/programmes/{house.Alize.Programme}/resources");
        await response.ShouldBeProblem(404, FailureCodes.NotFound);
        (await house.Alize.Owner.Get("/v1/me/programmes")).Data().ShouldBeEmpty();
    }

    [Fact]
    public async Task Coordinator_Reads_AndDoesNotWord()
    {
        var coordinator = await house.SignedIn(
            house.Alize.Tenant,
            HeldRole.Of(Role.Coordinator, house.Alize.Programme)
        );
        var list = $"/v1/programmes/{house.Alize.Programme}/resources";
        (await coordinator.Get(list)).Data().Count.ShouldBeGreaterThanOrEqualTo(DefaultResources.All.Length);
        using var refused = await coordinator.Send("PUT", $"{list}/guide_mentee", Own);
        ((int)refused.StatusCode).ShouldBe(403);
    }

    [Fact]
    public async Task Page_WordsATemplateAnew_AndAddsAText()
    {
        var (tenant, pair, _, _) = await house.Begun("guides-page");
        var programme = (await tenant.Api.Get($"/v1/pairs/{pair}")).Text("programme");
        var person = await new Person(house.Address).Redeem(
            (await house.People(tenant.Id).Invited(HeldRole.Of(Role.Owner))).Token
        );
        var reader = new Reader(person);
        var list = $"/app/programmes/{programme}/resources";
        (string, string)[] words =
        [
            ("en.title", "Ours"),
            ("en.text", "# Text"),
            ("fr.title", "Nôtre"),
            ("fr.text", "# Texte"),
        ];

        (await reader.SendFaulty($"{list}/guide_mentor", $"{list}/guide_mentor", ("version", "0"))).ShouldContain(
            "field-en-title-error"
        );
        (await reader.Send($"{list}/guide_mentor", $"{list}/guide_mentor", [("version", "0"), .. words])).ShouldBe(
            list
        );
        (await reader.Send($"{list}/new", $"{list}/new", [("version", "0"), ("kind", "other"), .. words])).ShouldBe(
            list
        );

        var all = (await tenant.Api.Get($"/v1/programmes/{programme}/resources")).Data();
        all.Count(one => !one.GetProperty("template").GetBoolean()).ShouldBe(2);
    }

    private const string Hidden =
        """{"kind":"icebreaker","en":{"title":"Hidden","text":"x"},"fr":{"title":"Masqué","text":"x"},"hidden":true}""";

    private static async Task<IEnumerable<string>> Ids(Person person, string programme) =>
        (await person.Ask("GET", $"/v1/me/programmes/{programme}/resources")).Data().Select(one => one.Id());
}
