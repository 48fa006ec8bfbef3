using System.Text.RegularExpressions;
using Binome.Browser.Tests.Rig;

namespace Binome.Browser.Tests;

/// <summary>What the two of a pair do with each other, each in a browser of their own.</summary>
public sealed partial class TogetherTests
{
    [BrowserFact]
    public async Task TwoOfAPair_PlanTogether()
    {
        await using var binome = await BinomeProcess.Start();
        await using var owner = await Visitor.Arrive(binome, new Eyes("en"));
        var (pair, emails) = await Published(owner, binome);
        await using var mentor = await Visitor.Arrive(binome, new Eyes("fr", Dark: true, Width: 390));
        await using var mentee = await Visitor.Arrive(binome, new Eyes("fr"));
        await mentor.Pictured(() => Begin(mentor, emails[0], pair));
        await mentee.Pictured(() => Begin(mentee, emails[1], pair));
        foreach (var side in (Visitor[])[mentor, mentee])
            await side.Pictured(() => Press(side, pair, "Pair/mine.sign"));

        await mentor.Pictured(() => Suggest(mentor, pair));
        await mentee.Pictured(() => Plan(mentee, pair));
        await mentor.Open(pair);
        await Look(mentor, "app-my-pair-mentor");
        await mentee.Pictured(() => Meet(mentee, pair));
        await Guides(mentor);
        await mentee.Pictured(() => Reflect(mentee, pair));
        await mentor.Open(pair);
        await Look(mentor, "app-my-pair-shared");
        await owner.Open(pair.Replace("my-pairs", "pairs", StringComparison.Ordinal));
        await Look(owner, "app-pair-followed");
        mentor.Faults.Concat(mentee.Faults).Concat(owner.Faults).ShouldBeEmpty();
    }

    /// <summary>The address of a pair for its own people, with the e-mail addresses of mentor and mentee.</summary>
    private static async Task<(string Pair, string[] Emails)> Published(Visitor owner, BinomeProcess binome)
    {
        await owner.Pictured(async () =>
        {
            await new Entry(owner).SetUp(binome);
            var journey = new Journey(owner);
            await journey.Import();
            await journey.Programme("Reverse mentoring 2026", asks: true);
            var programme = owner.Page.Url;
            await journey.Workshop("2031-03-05");
            await owner.Shoot("app-programme-workshop");
            await owner.Open($"{programme}/resources");
            await owner.Shoot("app-programme-resources");
            await owner.Open($"{programme}/resources/guide_mentor");
            await owner.Shoot("app-programme-resource");
            await owner.Open(programme);
            await journey.Match();
            await journey.Decide();
            await journey.Publish();
        });
        var pair = new Uri(owner.Page.Url).AbsolutePath;
        var people = await owner.Page.Locator("main .facts a[href^='/app/participants/']").AllAsync();
        var pages = await Task.WhenAll(people.Select(person => person.GetAttributeAsync("href")));
        var emails = new List<string>();
        foreach (var page in pages)
        {
            await owner.Open(page!);
            emails.Add(Address().Match(await owner.Page.Locator("main").InnerTextAsync()).Value);
        }
        return (pair.Replace("/pairs/", "/my-pairs/", StringComparison.Ordinal), [.. emails]);
    }

    private static async Task Begin(Visitor side, string email, string pair)
    {
        await new Entry(side).SignIn(email);
        await Press(side, pair, "Pair/mine.accept");
    }

    private static async Task Suggest(Visitor mentor, string pair)
    {
        await mentor.Open(pair);
        var say = await Words(mentor);
        await mentor
            .Page.GetByRole(AriaRole.Textbox, new() { Name = say["Agenda/field.suggestion"], Exact = true })
            .FillAsync("Une journée avec l’équipe produit");
        await Press(mentor, pair: null, "Agenda/agenda.suggest");
    }

