using System.Text.Json.Nodes;
using Binome.StripeServer;

namespace Binome.StripePeer.Tests;

/// <summary>What becomes of a subscription whose card fails, by the account's own time and settings.</summary>
public sealed class DunningTests
{
    private const string Failing = "4000000000000341";
    private const string Working = "4242424242424242";

    [Theory]
    [InlineData(AfterRetries.Unpaid, "unpaid")]
    [InlineData(AfterRetries.Cancel, "canceled")]
    [InlineData(AfterRetries.PastDue, "past_due")]
    public async Task Renewal_WhenEveryRetryFails_EndsAsTheAccountSays(AfterRetries after, string status)
    {
        await using var rig = await Rig.Begin(new StripePeerOptions { AfterRetries = after });
        var (customer, subscription) = await rig.Subscribed();
        rig.Peer.ReplaceCard(customer, Failing);

        // The renewal, an hour as a draft, and three retries after 3, 5 and 7 days.
        rig.Time.Advance(TimeSpan.FromDays(31));
        (await rig.Status(subscription)).ShouldBe("active");
        rig.Time.Advance(TimeSpan.FromHours(1));
        (await rig.Status(subscription)).ShouldBe("past_due");
        rig.Time.Advance(TimeSpan.FromDays(8));
        (await rig.Status(subscription)).ShouldBe("past_due");
        rig.Time.Advance(TimeSpan.FromDays(7));
        (await rig.Status(subscription)).ShouldBe(status);

        var invoice = (await rig.Get($"/v1/invoices?subscription={subscription}&status=open"))["data"]![0]!.AsObject();
        invoice["attempt_count"]!.GetValue<int>().ShouldBe(4);
        invoice["next_payment_attempt"].ShouldBeNull();
        var reason = (await rig.Get($"/v1/subscriptions/{subscription}"))["cancellation_details"]!["reason"];
        reason?.GetValue<string>().ShouldBe(after == AfterRetries.Cancel ? "payment_failed" : null);
    }

    [Fact]
    public async Task Unpaid_WhenTheNextPeriodBegins_LeavesItsInvoiceADraft_AndPayingItRestores()
    {
        await using var rig = await Rig.Begin();
        var (customer, subscription) = await rig.Subscribed();
        rig.Peer.ReplaceCard(customer, Failing);
        rig.Time.Advance(TimeSpan.FromDays(70));
        var unpaid = await rig.Get($"/v1/subscriptions/{subscription}?expand[]=latest_invoice");
        unpaid["status"]!.GetValue<string>().ShouldBe("unpaid");
        unpaid["latest_invoice"]!["status"]!.GetValue<string>().ShouldBe("draft");

        rig.Peer.ReplaceCard(customer, Working);
        await rig.Post($"/v1/invoices/{unpaid["latest_invoice"]!["id"]}/pay");
        (await rig.Status(subscription)).ShouldBe("active");
    }

    [Fact]
    public async Task Renewals_WhenYearsPassAtOnce_EachHappensAtItsInstant()
    {
        await using var rig = await Rig.Begin();
        var (_, subscription) = await rig.Subscribed();
        rig.Time.Advance(TimeSpan.FromDays(2 * 365));
        var invoices = (await rig.Get($"/v1/invoices?subscription={subscription}&limit=100"))["data"]!.AsArray();
        invoices.Count.ShouldBe(25);
        invoices
            .Reverse()
            .Select(invoice => DateTimeOffset.FromUnixTimeSeconds(invoice!["created"]!.GetValue<long>()))
            .ShouldBe(Enumerable.Range(0, 25).Select(month => Rig.Start.AddMonths(month)));
        invoices.Skip(1).ShouldAllBe(invoice => Paid(invoice) == 5_000);
    }

    private static long Paid(JsonNode? invoice) => invoice!["amount_paid"]!.GetValue<long>();
}
