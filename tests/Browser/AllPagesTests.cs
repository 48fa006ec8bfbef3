using Binome.Browser.Tests.Rig;

namespace Binome.Browser.Tests;

/// <summary>Every page that the product has, opened, pictured and examined in a company that has come to its first pairs.</summary>
public sealed class AllPagesTests
{
    private const string Louise = "louise.garnier@alize.example";

    /// <summary>Pages that no link leads to, with where they are seen instead.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["error"] = "Stands for whatever was asked for; seen at an address that is not there.",
        ["app/programmes/{programme}/checklist"] = "Takes a form and leads back; used in the journey.",
        ["app/matching/{run}/decide"] = "Takes a form and leads back; used in the journey.",
        ["app/matching/{run}/cancel"] = "Is linked while a run calculates; tested by its form.",
        ["app/matching/{run}/reason"] = "Is asked for with a form; seen in the journey.",
        ["app/my-guides"] = "For people of a programme; seen when two are together.",
        ["app/my-intake"] = "For people of a programme; seen when one answers.",
        ["app/messages"] = "For people of a programme; seen when one answers.",
        ["app/preferences"] = "As app/messages.",
        ["unsubscribe"] = "Is linked in mails; seen when one answers.",
        ["app/my-pairs"] = "For people of a pair; seen when one answers.",
        ["app/my-pairs/{pair}"] = "For the two of a pair; seen when one answers.",
        ["app/my-pairs/{pair}/sessions/{session}/reflection"] = "For the two of a pair; seen when they are together.",
        ["app/my-pairs/{pair}/plan"] = "For the two of a pair; seen when they are together.",
        ["app/my-pairs/{pair}/log"] = "For the two of a pair; seen when they are together.",
        ["app/my-pairs/{pair}/sessions/{session}"] = "For the two of a pair; seen when they are together.",
        ["app/my-calendar"] = "For people of a pair; seen when two are together.",
        ["setup"] = "Works once; seen when a company is set up.",
        ["sign-in"] = "For somebody who has not signed in; seen when somebody does.",
        ["sign-in/link"] = "Works once; seen whenever somebody signs in.",
        ["language"] = "Takes a form and leads back.",
        ["sign-out"] = "Takes a form and leads to the start.",
    };

    [BrowserFact]
    public async Task EveryPage_IsReached_AndHasNoFault()
    {
        await using var binome = await BinomeProcess.Start();
        await using var owner = await Visitor.Arrive(binome);
        await owner.Pictured(async () =>
        {
            await new Entry(owner).SetUp(binome);
            await FirstPairs(owner);
            await new Journey(owner).Key("HR export, nightly");
            await new Journey(owner).Webhook("https://hooks.alize.example/binome");
            await new Journey(owner).Invite("Louise Garnier", Louise, "Français");
        });

        var crawl = new Crawl(owner, Elsewhere.Keys);
        await crawl.From(["/app", "/", "/outbox", .. owner.Seen]);
        PageTable.All.Value.Length.ShouldBeGreaterThan(20);
        PageTable.All.Value.Except(crawl.Found.Select(found => found.Page)).ShouldBe(Elsewhere.Keys, ignoreOrder: true);
        await Examine(owner, crawl.Found);
        string? session = null;
        foreach (var eyes in (Eyes[])[new("fr", Dark: true), new("fr", Width: 390)])
        {
            await using var louise = await Visitor.Arrive(binome, eyes, session);
            if (session is null)
                await louise.Pictured(() => new Entry(louise).FollowMail());
            session = await louise.Session();
            await Examine(louise, crawl.Found);
        }
    }

    /// <summary>A pilot with some pairs and proposals in every state, and a programme that has not begun.</summary>
    private static async Task FirstPairs(Visitor owner)
    {
        var journey = new Journey(owner);
        await journey.Import();
        await journey.Programme("Reverse mentoring 2026", pilot: true);
        var programme = owner.Page.Url;
        await journey.Workshop();
        await owner.Open(programme);
        await journey.Match();
        var run = owner.Page.Url;
        await journey.Ask();
        await journey.KeepApart();
        await owner.Open(run);
        await journey.WhatIf();
        await owner.Open(run);
        await journey.Decide();
        await journey.Publish();
        // Another group, so that there is something to publish again.
        await owner.Open(run);
        await journey.Decide(group: 1);
        await journey.Draft("Peer mentoring 2027");
    }

    private static async Task Examine(Visitor visitor, IEnumerable<(string Page, string[] Paths)> pages)
    {
        var faults = new List<string>();
        foreach (var (page, paths) in pages)
        foreach (var path in paths)
        {
            (await visitor.Open(path)).ShouldBe(200, path);
            await visitor.Shoot(NameOf(page) + (path == paths[0] ? "" : "-other"));
            faults.AddRange((await Axe.Violations(visitor.Page)).Select(fault => $"{path}: {fault}"));
        }
        faults.Concat(visitor.Faults).ShouldBeEmpty(visitor.Eyes.ToString());
    }

    private static string NameOf(string page) =>
        page.Length == 0 ? "welcome" : page.Replace('/', '-').Replace("{", "").Replace("}", "");
}
