using Binome.Browser.Tests.Rig;

namespace Binome.Browser.Tests;

/// <summary>A whole company, from nothing to its first pairs, by somebody who has never seen an API.</summary>
public sealed class JourneyTests
{
    [BrowserFact]
    public Task Company_InFrench() => FromSetupToPairs(new Eyes("fr"));

    [BrowserFact]
    public Task Company_ByKeyboardAlone() => FromSetupToPairs(new Eyes("en"), keyboardOnly: true);

    [BrowserFact]
    public Task Company_WithoutJavaScript() => FromSetupToPairs(new Eyes("fr", Script: false));

    private static async Task FromSetupToPairs(Eyes eyes, bool keyboardOnly = false)
    {
        await using var binome = await BinomeProcess.Start();
        await using var owner = await Visitor.Arrive(binome, eyes);
        await owner.Pictured(async () =>
        {
            await new Entry(owner, keyboardOnly).SetUp(binome);
            var journey = new Journey(owner, keyboardOnly);
            await journey.Import();
            await journey.Programme("Mentorat inversé 2026");
            await journey.Match();
            var run = owner.Page.Url;
            await journey.Ask();
            await owner.Open(run);
            await journey.WhatIf();
            await owner.Open(run);
            await journey.Decide();
            await journey.Publish();
        });
        owner.Faults.ShouldBeEmpty();
    }
}
