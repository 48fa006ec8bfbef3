using Binome.Browser.Tests.Rig;

namespace Binome.Browser.Tests;

/// <summary>Signing in as people do: by the mail that Binome sends.</summary>
public sealed class SignInTests
{
    [BrowserTheory]
    [InlineData("fr", true)]
    [InlineData("en", false)]
    public async Task Owner_SignsInByMail_AlsoAfterTheProcessWasKilled(string language, bool script)
    {
        await using var binome = await BinomeProcess.Start();
        var eyes = new Eyes(language, Script: script);
        await using (var owner = await Visitor.Arrive(binome, eyes))
            await owner.Pictured(() => new Entry(owner).SetUp(binome));
        await binome.KillAndStart();

        await using var again = await Visitor.Arrive(binome, eyes);
        await again.Pictured(() => new Entry(again).SignIn(Entry.FirstOwner));
        again.Faults.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Page_WhenNobodyIsSignedIn_LeadsToSignIn()
    {
        await using var binome = await BinomeProcess.Start();
        await using var visitor = await Visitor.Arrive(binome);
        (await visitor.Open("/app/participants")).ShouldBe(200);
        new Uri(visitor.Page.Url).AbsolutePath.ShouldBe("/sign-in");
        await visitor.ShouldFindNoFault();
    }
}
