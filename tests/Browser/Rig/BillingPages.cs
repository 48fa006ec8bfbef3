using System.Text.Json;

namespace Binome.Browser.Tests.Rig;

/// <summary>What somebody does on the page Billing and on the pages of Stripe to which it leads.</summary>
internal sealed class BillingPages(Visitor visitor, bool keyboardOnly = false)
{
    private const string Here = "/app/billing";
    private const int LooksMax = 120;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly Said say = Said.In(visitor.Eyes.Language);
    private readonly Hands hands = new(visitor.Page, keyboardOnly);
    private readonly bool isFrench = visitor.Eyes.Language == "fr";

    private IPage Page => visitor.Page;

    /// <summary>Looks again until the state is that one: Stripe tells of it when it tells.</summary>
    /// <param name="stay">Waits on the page as it stands, which looks again by itself.</param>
    public async Task Until(string state, bool stay = false)
    {
        var badge = Page.Locator("main .badge").First;
        for (var look = 0; look < LooksMax; look++)
        {
            if (!stay)
                (await visitor.Open(Here)).ShouldBe(200);
            if (await badge.CountAsync() > 0 && await badge.InnerTextAsync() == say[state])
                return;
            await Task.Delay(LookEvery);
        }
        throw new TimeoutException($"Not {state} on {Page.Url}.");
    }

    /// <summary>Everybody who is billed, each with the pair because of which.</summary>
    public async Task SeesPeople()
    {
        var rows = Page.Locator("section[aria-labelledby=people] tbody tr");
        for (var look = 0; look < LooksMax && await rows.CountAsync() == 0; look++)
        {
            await Task.Delay(LookEvery);
            await visitor.Open(Here);
        }
        (await rows.CountAsync()).ShouldBeGreaterThan(1);
        var why = rows.First.Locator("a[href^='/app/pairs/']");
        (await why.InnerTextAsync()).ShouldStartWith(say["Billing/billing.pair_with", ""].Trim());
    }

    public async Task SeesBanner(string words) =>
        await Banner.Filter(new() { HasText = say[words].Split('{')[0] }).WaitForAsync();

    public async Task SeesNoBanner() => (await Banner.CountAsync()).ShouldBe(0);

    public async Task SeesInvoice(string status)
    {
        var words = say[$"Billing/billing.invoice.{status}"];
        var badge = Page.Locator("section[aria-labelledby=invoices] .badge").Filter(new() { HasText = words });
        for (var look = 0; look < LooksMax && await badge.CountAsync() == 0; look++)
        {
            await Task.Delay(LookEvery);
            await visitor.Open(Here);
        }
        (await badge.CountAsync()).ShouldBeGreaterThan(0);
    }

    public async Task Choose(string plan)
    {
        await hands.PressButton(say["Billing/billing.choose", say[$"Billing/billing.plan.{plan}"]]);
        await Page.WaitForURLAsync("**/c/pay/**");
    }

    /// <summary>On Stripe's page, in the language of ours.</summary>
    public async Task Pay(string card)
    {
        await visitor.Shoot("stripe-checkout");
        await hands.Fill(isFrench ? "Numéro de carte" : "Card number", card);
        await hands.Fill(isFrench ? "Nom" : "Name", "Groupe Alizé");
        await hands.Fill(isFrench ? "Numéro de TVA" : "VAT number", "FR40303265045");
        await hands.PressButton(isFrench ? "S’abonner" : "Subscribe");
    }

    public async Task Preview(int people)
    {
        await hands.Fill(say["Billing/billing.preview_people"], $"{people}");
        await hands.PressButton(say["Billing/billing.preview_ask"]);
        await Page.Locator("section[aria-labelledby=preview] [role=status]").WaitForAsync();
    }

    public async Task Manage()
    {
        await hands.PressButton(say["Billing/billing.manage"]);
        await Page.WaitForURLAsync("**/p/session/**");
        await visitor.Shoot("stripe-portal");
    }

    public async Task Back()
    {
        await hands.PressLink(isFrench ? "Retour" : "Back");
        await Page.WaitForURLAsync("**/app/billing**");
    }

    /// <param name="andPay">Also pays what is owed.</param>
    public async Task GiveCard(string card, bool andPay = false)
    {
        await visitor.Open(Here);
        await Manage();
        await hands.Fill(isFrench ? "Nouveau numéro de carte" : "New card number", card);
        await hands.PressButton(isFrench ? "Enregistrer la carte" : "Save card");
        await Page.WaitForLoadStateAsync();
        if (andPay)
        {
            await hands.Press(Page.Locator("button[value=pay]"));
            await Page.Locator("button[value=pay]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }
        await Back();
    }

    /// <summary>What the API answers to the same person.</summary>
    public async Task<string> Access()
    {
        var answer = await Page.EvaluateAsync<JsonElement>("async () => (await fetch('/v1/billing')).json()");
        return answer.GetProperty("access").GetString()!;
    }

    private ILocator Banner => Page.Locator("main > .message.attention");
}
