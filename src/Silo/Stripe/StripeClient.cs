using System.Collections.Immutable;
using Binome.Contracts.Billing;

namespace Binome.Silo.Stripe;

/// <summary>The calls of Stripe that billing makes, and no others.</summary>
internal sealed class StripeClient(StripeHttp http, StripeSettings settings) : IStripe
{
    /// <summary>The events that concern billing: what the webhook endpoint is to be sent, and what is listed after an outage.</summary>
    public static readonly ImmutableArray<string> EventTypes =
    [
        "checkout.session.completed",
        "customer.subscription.created",
        "customer.subscription.updated",
        "customer.subscription.deleted",
        "customer.subscription.paused",
        "customer.subscription.resumed",
        "customer.subscription.trial_will_end",
        "invoice.finalized",
        "invoice.paid",
        "invoice.payment_failed",
        "invoice.voided",
        "invoice.marked_uncollectible",
    ];

    private const int PageMax = 100;

    public BillingTerms? Terms { get; } = settings.Terms;

    public async Task<string> CreateCustomer(string tenant, string name)
    {
        var form = new StripeForm().Set("name", name).Set("metadata.tenant", tenant);
        return (await http.Post<CustomerAnswer>("/v1/customers", form, $"binome-customer-{tenant}")).Id;
    }

    public async Task<ImmutableArray<BillingSubscription>> Subscriptions(string customerId)
    {
        var query = new StripeForm()
            .Set("customer", customerId)
            .Set("status", "all")
            .Set("limit", BillingLimits.SubscriptionsReadMax);
        var list = await http.Get<ListAnswer<SubscriptionAnswer>>("/v1/subscriptions", query);
        return [.. list.Data.Select(StripeReadings.Of)];
    }

    public async Task<ImmutableArray<InvoiceRow>> Invoices(string customerId)
    {
        var query = new StripeForm().Set("customer", customerId).Set("limit", BillingLimits.InvoicesReadMax);
        var list = await http.Get<ListAnswer<InvoiceAnswer>>("/v1/invoices", query);
        return [.. list.Data.Select(StripeReadings.Of)];
    }

    public async Task<BillingSubscription> SetQuantity(
        BillingSubscription subscription,
        int quantity,
        bool prorates,
        string key
    )
    {
        var form = new StripeForm()
            .Set("items.0.id", subscription.ItemId)
            .Set("items.0.quantity", quantity)
            .Set("proration_behavior", prorates ? "create_prorations" : "none");
        return StripeReadings.Of(
            await http.Post<SubscriptionAnswer>($"/v1/subscriptions/{Part(subscription.Id)}", form, key)
        );
    }

    public async Task Cancel(string subscriptionId) =>
        await http.Delete<SubscriptionAnswer>($"/v1/subscriptions/{Part(subscriptionId)}");

    public async Task<CheckoutSession> CreateCheckout(NewCheckout checkout, string key)
    {
        var price =
            await PriceOf(checkout.Plan)
            ?? throw new StripeException(StripeFault.NotFound, StripeException.PriceMissing);
        var form = new StripeForm()
            .Set("mode", "subscription")
            .Set("customer", checkout.CustomerId)
            .Set("client_reference_id", checkout.Tenant)
            .Set("line_items.0.price", price)
            .Set("line_items.0.quantity", checkout.Quantity)
            .Set("currency", checkout.Currency)
            .Set("locale", checkout.Language)
            .Set("success_url", $"{checkout.ReturnLink}?checkout=done")
            .Set("cancel_url", checkout.ReturnLink)
            .Set("automatic_tax.enabled", settings.AutomaticTax)
            .Set("tax_id_collection.enabled", true)
            .Set("billing_address_collection", "required")
            .Set("customer_update.address", "auto")
            .Set("customer_update.name", "auto")
            .Set("subscription_data.metadata.tenant", checkout.Tenant);
        if (checkout.TrialEnd is { } end)
            form.Set("subscription_data.trial_end", end)
                .Set("payment_method_collection", "if_required")
                .Set("subscription_data.trial_settings.end_behavior.missing_payment_method", "cancel");
        return StripeReadings.Of(await http.Post<CheckoutAnswer>("/v1/checkout/sessions", form, key));
    }

    public async Task<CheckoutSession> Checkout(string sessionId) =>
        StripeReadings.Of(await http.Get<CheckoutAnswer>($"/v1/checkout/sessions/{Part(sessionId)}"));

    public async Task ExpireCheckout(string sessionId) =>
        await http.Post<CheckoutAnswer>($"/v1/checkout/sessions/{Part(sessionId)}/expire", new StripeForm());

    public async Task<string> CreatePortal(string customerId, OpenPortal portal)
    {
        var form = new StripeForm()
            .Set("customer", customerId)
            .Set("return_url", portal.ReturnLink)
            .Set("locale", portal.Language);
        return (await http.Post<PortalAnswer>("/v1/billing_portal/sessions", form)).Url;
    }

    public async Task<BillingPreview> Preview(BillingSubscription subscription, int quantity)
    {
        var form = new StripeForm()
            .Set("subscription", subscription.Id)
            .Set("subscription_details.items.0.id", subscription.ItemId)
            .Set("subscription_details.items.0.quantity", quantity)
            .Set("subscription_details.proration_behavior", "create_prorations");
        var invoice = await http.Post<PreviewAnswer>("/v1/invoices/create_preview", form);
        var prorated = invoice
            .Lines.Data.Where(line => line.Parent?.SubscriptionItemDetails is { Proration: true })
            .Sum(line => line.Amount);
        return new BillingPreview(quantity, prorated, invoice.Total, invoice.Currency, subscription.PeriodEnd);
    }

    public async Task<(ImmutableArray<StripeEvent> Events, bool HasMore)> Events(DateTimeOffset since, string? after)
    {
        var query = new StripeForm()
            .Set("created.gte", (DateTimeOffset?)since)
            .Set("limit", PageMax)
            .Set("starting_after", after);
        foreach (var type in EventTypes)
            query.Set("types.", type);
        var list = await http.Get<ListAnswer<EventAnswer>>("/v1/events", query);
        return ([.. list.Data.Select(StripeReadings.Of)], list.HasMore);
    }

    public async Task<bool> HasPrice(string plan) => await PriceOf(plan) is not null;

    private async Task<string?> PriceOf(string plan)
    {
        var query = new StripeForm().Set("lookup_keys.", plan).Set("active", true);
        return (await http.Get<ListAnswer<PriceAnswer>>("/v1/prices", query)).Data.FirstOrDefault()?.Id;
    }

    private static string Part(string id) => Uri.EscapeDataString(id);
}
