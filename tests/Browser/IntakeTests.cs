using Binome.Browser.Tests.Rig;

namespace Binome.Browser.Tests;

/// <summary>What somebody does who is asked about themselves, from the mail on.</summary>
public sealed class IntakeTests
{
    [BrowserFact]
    public Task Intake_InFrench_OnAPhone() => Answer(new Eyes("fr", Width: 390));

    [BrowserFact]
    public Task Intake_InTheDark_WithoutJavaScript() => Answer(new Eyes("en", Dark: true, Script: false));

    private static async Task Answer(Eyes eyes)
    {
        await using var binome = await BinomeProcess.Start();
        await using var owner = await Visitor.Arrive(binome);
        await owner.Pictured(async () =>
        {
            await new Entry(owner).SetUp(binome);
            var journey = new Journey(owner);
            await journey.Import();
            await journey.Programme("Reverse mentoring 2026");
            await owner.Page.Locator("a[href$='/intakes']").ClickAsync();
            await owner.Page.Locator("td form button").First.ClickAsync();
            await owner.Page.GetByRole(AriaRole.Status).First.WaitForAsync();
            await Look(owner, "app-programmes-programme-intakes-asked");
        });

        await using var person = await Visitor.Arrive(binome, eyes);
        await person.Pictured(async () =>
        {
            await new Entry(person).FollowMail();
            await Look(person, "app-my-intake");
            // The rest came with the HR file.
            foreach (var answer in await person.Page.Locator("#screening input[value='yes']").AllAsync())
                await answer.CheckAsync();
            if (!eyes.Script)
                await person.Page.Locator("#screening button").ClickAsync();
            await person.Page.Locator("#progress button").ClickAsync();
            await person.Page.GetByRole(AriaRole.Status).First.WaitForAsync();
            await Look(person, "app-my-intake-complete");
            foreach (var page in (string[])["app/messages", "app/preferences", "unsubscribe"])
            {
                await person.Open($"/{page}");
                await Look(person, page.Replace('/', '-'));
            }
        });
        person.Faults.ShouldBeEmpty();
    }

    private static async Task Look(Visitor person, string name)
    {
        await person.Shoot(name);
        await person.ShouldFindNoFault();
    }
}
