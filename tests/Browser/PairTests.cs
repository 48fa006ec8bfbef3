using Binome.Browser.Tests.Rig;

namespace Binome.Browser.Tests;

/// <summary>What somebody does with the pair they are offered, from the mail on.</summary>
public sealed class PairTests
{
    [BrowserFact]
    public Task Offer_InFrench_OnAPhone() => Answer(new Eyes("fr", Width: 390));

    [BrowserFact]
    public Task Offer_InTheDark_WithoutJavaScript() => Answer(new Eyes("en", Dark: true, Script: false));

    private static async Task Answer(Eyes eyes)
    {
        await using var binome = await BinomeProcess.Start();
        await using var owner = await Visitor.Arrive(binome);
        await owner.Pictured(async () =>
        {
            await new Entry(owner).SetUp(binome);
            var journey = new Journey(owner);
            await journey.Import();
            await journey.Programme("Reverse mentoring 2026", asks: true);
            await journey.Match();
            await journey.Decide();
            await journey.Publish();
        });

        await using var person = await Visitor.Arrive(binome, eyes);
        await person.Pictured(async () =>
        {
            await new Entry(person).FollowMail();
            await Look(person, "app-my-pair-offer");
            await person.Page.Locator("form[action*='handler=Accept'] button").ClickAsync();
            await person.Page.GetByRole(AriaRole.Status).First.WaitForAsync();
            await Look(person, "app-my-pair-accepted");
            await person.Open("/app/my-pairs");
            await Look(person, "app-my-pairs");
        });
        person.Faults.ShouldBeEmpty();
    }

    private static async Task Look(Visitor person, string name)
    {
        await person.Shoot(name);
        await person.ShouldFindNoFault();
    }
}
