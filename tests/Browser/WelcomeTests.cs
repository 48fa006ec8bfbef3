using Binome.Browser.Tests.Rig;

namespace Binome.Browser.Tests;

/// <summary>What somebody sees who has not signed in.</summary>
public sealed class WelcomeTests : IAsyncLifetime
{
    private BinomeProcess binome = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.Missing is null)
            binome = await BinomeProcess.Start();
    }

    public async Task DisposeAsync()
    {
        if (binome is not null)
            await binome.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData("en", false, 1280)]
    [InlineData("fr", true, 390)]
    public async Task PublicPages_HaveNoFault(string language, bool dark, int width)
    {
        await using var visitor = await Visitor.Arrive(binome, new Eyes(language, dark, width));
        foreach (var (name, path) in ((string, string)[])[("welcome", "/"), ("outbox", "/outbox")])
        {
            (await visitor.Open(path)).ShouldBe(200);
            await visitor.Shoot(name);
            await visitor.ShouldFindNoFault();
        }
    }
}
