using System.Net;
using System.Text.Json;
using Binome.Contracts;
using Binome.Contracts.Billing;
using Binome.Contracts.Pairs;

namespace Binome.Billing.Tests;

/// <summary>What the API says of billing: who, because of whom, on which days, for how much.</summary>
public sealed class BillingApiTests
{
    [Fact]
    public async Task Usage_NamesPeoplePairsAndDays()
    {
        await using var house = await BillingHouse.Start();
        var pair = await house.OpenPair();
        await house.OpenPair();
        await house.Until(row => row.People == 4);
        var first = Today(house);
        var lines = await Lines(house, "");
        lines.Length.ShouldBe(4);
        lines.ShouldAllBe(line => line.GetProperty("from").GetString() == first);
        lines.ShouldAllBe(line => line.GetProperty("until").ValueKind == JsonValueKind.Null);
        lines.Count(line => Pairs(line).SequenceEqual(new[] { pair })).ShouldBe(2);

        house.Pass(TimeSpan.FromDays(5));
        var person = new Actor("req_1", "sgn_1", new("mbr_1", "Cora", "cora@alize.example"));
        await house.Grains.Pair(pair).Move(new MovePair(PairStep.Separate, "They asked for it.", person));
        await house.Until(row => row.People == 2);
        var ended = (await Lines(house, "")).Where(line => line.GetProperty("until").ValueKind != JsonValueKind.Null);
        ended.Select(line => Pairs(line).Single()).ShouldBe([pair, pair]);
        // Whoever had stopped by then is not on the days after.
        house.Pass(TimeSpan.FromDays(2));
        (await Lines(house, $"?from={Today(house)}")).Length.ShouldBe(2);
        (await Lines(house, $"?until={first}")).Length.ShouldBe(4);
    }

    [Fact]
    public async Task Subscription_ShowsItsPlan_ItsInvoices_AndWhatMoreWouldCost()
    {
        await using var house = await BillingHouse.Start();
        await house.OpenPair();
        await house.Until(row => row.People == 2);
        var (status, _) = await house.Post("/v1/billing/preview", """{"people":5}""");
        status.ShouldBe(HttpStatusCode.Conflict);
        await house.Subscribe();
        var trial = await house.Until(row => row.Status == BillingStatus.Trialing);
        house.Pass(trial.Subscription!.TrialEnd!.Value - house.Time.GetUtcNow() + TimeSpan.FromHours(2));
        await house.Until(row => row.Status == BillingStatus.Active);
        await house.Peer.WebhooksSent();

        var billing = await house.Billing();
        billing.GetProperty("plan").GetString().ShouldBe("monthly");
        billing.GetProperty("currency").GetString().ShouldBe("eur");
        billing.GetProperty("people_paid").GetInt32().ShouldBe(2);
        var invoices = (await house.Get("/v1/billing/invoices")).GetProperty("data").EnumerateArray().ToArray();
        invoices.ShouldContain(invoice =>
            invoice.GetProperty("status").GetString() == "paid" && invoice.GetProperty("amount_paid").GetInt64() > 0
        );
        invoices.ShouldAllBe(invoice => invoice.GetProperty("link").GetString()!.Length > 0);
        var (asked, preview) = await house.Post("/v1/billing/preview", """{"people":5}""");
        asked.ShouldBe(HttpStatusCode.OK);
        preview.GetProperty("prorated").GetInt64().ShouldBeGreaterThan(0);
        preview.GetProperty("next_total").GetInt64().ShouldBeGreaterThan(preview.GetProperty("prorated").GetInt64());
        // Asking changed nothing.
        (await house.Rows.Find(house.Tenant))!.Row.Subscription!.Quantity.ShouldBe(2);
    }

    [Fact]
    public async Task Checkout_AsksStripeForTaxesAddressesLanguageAndCurrency()
    {
        await using var house = await BillingHouse.Start();
        var (status, _) = await house.Post("/v1/billing/checkout", """{"plan":"yearly","currency":"usd"}""");
        status.ShouldBe(HttpStatusCode.OK);
        var asked = house.Peer.Requests.Single(request => request is { Operation: "POST /v1/checkout/sessions" });
        string Sent(params string[] path) =>
            path.Aggregate((System.Text.Json.Nodes.JsonNode?)asked.Params, (node, name) => node![name])!.ToString();
        Sent("currency").ShouldBe("usd");
        Sent("locale").ShouldBe("en");
        Sent("automatic_tax", "enabled").ShouldBe("true");
        Sent("tax_id_collection", "enabled").ShouldBe("true");
        Sent("billing_address_collection").ShouldBe("required");
        Sent("customer_update", "address").ShouldBe("auto");
        // The rest of the trial goes on at Stripe, and asks for no card.
        Sent("payment_method_collection").ShouldBe("if_required");
        Sent("subscription_data", "trial_end").ShouldNotBeEmpty();
        house
            .Peer.Requests.Single(request => request is { Operation: "POST /v1/customers" })
            .IdempotencyKey.ShouldBe($"binome-customer-{house.Tenant}");
    }

    private static string Today(BillingHouse house) => house.Time.GetUtcNow().ToString("yyyy-MM-dd", null);

    private static async Task<JsonElement[]> Lines(BillingHouse house, string query) =>
        [.. (await house.Get($"/v1/billing/usage{query}")).GetProperty("data").EnumerateArray()];

    private static IEnumerable<string> Pairs(JsonElement line) =>
        line.GetProperty("pairs").EnumerateArray().Select(pair => pair.GetString()!);
}
