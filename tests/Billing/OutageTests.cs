using System.Net;
using System.Text;
using Binome.Contracts;
using Binome.Contracts.Billing;
using Binome.StripeServer.Control;
using Binome.StripeServer.Webhooks;

namespace Binome.Billing.Tests;

/// <summary>Stripe is down, hangs, or has not what was set: nobody is let past it, nothing is lost, nobody else waits.</summary>
public sealed class OutageTests
{
    private const string Monthly = """{"plan":"monthly"}""";
    private const string Event = """
        {"id":"evt_1","type":"invoice.paid","livemode":false,"created":1700000000,"data":{"object":{"object":"invoice","customer":"cus_1"}}}
        """;

    private const int RoundsMax = 5;
    private const int Attempts = 3;

    [Fact]
    public async Task Checkout_WhileStripeIsDown_FailsClosed_AndGoesOnAfterwards()
    {
        await using var house = await BillingHouse.Start();
        house.Peer.Fail(
            new ApiFault
            {
                Path = "/v1/customers",
                Status = 503,
                Times = 100,
            }
        );
        var (status, problem) = await house.Post("/v1/billing/checkout", Monthly);
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        problem.GetProperty("code").GetString().ShouldBe(FailureCodes.StripeUnavailable);
        (await house.Write()).ShouldBe(HttpStatusCode.Created);

        house.Peer.ClearFaults();
        var (later, page) = await house.Post("/v1/billing/checkout", Monthly);
        later.ShouldBe(HttpStatusCode.OK);
        page.GetProperty("url").GetString()!.ShouldStartWith(house.Peer.Url.ToString());
    }

    [Fact]
    public async Task Webhook_WhileStripeIsDown_IsKept_AndReadLater()
    {
        await using var house = await BillingHouse.Start();
        await house.Subscribe();
        await house.Until(row => row.Status == BillingStatus.Trialing);
        await house.Peer.WebhooksSent();
        house.Peer.WebhookFaults = new WebhookFaults { DropShare = 1 };
        house.Peer.Fail(
            new ApiFault
            {
                Method = "GET",
                Path = "/v1/subscriptions",
                Status = 500,
                ShouldRetry = false,
                Times = 3,
            }
        );
        house.Peer.Fail(
            new ApiFault
            {
                Path = "/v1/events",
                Status = 500,
                ShouldRetry = false,
                Times = 1_000,
            }
        );
        var row = (await house.Rows.Find(house.Tenant))!.Row;
        using (await house.AskStripe(HttpMethod.Delete, $"/v1/subscriptions/{row.Subscription!.Id}")) { }
        (await Told(house, "evt_kept")).ShouldBe(HttpStatusCode.OK);
        (await house.Rows.HasEvent(house.Tenant, "evt_kept")).ShouldBeTrue();

        await house.Until(read => read.Status == BillingStatus.Canceled);
        // All three failures were met; the daily reading is half a day away.
        house.Peer.Requests.Count(request => request is { Path: "/v1/subscriptions", Status: 500 }).ShouldBe(3);
    }

    /// <summary>
    /// The client gives up after some fourteen seconds. A machine that was slower than that shows nothing, and the same is looked at again; were the
    /// organisation's turn held, it would show the same each time.
    /// </summary>
    [Fact]
    public async Task Checkout_WhileStripeHangs_HoldsUpNobodyElse()
    {
        await using var house = await BillingHouse.Start();
        var wasShown = false;
        for (var round = 0; round < RoundsMax && !wasShown; round++)
        {
            // Each attempt of the client uses one up.
            for (var attempt = 0; attempt < Attempts; attempt++)
                house.Peer.Fail(
                    new ApiFault
                    {
                        Method = "POST",
                        Path = "/v1/checkout/sessions",
                        Kind = FaultKind.Hang,
                    }
                );
            var plan = round % 2 == 0 ? "monthly" : "yearly";
            var asking = house.Post("/v1/billing/checkout", $$"""{"plan":"{{plan}}"}""");
            while (house.Peer.WaitingFaults == Attempts && !asking.IsCompleted)
                await Task.Delay(20);
            (await Told(house, $"evt_{round}")).ShouldBe(HttpStatusCode.OK);
            await house.OpenPair();
            (await house.Billing()).GetProperty("status").GetString().ShouldBe("none");
            (await house.Write()).ShouldBe(HttpStatusCode.Created);
            (await house.Rows.HasEvent(house.Tenant, $"evt_{round}")).ShouldBeTrue();
            wasShown = !asking.IsCompleted;
            house.Peer.ClearFaults();
            await asking;
        }
        wasShown.ShouldBeTrue();
        // What hung was asked for again under its own number.
        var (status, _) = await house.Post("/v1/billing/checkout", Monthly);
        status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Checkout_OfAPlanWithoutAPrice_SaysSo()
    {
        await using var house = await BillingHouse.Start("monthly,weekly");
        var (status, problem) = await house.Post("/v1/billing/checkout", """{"plan":"weekly"}""");
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        problem.GetProperty("code").GetString().ShouldBe(FailureCodes.BillingPlanMissing);
        problem.GetProperty("detail").GetString()!.ShouldContain("weekly");
        await house.Logged("Binome__Stripe__Prices names 'weekly'");
    }

    [Fact]
    public async Task Start_WithAKeyThatStripeRefuses_SaysSoInTheLog()
    {
        await using var house = await BillingHouse.Start(isRevoked: true);
        await house.Logged("Binome__Stripe__SecretKey");
        house.Logs.ShouldNotContain(line => line.Contains(BillingHouse.Key, StringComparison.Ordinal));
        var (status, problem) = await house.Post("/v1/billing/checkout", Monthly);
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        problem.GetProperty("code").GetString().ShouldBe(FailureCodes.StripeUnavailable);
    }

    [Theory]
    [InlineData("""{"plan":"daily"}""", "/plan")]
    [InlineData("""{"plan":"monthly","currency":"EUR"}""", "/currency")]
    [InlineData("""{"plan":"monthly","currency":"euro"}""", "/currency")]
    public async Task Checkout_OfWhatThereIsNot_NamesTheField(string body, string pointer)
    {
        await using var house = await BillingHouse.Start();
        var (status, problem) = await house.Post("/v1/billing/checkout", body);
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("errors")[0].GetProperty("pointer").GetString().ShouldBe(pointer);
        house.Peer.Counts.ContainsKey("POST /v1/customers").ShouldBeFalse();
    }

    /// <summary>An event of the organisation's customer reaches the product.</summary>
    private static async Task<HttpStatusCode> Told(BillingHouse house, string id)
    {
        var customer = (await house.Rows.Find(house.Tenant))!.Row.CustomerId;
        var body = Event
            .Replace("evt_1", id, StringComparison.Ordinal)
            .Replace("cus_1", customer, StringComparison.Ordinal);
        return await house.Webhook(body, Signature.Of(body, house.Time.GetUtcNow(), house.Secret));
    }
}