    private static async Task Plan(Visitor mentee, string pair)
    {
        await mentee.Open(pair);
        var say = await Words(mentee);
        await mentee.Page.Locator("button[name=status][value=open]").First.ClickAsync();
        await Told(mentee);
        await mentee.Page.GetByText(say["Agenda/template.title"]).ClickAsync();
        await mentee.Page.Locator("form[action*='handler=Template'] button").First.ClickAsync();
        await Told(mentee);
        await mentee.Page.Locator("button[name=status][value=done]").First.ClickAsync();
        await Told(mentee);
        await mentee
            .Page.GetByRole(AriaRole.Textbox, new() { Name = say["Agenda/field.objective"], Exact = true })
            .FillAsync("Prendre la parole en premier");
        await mentee
            .Page.GetByRole(AriaRole.Textbox, new() { Name = say["Agenda/field.criterion"] })
            .FillAsync("Deux présentations tenues.");
        await Press(mentee, pair: null, "Agenda/objective.add");
        await Look(mentee, "app-my-pair-mentee");
    }

    /// <summary>A session is planned at a proposed time, looked at, and another one that was held is logged.</summary>
    private static async Task Meet(Visitor mentee, string pair)
    {
        await mentee.Open($"{pair}/plan");
        var say = await Words(mentee);
        await Look(mentee, "app-my-pair-plan");
        await mentee.Page.GetByRole(AriaRole.Button, new() { Name = say["Session/plan.save"] }).ClickAsync();
        await Told(mentee);
        await mentee.Page.GetByText(say["Session/session.change"]).First.ClickAsync();
        await mentee.Page.GetByText(say["Session/cancel.text"]).WaitForAsync();
        await Look(mentee, "app-my-pair-session");
        await mentee.Open("/app/my-calendar");
        await mentee.Page.GetByRole(AriaRole.Button, new() { Name = say["Session/feed.make"] }).ClickAsync();
        await mentee.Page.Locator("#secret").WaitForAsync();
        await Look(mentee, "app-my-calendar");
        await mentee.Open($"{pair}/log");
        await mentee.Page.Locator("#field-date").FillAsync("2026-03-05");
        await mentee.Page.Locator("#field-time").FillAsync("10:30");
        await Look(mentee, "app-my-pair-log");
        await mentee.Page.GetByRole(AriaRole.Button, new() { Name = say["Session/log.save"] }).ClickAsync();
        await Told(mentee);
    }

    /// <summary>What the mentor is given to read, and the workshop that was planned for both.</summary>
    private static async Task Guides(Visitor mentor)
    {
        (await mentor.Open("/app/my-guides")).ShouldBe(200);
        var say = await Words(mentor);
        await mentor.Page.Locator("details.card summary").First.ClickAsync();
        await mentor.Page.GetByRole(AriaRole.Button, new() { Name = say["Guide/mine.come"] }).First.ClickAsync();
        await Told(mentor);
        await mentor.Page.Locator("details.card summary").First.ClickAsync();
        await Look(mentor, "app-my-guides");
    }

    private static async Task Reflect(Visitor mentee, string pair)
    {
        await mentee.Open(pair);
        var say = await Words(mentee);
        await mentee.Page.GetByText(say["Session/reflect.do"]).ClickAsync();
        await mentee.Page.Locator("#field-useful-yes").CheckAsync();
        await mentee.Page.Locator("#field-taught-both").CheckAsync();
        await mentee.Page.GetByText(say["Session/reflect.more"]).ClickAsync();
        await mentee.Page.Locator("#field-insight").FillAsync("Poser une question vaut mieux que donner un avis.");
        await mentee.Page.Locator("#field-shared").CheckAsync();
        await Look(mentee, "app-my-pair-reflection");
        await mentee.Page.GetByRole(AriaRole.Button, new() { Name = say["Session/reflect.save"] }).ClickAsync();
        await Told(mentee);
    }

    private static async Task Press(Visitor side, string? pair, string words)
    {
        if (pair is not null)
            (await side.Open(pair)).ShouldBe(200);
        var name = (await Words(side))[words];
        await side.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
        await Told(side);
    }

    /// <summary>Pages speak the language of the person, whom chance chose, not that of the browser.</summary>
    private static async Task<Said> Words(Visitor side) =>
        Said.In((await side.Page.Locator("html").GetAttributeAsync("lang"))!);

    /// <summary>The sentence that says once what was done.</summary>
    private static Task Told(Visitor side) => side.Page.GetByRole(AriaRole.Status).First.WaitForAsync();

    private static async Task Look(Visitor person, string name)
    {
        await person.Shoot(name);
        await person.ShouldFindNoFault();
    }

    [GeneratedRegex(@"[\w.-]+@[\w.-]+\.example")]
    private static partial Regex Address();
}
