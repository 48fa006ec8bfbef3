using System.Net;
using Binome.Contracts;
using Binome.Contracts.Billing;
using Binome.Contracts.Ledger;
using Binome.Contracts.Pairs;
using Binome.StripeServer.Webhooks;

namespace Binome.Billing.Tests;

/// <summary>The life of a subscription from the first trial to the return after an end, against a Stripe that charges.</summary>
public sealed class StoryTests
{
    [Fact]
    public Task Story_WithEveryWebhook_EndsPaid() => Play(new WebhookFaults());

    [Fact]
    public Task Story_WithWebhooksDuplicatedReorderedAndHalfDropped_EndsTheSame() =>
        Play(
            new WebhookFaults
            {
                DuplicateShare = 1,
                Reorder = true,
                DropShare = 0.5,
                Seed = 7,
            }
        );

    private static async Task Play(WebhookFaults faults)
    {
        await using var house = await BillingHouse.Start();
        await Play(house, faults);
    }

    /// <summary>The whole story in one house.</summary>
    internal static async Task Play(BillingHouse house, WebhookFaults faults)
    {
        house.Peer.WebhookFaults = faults;

        // Trial, without a card and without Stripe.
        var billing = await house.Billing();
        billing.GetProperty("enabled").GetBoolean().ShouldBeTrue();
        billing.GetProperty("status").GetString().ShouldBe("none");
        (await house.Write()).ShouldBe(HttpStatusCode.Created);
        await house.OpenPair();
        await house.OpenPair();

        // Checkout; the rest of the trial goes on there.
        await house.Subscribe();
        var row = await house.Until(row => row is { Status: BillingStatus.Trialing, Subscription.Quantity: 4 });
        house.Pass(row.Subscription!.TrialEnd!.Value - house.Time.GetUtcNow() + TimeSpan.FromHours(2));
        row = await house.Until(row => row.Status == BillingStatus.Active);

        // Growth, charged for the rest of the period.
        house.Pass(TimeSpan.FromDays(10));
        var preview = await house.Grains.BillingDesk().Preview(6);
        preview.Value.DueNow.ShouldBeGreaterThan(0);
        var third = await house.OpenPair();
        row = await house.Until(row => row.Subscription!.Quantity == 6);

        // A payment fails and is made good.
        house.Peer.ReplaceCard(row.CustomerId!, "4000000000000341");
        house.Pass(row.Subscription!.PeriodEnd - house.Time.GetUtcNow() + TimeSpan.FromHours(2));
        await house.Until(row => row.Status == BillingStatus.PastDue);
        (await house.Billing()).GetProperty("access").GetString().ShouldBe("full");
        house.Peer.ReplaceCard(row.CustomerId!, "4242424242424242");
        house.Pass(TimeSpan.FromDays(4));
        row = await house.Until(row => row.Status == BillingStatus.Active);

        // Fewer people: paid for until the period ends, then fewer.
        await house.Grains.Pair(third).Move(new MovePair(PairStep.Separate, "They asked for it.", Person));
        row = await house.Until(row => row.People == 4);
        row.Subscription!.Quantity.ShouldBe(6);
        house.Pass(row.Subscription.PeriodEnd - house.Time.GetUtcNow() - TimeSpan.FromMinutes(55));
        row = await house.Until(row => row.Subscription!.Quantity == 4);
        row.Subscription!.PeriodEnd.ShouldBeGreaterThan(house.Time.GetUtcNow());

        // The end: everything can be read, nothing changed.
        using (await house.AskStripe(HttpMethod.Delete, $"/v1/subscriptions/{row.Subscription.Id}"))
            await house.Until(row => row.Status == BillingStatus.Canceled);
        (await house.Write()).ShouldBe(HttpStatusCode.PaymentRequired);
        (await house.Billing()).GetProperty("access").GetString().ShouldBe("read_only");
        (await house.Post("/v1/exports", """{"resource":"pairs"}""")).Status.ShouldBe(HttpStatusCode.Accepted);

        // And back.
        await house.Subscribe();
        row = await house.Until(row => row is { Status: BillingStatus.Active, Subscription.Quantity: 4 });
        (await house.Write()).ShouldBe(HttpStatusCode.Created);
        (await house.Rows.Invoices(house.Tenant, 100)).ShouldContain(invoice => invoice.Status == "paid");
        row.Duplicates.ShouldBeEmpty();
        house.Peer.Counts["POST /v1/customers"].ShouldBe(1);
    }

    private static Actor Person => new("req_1", "sgn_1", new("mbr_1", "Cora", "cora@alize.example"));
}
