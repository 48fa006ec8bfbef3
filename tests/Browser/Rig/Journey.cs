using Binome.Silo.Demo;

namespace Binome.Browser.Tests.Rig;

/// <summary>The way of a company through the pages, as a person walks it: what they read, choose and press.</summary>
internal sealed class Journey(Visitor visitor, bool keyboardOnly = false)
{
    private static readonly TimeSpan JobTimeMax = TimeSpan.FromSeconds(60);

    private readonly Said say = Said.In(visitor.Eyes.Language);
    private readonly Hands hands = new(visitor.Page, keyboardOnly);

    private IPage Page => visitor.Page;

    /// <summary>Sends the demonstration company's HR export and waits until it has been taken in.</summary>
    public async Task Import()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("bn").FullName, "people.csv");
        await File.WriteAllTextAsync(file, DemoCompany.Csv());
        await hands.PressLink(say["Shared/nav.participants"]);
        await hands.PressLink(say["People/imports.new"]);
        await hands.Attach(say["People/upload.file"], file);
        await hands.PressButton(say["People/upload.send"]);
        await Sees(Text(say["People/problems.title"]));
    }

    /// <summary>From a template to a launched programme in which everybody is enrolled.</summary>
    public async Task Programme(string name, bool pilot = false, bool asks = false)
    {
        await Draft(name);
        await Settings(pilot, asks);
        foreach (var item in (string[])["readiness_checked", "goals_communicated"])
        {
            var row = Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = say[$"Programme/checklist.{item}"] });
            await hands.Press(row.GetByRole(AriaRole.Button, new() { Name = say["Programme/checklist.tick"] }));
            await Sees(row.GetByText(say["Programme/before.done"]));
        }
        await hands.PressLink(say["Programme/launch.title"]);
        await hands.PressButton(say["Programme/launch.title"]);
        await hands.PressLink(say["Programme/enrol.title"]);
        await hands.PressButton(say["Programme/enrol.send"]);
        await Sees(Text(say["Programme/people.title"]));
        await hands.PressLink(name);
        await Sees(Text(say["Programme/report.enrolled"]));
    }

    /// <summary>A programme as its template makes it.</summary>
    public async Task Draft(string name)
    {
        await hands.PressLink(say["Shared/nav.programmes"]);
        await hands.PressLink(say["Programme/programmes.new"]);
        await hands.Fill(say["Programme/field.programme_name"], name);
        await hands.Check(say["Shared/kind.Reverse"]);
        await hands.PressButton(say["Programme/new.create"]);
        await Sees(Text(say["Programme/before.title"]));
    }

    public async Task Match()
    {
        await hands.PressLink(say["Programme/matching.start"]);
        await hands.PressButton(say["Programme/matching.start"]);
        await Sees(Text(say["Matching/groups.title"]));
    }

    /// <summary>Opens a group, reads why, rejects one proposal with a reason and accepts the others that are shown.</summary>
    public async Task Decide(int group = 0)
    {
        await hands.Press(Page.Locator("table a").Nth(group));
        await hands.Press(Page.Locator("article details summary").First);
        await hands.Press(Button(say["Matching/proposal.reject"]));
        await visitor.Shoot("reason");
        await visitor.ShouldFindNoFault();
        await hands.Fill(say["Matching/reason.why"], "Ils travaillent déjà ensemble.");
        await hands.PressButton(say["Matching/proposal.reject"]);
        await hands.Press(Page.Locator("form button[name=decision][value=accept]").Last);
        await Sees(Page.GetByRole(AriaRole.Status).First);
    }

    /// <summary>Asks why two people are not a pair, and what it would cost exactly.</summary>
    public async Task Ask()
    {
        await hands.PressLink(say["Matching/why_not.title"]);
        await hands.Fill(say["Matching/why_not.mentor"], "an");
        await hands.Fill(say["Matching/why_not.mentee"], "an");
        await hands.PressButton(say["Matching/pick.find"]);
        await hands.Press(Page.Locator("main form .plain-list a").First);
        await hands.Press(Page.Locator("main form .plain-list a").First);
        await Sees(Page.Locator("#answer"));
        await visitor.Shoot("why-not-answer");
        await visitor.ShouldFindNoFault();
    }

    /// <summary>Keeps the two of <see cref="Ask"/> apart, with a reason.</summary>
    public async Task KeepApart()
    {
        await hands.PressLink(say["Matching/why_not.keep_apart"]);
        await hands.Fill(say["Matching/exclusions.why"], "Ils sont en couple.");
        await hands.PressButton(say["Matching/exclusions.new"]);
        await Sees(Text(say["Matching/exclusions.by"]));
    }

    /// <summary>Tries a run without one of its pairs and with another minimum, and reads the two side by side.</summary>
    public async Task WhatIf()
    {
        await hands.Press(Page.Locator("table a").First);
        await hands.PressLink(say["Matching/proposal.what_if"]);
        await hands.Fill(say["Matching/what_if.minimum"], "0.6");
        await hands.Fill(await Page.Locator("label[for$='-reason']").First.InnerTextAsync(), "Pour voir.");
        await hands.PressButton(say["Matching/what_if.start"]);
        await Sees(Text(say["Matching/compare.figures"]));
        await visitor.Shoot("compare-what-if");
        await visitor.ShouldFindNoFault();
    }

    /// <summary>Plans a workshop with the words it begins with.</summary>
    public async Task Workshop(string day = "2026-03-05")
    {
        await hands.PressLink(say["Programme/guides.see"]);
        await hands.PressLink(say["Guide/workshops.title"]);
        await hands.PressLink(say["Guide/workshops.new"]);
        await hands.Fill(say["Guide/field.date"], day);
        await hands.Fill(say["Guide/field.time"], "10:00");
        await hands.PressButton(say["Guide/workshops.save"]);
        await Sees(Text(say["Guide/attendance.title"]));
    }

    public async Task Publish()
    {
        await hands.Press(Page.Locator(".crumb a").First);
        await hands.PressLink(say["Matching/publish.title"]);
        await hands.PressButton(say["Matching/publish.title"]);
        await Sees(Text(say["Matching/publication.opened"]));
        await hands.PressLink(say["Matching/publication.pairs"]);
        await hands.Press(Page.Locator("table a").First);
        await Sees(Text(say["Pair/timeline.title"]));
    }

    /// <summary>Makes an API key, which is shown once.</summary>
    public async Task Key(string name)
    {
        await hands.PressLink(say["Shared/nav.keys"]);
        await hands.PressLink(say["Account/keys.new"]);
        await hands.Fill(say["Account/key.name"], name);
        await hands.Check("participants:write");
        await hands.PressButton(say["Account/key.create"]);
        await Sees(Text(say["Account/key.once"]));
        await visitor.Shoot("app-api-keys-made");
        await visitor.ShouldFindNoFault();
    }

    /// <summary>Makes a key of the sandbox and answers its secret.</summary>
    public async Task<string> TestKey(string name)
    {
        await hands.PressLink(say["Shared/nav.keys"]);
        await hands.PressLink(say["Account/keys.new"]);
        await hands.Fill(say["Account/key.name"], name);
        await hands.Choose(say["Account/key.opens"], say["Account/key.opens_test"]);
        await hands.Check("sandbox:write");
        await hands.PressButton(say["Account/key.create"]);
        return await Page.Locator("#secret").InnerTextAsync();
    }

    /// <summary>Adds a webhook, which is sent nothing: nobody sends a mail that fails here.</summary>
    public async Task Webhook(string url)
    {
        await hands.PressLink(say["Shared/nav.webhooks"]);
        await hands.PressLink(say["Webhook/webhooks.new"]);
        await hands.Fill(say["Webhook/webhook.url"], url);
        await hands.Fill(say["Webhook/webhook.events"], "mail.*");
        await hands.PressButton(say["Webhook/webhook.create"]);
        await Sees(Text(say["Webhook/webhook.once"]));
        await visitor.ShouldFindNoFault();
    }

    /// <summary>Invites another owner, or somebody with another role, who gets a mail.</summary>
    /// <param name="programme">Where the role is held, for one that is held in a programme.</param>
    public async Task Invite(
        string name,
        string email,
        string language,
        string role = "Owner",
        string? programme = null
    )
    {
        await hands.PressLink(say["Shared/nav.members"]);
        await hands.PressLink(say["Account/members.invite"]);
        await hands.Fill(say["Account/field.name"], name);
        await hands.Fill(say["Account/field.email"], email);
        await hands.Choose(say["Account/field.language"], language);
        await hands.Check(say[$"Account/role.{role}"]);
        if (programme is not null)
        {
            var choice = $"input[name='programme.{role.ToLowerInvariant()}']";
            await hands.Press(Page.Locator($"details:has({choice}) > summary"));
            await hands.Check(programme);
        }
        await hands.PressButton(say["Account/invite.send"]);
        await Sees(Page.GetByRole(AriaRole.Status).First);
    }

    private async Task Settings(bool pilot, bool asks)
    {
        await hands.PressLink(say["Programme/settings.title"]);
        await hands.Fill(say["Programme/field.starts_on"], "2026-03-03");
        await hands.Fill(say["Programme/field.goal", 1], "Les dirigeants utilisent l’IA dans leur propre travail.");
        await hands.Fill(say["Programme/field.owner"], "Camille Perrin");
        await hands.Fill(say["Programme/field.sponsor"], "Hélène Vasseur");
        await hands.Fill(say["Programme/field.commitment"], "J’ouvre le programme et j’y participe.");
        if (!asks)
        {
            await hands.Choose(say["Programme/field.acceptance"], say["Programme/acceptance.NotRequired"]);
            await hands.Choose(say["Programme/field.charter"], say["Programme/charter_rule.NotRequired"]);
        }
        if (pilot)
        {
            await hands.Check(say["Programme/field.pilot"]);
            await hands.Fill(say["Programme/field.kpi_description"], "Participants who would recommend it");
            await hands.Fill(say["Programme/field.kpi_target"], "80");
        }
        await hands.PressButton(say["Programme/settings.save"]);
    }

    private ILocator Text(string words) => Page.GetByText(words, new() { Exact = true }).First;

    private ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First;

    /// <summary>Waits as a person does who watches a page: it changes by itself, with JavaScript or without.</summary>
    private static Task Sees(ILocator target) =>
        target.WaitForAsync(new() { Timeout = (float)JobTimeMax.TotalMilliseconds });
}
