using System.Net;
using Binome.Contracts.Members;

namespace Binome.Api.Tests.Pages;

/// <summary>Webhooks by forms.</summary>
public sealed class WebhookPageTests(PageCompany company) : IClassFixture<PageCompany>
{
    private const string New = "/app/webhooks/new";

    [Fact]
    public async Task Owner_AddsOne_SeesItsSecretOnce_AndTurnsItOffAndOn()
    {
        var made = await company.Owner.SendFaulty(
            New,
            New,
            ("url", "https://hooks.pages.example/b"),
            ("description", "Mailbox of the bot"),
            ("events", "mail.*\r\nimport.failed")
        );
        made.ShouldContain("whsec_");
        var list = await company.Owner.Open("/app/webhooks");
        list.ShouldContain("Mailbox of the bot");
        list.ShouldNotContain("whsec_");
        var page = $"/app/webhooks/{Reader.Ids(list, Contracts.Ids.WebhookEndpoint)[0]}";

        (await company.Owner.Send(page, $"{page}?handler=disable")).ShouldBe(page);
        (await company.Owner.Open(page)).ShouldContain("Switch on");
        (await company.Owner.Send(page, $"{page}?handler=enable")).ShouldBe(page);
        (await company.Owner.SendFaulty(page, $"{page}?handler=rotate")).ShouldContain("whsec_");
        (await company.Owner.Send(page, $"{page}?handler=replay", ("days", "7"))).ShouldBe(page);
        await company.Owner.Send(page, $"{page}?handler=disable");
        (await company.Owner.Send(page, $"{page}?handler=delete")).ShouldBe("/app/webhooks");
        using var gone = await company.Owner.Get(page);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Form_WithAnAddressThatIsNotPublic_SaysSo_AndKeepsIt()
    {
        var page = await company.Owner.SendFaulty(New, New, ("url", "https://127.0.0.1/hook"));
        page.ShouldContain("anybody on the internet can reach");
        page.ShouldContain("https://127.0.0.1/hook");
    }

    [Fact]
    public async Task ProgrammeManager_Sees_ButChangesNothing()
    {
        var (_, token) = await company.People.Invited(HeldRole.Of(Role.ProgrammeManager));
        var manager = new Reader(await company.Somebody().Redeem(token));
        var page = $"/app/webhooks/{company.Ids["endpoint"]}";
        (await manager.Open(page)).ShouldNotContain("handler=disable");
        using var refused = await manager.Post("/app", $"{page}?handler=disable");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
