using Binome.Contracts.Billing;
using Binome.Grains.Billing;
using Binome.Grains.Tests.Company;

namespace Binome.Grains.Tests.Billing;

public sealed class SeatTests
{
    private const int ChangesPerHour = 10_000;
    private const int UpdatesPerHourMax = 200;
    private static readonly DateTimeOffset Now = Moments.Start;

    [Fact]
    public async Task CountAgain_TenThousandTimesInAnHour_SetsFewQuantities()
    {
        await using var company = await CompanyHost.Start();
        company.Stripe.Terms = FakeStripe.On;
        var billing = company.Grains.Billing();
        await company.Grains.BillingDesk().Checkout(new StartCheckout("monthly", null, "en", "https://back"));
        company.Stripe.Put(
            CompanyHost.Tenant,
            FakeStripe.Subscription("sub_1", BillingStatus.Trialing, 1, Now) with
            {
                TrialEnd = Now.AddDays(30),
            }
        );
        var rows = company.Get<IBillingRows>();
        for (var change = 0; change < ChangesPerHour; change++)
        {
            await billing.CountAgain();
            company.Clock.Advance(TimeSpan.FromHours(1) / ChangesPerHour);
            if (change % 50 == 0)
            {
                // Whatever is set is wrong again at once, so that each reading sets a quantity.
                company.Stripe.Put(
                    CompanyHost.Tenant,
                    company.Stripe.Book(CompanyHost.Tenant)[0] with
                    {
                        Quantity = 7,
                    }
                );
                await company.Sweep();
            }
        }
        company.Stripe.QuantitiesSet.ShouldBeInRange(2, UpdatesPerHourMax);

        company.Clock.Advance(BillingLimits.SeatsEvery * 3);
        await CompanyHost.Eventually(
            async () =>
            {
                company.Clock.Advance(BillingLimits.SeatsEvery);
                await company.Sweep();
                return company.Stripe.Book(CompanyHost.Tenant)[0].Quantity;
            },
            quantity => quantity == 0
        );
        (await rows.Find(CompanyHost.Tenant))!.Row.People.ShouldBe(0);
    }

    [Fact]
    public void Next_WhenMorePeople_SetsThemAtOnceAndProrates() =>
        QuantityRules.Next(new BillingState(), Held(5), 8, Now).ShouldBe(new QuantityStep(8, Prorates: true));

    [Fact]
    public void Next_WhenFewerPeople_WaitsForThePeriodsEnd()
    {
        QuantityRules.Next(new BillingState(), Held(5), 3, Now).ShouldBeNull();
        var end = Held(5).PeriodEnd;
        QuantityRules
            .Next(new BillingState(), Held(5), 3, end - BillingLimits.ShrinkBefore)
            .ShouldBe(new QuantityStep(3, Prorates: false));
    }

    [Fact]
    public void Next_WhenThePeriodsEndWasMissed_GivesBack()
    {
        var known = new BillingState { Subscription = Held(5), People = 3 };
        var renewed = Held(5) with { PeriodStart = Held(5).PeriodEnd, PeriodEnd = Held(5).PeriodEnd.AddDays(30) };
        QuantityRules.Next(known, renewed, 3, renewed.PeriodStart).ShouldBe(new QuantityStep(3, Prorates: true));
    }

    [Fact]
    public void Next_SoonAfterTheLast_Waits()
    {
        var state = new BillingState { QuantityAt = Now };
        QuantityRules.Next(state, Held(5), 8, Now.AddSeconds(19)).ShouldBeNull();
        QuantityRules.Next(state, Held(5), 8, Now.AddSeconds(20)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(BillingStatus.Canceled)]
    [InlineData(BillingStatus.Unpaid)]
    [InlineData(BillingStatus.Paused)]
    public void Next_WhenNothingIsPaid_SetsNothing(BillingStatus status) =>
        QuantityRules.Next(new BillingState(), Held(5) with { Status = status }, 8, Now).ShouldBeNull();

    [Fact]
    public void People_InSeveralPairs_CountOnce()
    {
        var people = BilledLines.People([new("pair_1", "a", "b"), new("pair_2", "a", "c"), new("pair_3", "c", "d")]);
        people.Keys.Order().ShouldBe(["a", "b", "c", "d"]);
        people["a"].ShouldBe(["pair_1", "pair_2"]);
    }

    private static BillingSubscription Held(int quantity) =>
        FakeStripe.Subscription("sub_1", BillingStatus.Active, quantity, Now);
}
