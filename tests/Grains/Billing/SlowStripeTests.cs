using Binome.Contracts.Billing;
using Binome.Grains.Tests.Company;
using Orleans;

namespace Binome.Grains.Tests.Billing;

/// <summary>A Stripe that does not answer holds up whoever asked, and nobody else.</summary>
public sealed class SlowStripeTests
{
    private static readonly StartCheckout Click = new("monthly", null, "en", "https://back");

    [Theory]
    [InlineData("create_checkout")]
    [InlineData("portal")]
    [InlineData("preview")]
    public async Task Billing_WhileAPersonWaitsForStripe_GoesOn(string call)
    {
        await using var company = await CompanyHost.Start();
        company.Stripe.Terms = FakeStripe.On;
        var (billing, desk, rows) = (
            company.Grains.Billing(),
            company.Grains.BillingDesk(),
            company.Get<IBillingRows>()
        );
        if (call != "create_checkout")
            await Subscribe(company, BillingStatus.Active);
        var stop = new Stop(company, call);
        var asking = call switch
        {
            "portal" => Asked(desk.Portal(new OpenPortal("en", "https://back"))),
            "preview" => Asked(desk.Preview(9)),
            _ => Asked(desk.Checkout(Click)),
        };
        await stop.Reached;

        // Each of these would end with the call's time limit, were the turn held.
        company.Stripe.Put(
            CompanyHost.Tenant,
            FakeStripe.Subscription("sub_1", BillingStatus.PastDue, 0, Moments.Start)
        );
        await billing.TakeEvent("evt_meanwhile", "customer.subscription.updated");
        await billing.CountAgain();
        (await rows.HasEvent(CompanyHost.Tenant, "evt_meanwhile")).ShouldBeTrue();
        await Status(rows, BillingStatus.PastDue);
        asking.IsCompleted.ShouldBeFalse();

        stop.Release();
        (await asking).ShouldBeNull();
    }

    [Fact]
    public async Task Event_WhileStripeIsRead_IsReadAgain()
    {
        await using var company = await CompanyHost.Start();
        company.Stripe.Terms = FakeStripe.On;
        await Subscribe(company, BillingStatus.Active);
        // The last that a reading asks for: what it read of the subscription is old by then.
        var stop = new Stop(company, "invoices");
        await company.Grains.Billing().TakeEvent("evt_first", "customer.subscription.updated");
        await stop.Reached;
        company.Stripe.Put(
            CompanyHost.Tenant,
            FakeStripe.Subscription("sub_1", BillingStatus.PastDue, 0, Moments.Start)
        );
        await company.Grains.Billing().TakeEvent("evt_meanwhile", "customer.subscription.updated");

        stop.Release();

        await Status(company.Get<IBillingRows>(), BillingStatus.PastDue);
    }

    [Fact]
    public async Task Checkouts_WhileOneWaitsForStripe_MakeOneSession()
    {
        await using var company = await CompanyHost.Start();
        company.Stripe.Terms = FakeStripe.On;
        var desk = company.Grains.BillingDesk();
        var stop = new Stop(company, "create_checkout");
        var first = desk.Checkout(Click);
        await stop.Reached;
        var second = desk.Checkout(Click);
        stop.Release();
        (await second).Value.Url.ShouldBe((await first).Value.Url);
    }

    [Fact]
    public async Task Checkout_WhenAnotherBeganMeanwhile_IsRefusedItsNumber()
    {
        await using var company = await CompanyHost.Start();
        company.Stripe.Terms = FakeStripe.On;
        var billing = company.Grains.Billing();
        var standing = await billing.CheckoutStanding();
        var ask = new NewCheckout(CompanyHost.Tenant, "cus_1", "monthly", 1, null, "en", null, "https://back");
        (await billing.BeginCheckout(new(standing.Checkouts + 1, ask, null))).ShouldBeTrue();
        (await billing.BeginCheckout(new(standing.Checkouts + 1, ask, null))).ShouldBeFalse();
        // What a late caller learnt of an older one changes nothing.
        await billing.NoteCheckout(standing.Checkouts, "cs_old");
        (await billing.CheckoutStanding()).Open!.SessionId.ShouldBeNull();
        await billing.NoteCheckout(standing.Checkouts + 1, "cs_new");
        (await billing.CheckoutStanding()).Open!.SessionId.ShouldBe("cs_new");
    }

