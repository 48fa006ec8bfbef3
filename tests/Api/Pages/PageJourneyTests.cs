using System.Net;
using Binome.Api.Tests.House;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Binome.Api.Tests.Pages;

public sealed class PageJourneyTests(PageCompany company) : IClassFixture<PageCompany>
{
    [Fact]
    public async Task Pages_OfTheOwner_AreAllThere()
    {
        var seen = 0;
        foreach (var page in company.Pages.Where(NeedsSomebody))
        {
            using var response = await company.Owner.Get(company.Address(page));
            var text = await response.Content.ReadAsStringAsync();
            (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Found).ShouldBeTrue($"{page} {text}");
            PageText.ShouldHoldNothingForeign(text);
            response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
            seen++;
        }
        seen.ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.ProgrammeManager)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Sponsor)]
    [InlineData(Role.Facilitator)]
    [InlineData(Role.Billing)]
    [InlineData(Role.Participant)]
    public async Task Page_IsForTheRolesThatHoldItsAction(Role role)
    {
        var held = RoleMatrix.IsOfProgrammes(role) ? HeldRole.Of(role, company.Ids["programme"]) : HeldRole.Of(role);
        var reader = new Reader(await company.People.SignedIn(held));
        foreach (var page in company.Pages.Where(NeedsSomebody))
        {
            var action = ActionRequirement.Of(page).ShouldNotBeNull(page.RoutePattern.RawText);
            var mayOpen = RoleMatrix.ActionsByRole[role].Contains(action);
            using var response = await reader.Get(company.Address(page));
            var isOpen = response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Found;
            // A pair of others is nobody's own.
            var isOnesOwn = page.RoutePattern.RawText!.StartsWith("app/my-pairs/{", StringComparison.Ordinal);
            var expected = mayOpen && !isOnesOwn;
            isOpen.ShouldBe(expected, $"{role} {page.RoutePattern.RawText} {(int)response.StatusCode}");
            if (isOnesOwn)
                response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            else if (!mayOpen)
                response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Page_OutOfReach_IsNotThere()
    {
        var elsewhere = Contracts.Ids.New(Contracts.Ids.Programme, TimeProvider.System.GetUtcNow());
        var coordinator = new Reader(await company.People.SignedIn(HeldRole.Of(Role.Coordinator, elsewhere)));
        foreach (var name in (string[])["/app/programmes/", "/app/matching/", "/app/pairs/", "/app/participants/"])
        {
            var kind = name switch
            {
                "/app/programmes/" => "programme",
                "/app/matching/" => "run",
                "/app/pairs/" => "pair",
                _ => "participant",
            };
            using var response = await coordinator.Get(name + company.Ids[kind]);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, name);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        }
        foreach (var list in (string[])["/app/programmes", "/app/matching", "/app/pairs", "/app/participants", "/app"])
            (await coordinator.Open(list)).ShouldNotContain("2026");
    }

    [Fact]
    public async Task Form_WithoutItsToken_IsRefused()
    {
        var person = await company.People.SignedIn(HeldRole.Of(Role.Owner));
        using var response = await person.Send(
            "POST",
            $"/app/programmes/{company.Ids["programme"]}/close",
            new FormUrlEncodedContent([]),
            ("Origin", person.Origin)
        );
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Fact]
    public async Task Form_WithFaults_ShowsThemAtTheFields()
    {
        var settings = $"/app/programmes/{company.Ids["programme"]}/settings";
        var version = PageText.Value(await company.Owner.Open(settings), "version");
        var page = await company.Owner.SendFaulty(
            settings,
            settings,
            ("version", version),
            ("name", ""),
            ("duration_months", "a year"),
            ("time_zone", "Nowhere/None")
        );
        page.ShouldContain("href=\"#field-duration_months\"");
        page.ShouldContain("id=\"field-duration_months-error\"");
        page.ShouldContain("value=\"a year\"");
    }

    [Fact]
    public async Task Form_ThatIsOutOfDate_IsNotSaved()
    {
        var settings = $"/app/programmes/{company.Ids["programme"]}/settings";
        var page = await company.Owner.SendFaulty(settings, settings, ("version", "1"), ("name", "Taken over"));
        page.ShouldContain("role=\"alert\"");
        (await company.Owner.Open("/app/programmes")).ShouldNotContain("Taken over");
    }

    [Fact]
    public async Task Rejection_WithoutAReason_AsksForIt()
    {
        var run = $"/app/matching/{company.Ids["run"]}";
        var rejected = await company.Owner.Open($"{run}/review?decision=rejected");
        rejected.ShouldContain("They share an office.");
        var proposal = Reader.Ids(rejected, Contracts.Ids.Proposal)[0];
        var page = await company.Owner.SendFaulty(
            $"{run}/publish",
            $"{run}/reason",
            ("proposal", proposal),
            ("answered", "true"),
            ("reason", "")
        );
        page.ShouldContain("id=\"field-reason-error\"");
    }

    [Fact]
    public async Task Upload_OfSomethingElse_SaysWhatToDo()
    {
        using var response = await company.Owner.Upload("/app/imports/new", "not,an,export\n1,2,3\n");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldContain("id=\"field-file-error\"");
    }

    [Fact]
    public async Task Sample_GoesInWhole()
    {
        using var sample = await company.Owner.Get("/app/imports/new?handler=sample");
        using var response = await company.Owner.Upload("/app/imports/new", await sample.Content.ReadAsStringAsync());
        var page = await company.Owner.OpenWhen(response.Headers.Location!.OriginalString, "See the people");
        page.ShouldNotContain("Rows that need a look");
    }

    [Fact]
    public async Task Export_OfThePage_IsDownloadedThere()
    {
        var list = await company.Owner.Send("/app/exports", "/app/exports", ("resource", "pairs"), ("format", "csv"));
        var page = await company.Owner.OpenWhen(list, "Download CSV");
        var file = await company.Owner.Take($"/v1/exports/{Reader.Ids(page, Contracts.Ids.Export)[0]}/file");
        file.TrimStart('\uFEFF').ShouldStartWith("id,programme,mentor,mentee,phase,");
    }

    [Theory]
    [InlineData("ines morel", true)]
    [InlineData("MOREL in", true)]
    [InlineData("ines@pages", true)]
    [InlineData("%", false)]
    [InlineData("nobody at all", false)]
    public async Task Search_FindsPeople_WithoutCaseAndAccents(string search, bool isFound)
    {
        var page = await company.Owner.Open($"/app/participants?search={Uri.EscapeDataString(search)}");
        page.Contains("Inès Morel", StringComparison.Ordinal).ShouldBe(isFound);
    }

    [Fact]
    public async Task Progress_OfAnEndedJob_SaysSo_AndEnds()
    {
        using var response = await company.Owner.Get($"/app/imports/{company.Ids["import"]}?handler=progress");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"ended\":true");
    }

    private static bool NeedsSomebody(RouteEndpoint page) => page.Metadata.GetMetadata<IAllowAnonymous>() is null;
}
