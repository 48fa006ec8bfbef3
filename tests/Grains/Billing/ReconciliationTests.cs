using Binome.Contracts.Billing;
using Binome.Contracts.Ledger;
using Binome.Grains.Billing;
using Binome.Grains.Tests.Company;

namespace Binome.Grains.Tests.Billing;

/// <summary>Once a day Stripe is read whatever was told; what somebody else changed there is reported and mended.</summary>
public sealed class ReconciliationTests
{
    private static readonly DateTimeOffset Now = Moments.Start;

    [Fact]
    public async Task Quantity_ThatSomebodyElseSet_IsMendedWithinADay_AndReported()
    {
        await using var company = await CompanyHost.Start();
        company.Stripe.Terms = FakeStripe.On;
        (
            await company.Grains.BillingDesk().Checkout(new StartCheckout("monthly", null, "en", "https://back"))
        ).Failure.ShouldBeNull();
        var trial = FakeStripe.Subscription("sub_1", BillingStatus.Trialing, 0, company.Clock.GetUtcNow()) with
        {
            TrialEnd = Now.AddDays(30),
        };
        company.Stripe.Put(CompanyHost.Tenant, trial);
        await company.Grains.Billing().TakeEvent("evt_1", "customer.subscription.created");
        await Eventually(company, row => row.Subscription is { Quantity: 0 });

        company.Stripe.Put(CompanyHost.Tenant, trial with { Quantity = 12 });
        for (var hour = 0; hour < 25; hour++)
        {
            company.Clock.Advance(TimeSpan.FromHours(1));
            await company.Sweep();
        }
        await CompanyHost.Eventually(
            () => Task.FromResult(company.Stripe.Book(CompanyHost.Tenant)[0].Quantity),
            quantity => quantity == 0
        );
    }

    [Fact]
    public void Read_WhenTheQuantityWasNotOurs_ReportsDrift() =>
        EventsOf(known: 4, read: 12, set: 5).ShouldContain(EventTypes.BillingDriftMended);

    [Fact]
    public void Read_WhenTheQuantityWasOurs_ReportsAChange()
    {
        EventsOf(known: 4, read: 4, set: 5).ShouldContain(EventTypes.BillingQuantitySet);
        EventsOf(known: 4, read: 4, set: 5).ShouldNotContain(EventTypes.BillingDriftMended);
    }

    private static IEnumerable<string> EventsOf(int known, int read, int set)
    {
        var before = FakeStripe.Subscription("sub_1", BillingStatus.Active, known, Now);
        var state = new BillingState
        {
            CustomerId = "cus_1",
            TrialUntil = Now,
            Subscription = before,
            QuantityKnown = known,
        };
        var reading = new StripeReading(null, null)
        {
            HasSubscriptions = true,
            Subscription = before with { Quantity = set },
            QuantityBefore = read,
        };
        return BillingRules
            .Read("ten_1", state, reading, set, FakeStripe.On, Now)
            .Effects.Events.Select(happened => happened.Type);
    }

    private static Task<BillingRow?> Eventually(CompanyHost company, Func<BillingRow, bool> isSo)
    {
        var rows = company.Get<IBillingRows>();
        return CompanyHost.Eventually(
            async () => (await rows.Find(CompanyHost.Tenant))?.Row,
            row => row is not null && isSo(row)
        );
    }
}