    [Fact]
    public async Task Feed_WhileStripeHangs_HoldsUpNoSweep()
    {
        await using var company = await CompanyHost.Start();
        company.Stripe.Terms = FakeStripe.On;
        var feed = TenantGrains.StripeFeed(company.Get<IGrainFactory>());
        var stop = new Stop(company, "events");
        await feed.Start();
        company.Clock.Advance(BillingLimits.FeedEvery);
        (await company.Sweep()).ShouldBeGreaterThan(0);
        await stop.Reached;
        await feed.Start();
        stop.Release();
    }

    [Fact]
    public async Task Feed_AfterAnOutage_HandsOnWhatNoWebhookTold()
    {
        await using var company = await CompanyHost.Start();
        company.Stripe.Terms = FakeStripe.On;
        await Subscribe(company, BillingStatus.Active);
        var rows = company.Get<IBillingRows>();
        await TenantGrains.StripeFeed(company.Get<IGrainFactory>()).Start();
        company.Stripe.Put(
            CompanyHost.Tenant,
            FakeStripe.Subscription("sub_1", BillingStatus.PastDue, 0, Moments.Start)
        );
        var customer = FakeStripe.CustomerOf(CompanyHost.Tenant);
        var at = company.Clock.GetUtcNow();
        company.Stripe.Happened =
        [
            new("evt_foreign", "invoice.paid", false, at, "cus_of_another_use"),
            new("evt_live", "invoice.paid", true, at, customer),
            new("evt_missed", "invoice.payment_failed", false, at, customer),
        ];
        // The first round fails; the next lists the same again.
        company.Stripe.Before = call =>
        {
            if (call != "events")
                return;
            company.Stripe.Before = _ => { };
            throw new StripeException(StripeFault.Unavailable, "down");
        };
        await CompanyHost.Eventually(
            async () =>
            {
                company.Clock.Advance(BillingLimits.FeedEvery);
                await company.Sweep();
                return await rows.HasEvent(CompanyHost.Tenant, "evt_missed");
            },
            isTold => isTold
        );
        await Status(rows, BillingStatus.PastDue);
        (await rows.HasEvent(CompanyHost.Tenant, "evt_live")).ShouldBeFalse();
    }

    private static async Task Subscribe(CompanyHost company, BillingStatus status)
    {
        (await company.Grains.BillingDesk().Checkout(Click)).Failure.ShouldBeNull();
        company.Stripe.Put(CompanyHost.Tenant, FakeStripe.Subscription("sub_1", status, 0, Moments.Start));
        await company.Grains.Billing().TakeEvent("evt_subscribed", "customer.subscription.created");
        await Status(company.Get<IBillingRows>(), status);
    }

    private static Task<BillingRow?> Status(IBillingRows rows, BillingStatus status) =>
        CompanyHost.Eventually(async () => (await rows.Find(CompanyHost.Tenant))?.Row, row => row?.Status == status);

    private static async Task<Failure?> Asked<T>(Task<Outcome<T>> asking) => (await asking).Failure;

    /// <summary>Where a call of Stripe waits until it is let go on.</summary>
    private sealed class Stop
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Stop(CompanyHost company, string call) =>
            company.Stripe.Hold = made =>
            {
                if (made != call)
                    return Task.CompletedTask;
                reached.TrySetResult();
                return released.Task;
            };

        public Task Reached => reached.Task;

        public void Release() => released.TrySetResult();
    }
}
