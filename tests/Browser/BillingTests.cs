using Binome.Browser.Tests.Rig;

namespace Binome.Browser.Tests;

/// <summary>Billing as an owner meets it, paying on the pages of Stripe included; Stripe is the one of our own.</summary>
public sealed class BillingTests
{
    private const string Paying = "4242 4242 4242 4242";
    private const string FailingLater = "4000 0000 0000 0341";
    private const string Declined = "4000 0000 0000 0002";

    [BrowserFact]
    public async Task Owner_Pays_Fails_AndPaysAgain()
    {
        await using var stripe = await StripeProcess.Start();
        await using var binome = await BinomeProcess.Start(address => stripe.SettingsFor(address));
        await using var owner = await Visitor.Arrive(binome, new Eyes("fr"), abroad: stripe.Address);
        await owner.Pictured(async () =>
        {
            await new Entry(owner).SetUp(binome);
            var journey = new Journey(owner);
            await journey.Import();
            await journey.Programme("Mentorat inversé 2026");
            await journey.Match();
            await journey.Decide();
            await journey.Publish();
        });
        var page = new BillingPages(owner);
        await owner.Pictured(async () =>
        {
            await page.Until("Billing/billing.state.None");
            await page.SeesPeople();
            await page.SeesBanner("Shared/billing.banner.TrialEnding");
            await Look(owner, "app-billing-trial");

            await page.Choose("monthly");
            await page.Pay(Declined);
            await owner.Page.GetByRole(AriaRole.Alert).WaitForAsync();
            await owner.Shoot("stripe-declined");
            await page.Pay(Paying);
            await page.Until("Billing/billing.state.Active", stay: true);
            (await page.Access()).ShouldBe("full");
            await page.SeesNoBanner();
            await page.SeesInvoice("paid");
            await Look(owner, "app-billing-active");

            await page.Preview(40);
            await Look(owner, "app-billing-preview");

            await page.GiveCard(FailingLater);
            await stripe.Renew();
            await page.Until("Billing/billing.state.PastDue");
            await page.SeesBanner("Shared/billing.banner.PaymentFailed");
            await page.SeesInvoice("open");
            await Look(owner, "app-billing-past-due");
            await owner.Open("/app");
            await page.SeesBanner("Shared/billing.banner.PaymentFailed");
            await owner.ShouldFindNoFault();

            await page.GiveCard(Paying, andPay: true);
            await page.Until("Billing/billing.state.Active");
            await page.SeesNoBanner();
            await Look(owner, "app-billing-recovered");

            await owner.Open("/app");
            var journey = new Journey(owner);
            await journey.Invite("Nadia Roche", "nadia.roche@alize.example", "Français", "Billing");
            await owner.Open("/app");
            await journey.Invite(
                "Marc Léger",
                "marc.leger@alize.example",
                "Français",
                "Coordinator",
                "Mentorat inversé 2026"
            );
        });
        await SeesBilling(binome, "marc.leger@alize.example", isAllowed: false);
        await SeesBilling(binome, "nadia.roche@alize.example", isAllowed: true);
        owner.Faults.ShouldBeEmpty();
    }

    [BrowserFact]
    public Task Owner_WithoutJavaScript_Pays() => Pay(new Eyes("en", Script: false), keyboardOnly: false);

    [BrowserFact]
    public Task Owner_ByKeyboardAlone_InTheDark_Pays() =>
        Pay(new Eyes("en", Dark: true, Width: 390), keyboardOnly: true);

    private static async Task Pay(Eyes eyes, bool keyboardOnly)
    {
        await using var stripe = await StripeProcess.Start();
        await using var binome = await BinomeProcess.Start(address => stripe.SettingsFor(address));
        await using var owner = await Visitor.Arrive(binome, eyes, abroad: stripe.Address);
        await owner.Pictured(async () =>
        {
            await new Entry(owner, keyboardOnly).SetUp(binome);
            var page = new BillingPages(owner, keyboardOnly);
            await page.Until("Billing/billing.state.None");
            await Look(owner, "app-billing-new");
            await page.Choose("yearly");
            await page.Pay(Paying);
            await page.Until("Billing/billing.state.Active", stay: true);
            await page.SeesInvoice("paid");
            await Look(owner, "app-billing-active");
            await page.Manage();
            await page.Back();
        });
        owner.Faults.ShouldBeEmpty();
    }

    /// <summary>Somebody else of the organisation, who was invited.</summary>
    private static async Task SeesBilling(BinomeProcess binome, string email, bool isAllowed)
    {
        await using var visitor = await Visitor.Arrive(binome, new Eyes("fr"));
        await visitor.Pictured(async () =>
        {
            await new Entry(visitor).SignIn(email);
            var link = visitor.Page.Locator("nav a[href='/app/billing']");
            (await link.CountAsync()).ShouldBe(isAllowed ? 1 : 0);
            (await visitor.Open("/app/billing")).ShouldBe(isAllowed ? 200 : 403);
            if (isAllowed)
                await Look(visitor, "app-billing-role");
        });
    }

    private static async Task Look(Visitor person, string name)
    {
        await person.Shoot(name);
        await person.ShouldFindNoFault();
    }
}
