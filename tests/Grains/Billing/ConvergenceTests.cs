using System.Text;
using Binome.Contracts.Billing;
using Binome.Grains.Tests.Company;

namespace Binome.Grains.Tests.Billing;

/// <summary>G6: events in any order, any number of times, lead to one state.</summary>
public sealed class ConvergenceTests
{
    private const int Permutations = 500;
    private const int AtOnce = 25;

    private static readonly DateTimeOffset Start = Moments.Start;

    /// <summary>The life of a subscription, an event for each step.</summary>
    private static readonly ImmutableArray<BillingSubscription> Life =
    [
        Step(BillingStatus.Incomplete, 1),
        Step(BillingStatus.Trialing, 1) with
        {
            TrialEnd = Start.AddDays(30),
        },
        Step(BillingStatus.Trialing, 4) with
        {
            TrialEnd = Start.AddDays(30),
        },
        Step(BillingStatus.Active, 4),
        Step(BillingStatus.Active, 9),
        Step(BillingStatus.PastDue, 9),
        Step(BillingStatus.Active, 9),
        Step(BillingStatus.PastDue, 9) with
        {
            PeriodEnd = Start.AddDays(60),
        },
        Step(BillingStatus.Unpaid, 9) with
        {
            PeriodEnd = Start.AddDays(60),
        },
        Step(BillingStatus.Active, 9) with
        {
            PeriodEnd = Start.AddDays(60),
        },
        Step(BillingStatus.Active, 9) with
        {
            PeriodEnd = Start.AddDays(90),
            Price = "yearly",
        },
        Step(BillingStatus.Active, 0) with
        {
            PeriodEnd = Start.AddDays(90),
            Price = "yearly",
            CancelAt = Start.AddDays(90),
        },
    ];

    [Fact]
    public async Task Events_InAnyOrderAndNumber_LeadToOneState()
    {
        await using var company = await CompanyHost.Start();
        company.Stripe.Terms = FakeStripe.On;
        var ends = new List<string>();
        foreach (var some in Enumerable.Range(0, Permutations).Chunk(AtOnce))
            ends.AddRange(await Task.WhenAll(some.Select(seed => Play(company, seed))));

        ends.Count.ShouldBe(Permutations);
        ends.Distinct().ShouldHaveSingleItem();
        ends[0].ShouldContain("yearly");
    }

    private static async Task<string> Play(CompanyHost company, int seed)
    {
        var tenant = $"ten_{seed}";
        var random = new Random(seed);
        var billing = company.GrainsOf(tenant).Billing();
        await company.GrainsOf(tenant).BillingDesk().Checkout(new StartCheckout("monthly", null, "en", "https://back"));
        int[] events = [.. Enumerable.Range(0, Life.Length)];
        // Each once at least, half of them again, shuffled.
        int[] told = [.. events, .. random.GetItems(events, Life.Length / 2)];
        random.Shuffle(told);
        var reached = -1;
        foreach (var at in told)
        {
            // What is told has happened; the rest of the life may come later.
            reached = Math.Max(reached, at);
            company.Stripe.Put(tenant, Life[reached]);
            await billing.TakeEvent($"evt_{at}", "customer.subscription.updated");
        }
        var rows = company.Get<IBillingRows>();
        var row = await CompanyHost.Eventually(
            async () => (await rows.Find(tenant))!.Row,
            row => row.Subscription == Life[^1]
        );
        foreach (var at in events)
            (await rows.HasEvent(tenant, $"evt_{at}")).ShouldBeTrue();
        return Encoding.UTF8.GetString(
            LedgerJson.Write(row with { Id = "", CustomerId = "", SyncedAt = null, TrialUntil = Start })
        );
    }

    private static BillingSubscription Step(BillingStatus status, int quantity) =>
        FakeStripe.Subscription("sub_1", status, quantity, Start);
}
