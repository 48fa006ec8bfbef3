using Binome.Contracts.Billing;
using Binome.Grains.Tests.Company;

namespace Binome.Grains.Tests.Billing;

/// <summary>One organisation, one subscription: double clicks, late webhooks, lost answers and restarts in a thousand orders.</summary>
public sealed class OneSubscriptionTests
{
    private const int Interleavings = 1_000;
    private const int PerProcess = 100;
    private const int AtOnce = 20;
    private const int Acts = 12;
    private static readonly StartCheckout Click = new("monthly", null, "en", "https://back");

    [Fact]
    public async Task Checkouts_HoweverInterleaved_MakeOneSubscription()
    {
        var company = await CompanyHost.Start();
        var first = company;
        var made = 0;
        var lost = 0;
        for (var from = 0; from < Interleavings; from += PerProcess)
        {
            SetUp(company, () => Interlocked.Increment(ref lost));
            int[] seeds = [.. Enumerable.Range(from, PerProcess)];
            foreach (var some in seeds.Chunk(AtOnce))
                await Task.WhenAll(some.Select(seed => Play(company, seed, Acts / 2)));
            // In the middle of everything the process ends and another goes on with what is stored.
            await company.Stop();
            company = await CompanyHost.StartAgain(company);
            SetUp(company, () => Interlocked.Increment(ref lost));
            foreach (var some in seeds.Chunk(AtOnce))
                await Task.WhenAll(some.Select(seed => Play(company, seed + Interleavings, Acts / 2)));
            foreach (var seed in seeds)
                made += Check(company, seed);
        }
        await company.DisposeAsync();
        await first.DisposeAsync();
        made.ShouldBeGreaterThan(Interleavings / 2);
        lost.ShouldBeGreaterThan(Interleavings / 2);
    }

    private static int Check(CompanyHost company, int seed)
    {
        var book = company.Stripe.Book(TenantOf(seed));
        book.Count.ShouldBeLessThanOrEqualTo(1, $"seed {seed}");
        return book.Count;
    }

    private static void SetUp(CompanyHost company, Action noteLost)
    {
        company.Stripe.Terms = FakeStripe.On;
        company.Stripe.After = call =>
        {
            if (Random.Shared.Next(6) != 0)
                return;
            noteLost();
            throw new StripeException(StripeFault.Unavailable, "lost");
        };
    }

    private static string TenantOf(int seed) => $"ten_{seed % Interleavings}";

    private static async Task Play(CompanyHost company, int seed, int acts)
    {
        var random = new Random(seed);
        var tenant = TenantOf(seed);
        var billing = company.GrainsOf(tenant).Billing();
        var desk = company.GrainsOf(tenant).BillingDesk();
        var pages = new List<string>();
        for (var act = 0; act < acts; act++)
            switch (random.Next(4))
            {
                case 0:
                    await billing.TakeEvent($"evt_{seed}_{random.Next(3)}", "checkout.session.completed");
                    break;
                case 1 when pages.Count > 0:
                    // Any page that was ever opened, in whichever tab it still stands.
                    company.Stripe.Pay(pages[random.Next(pages.Count)], company.Clock.GetUtcNow());
                    break;
                default:
                    var clicks = await Task.WhenAll(
                        desk.Checkout(Click with { Language = random.Next(2) == 0 ? "en" : "fr" }),
                        desk.Checkout(Click)
                    );
                    pages.AddRange(clicks.Where(click => click.Succeeded).Select(click => click.Value.Url));
                    break;
            }
        if (pages.Count > 0)
            company.Stripe.Pay(pages[^1], company.Clock.GetUtcNow());
    }
}
