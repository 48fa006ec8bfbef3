using System.Text.Json.Nodes;
using Binome.StripeServer.Customers;
using Binome.StripeServer.Http;
using Binome.StripeServer.Subscriptions;

namespace Binome.StripeServer.Invoices;

/// <summary>What the next invoice would be, as things are or after a change, without making either.</summary>
internal static class InvoicePreview
{
    public static readonly string[] Accepts =
    [
        "customer",
        "subscription",
        "currency",
        "automatic_tax.enabled",
        "subscription_details.items[].id",
        "subscription_details.items[].price",
        "subscription_details.items[].quantity",
        "subscription_details.items[].deleted",
        "subscription_details.proration_behavior",
        "subscription_details.proration_date",
        "subscription_details.trial_end",
    ];

    private const string Details = "subscription_details";

    public static JsonObject Preview(Call call)
    {
        var customer = call.Account.Customers.OfParameter(call, "customer");
        if (call.Account.Subscriptions.OfParameter(call, "subscription") is { } subscription)
            return OfChange(call, subscription).Render();
        if (customer is null)
            throw Refusal.Invalid(
                "You must pass either `customer` or `subscription`.",
                "customer",
                "parameter_missing"
            );
        if (call.Form.Has($"{Details}.items"))
            return OfNew(call, customer).Render();
        return
            call.Account.Subscriptions.All.FirstOrDefault(found => found.Customer == customer && Renews(found))
                is { } only
            ? OfChange(call, only).Render()
            : throw None(customer);
    }

    private static Invoice OfChange(Call call, Subscription subscription)
    {
        if (!Renews(subscription) && !call.Form.Has(Details))
            throw None(subscription.Customer);
        var billing = new SubscriptionBilling(call.Account, subscription);
        var items = SubscriptionItemReading.Read(call, subscription, $"{Details}.items");
        var at = call.Form.Moment($"{Details}.proration_date") ?? call.Account.Now(subscription.Clock);
        var behavior =
            call.Form.OneOf($"{Details}.proration_behavior", "create_prorations", "none", "always_invoice")
            ?? "create_prorations";
        var prorations = behavior == "none" ? [] : billing.Prorations(items, at);
        if (behavior != "always_invoice")
            return billing.Upcoming(items, prorations);
        var now = billing.Draft("upcoming", Books.Ids.New("upcoming_in_"));
        now.Lines.AddRange(prorations);
        return now;
    }

    // Nothing is stored: the subscription is made for its prices alone.
    private static Invoice OfNew(Call call, Customer customer)
    {
        var items = SubscriptionCreation.Items(call, $"{Details}.items");
        var currency = SubscriptionPlan.CurrencyOf(
            customer,
            call.Form.Text("currency"),
            items.Select(item => item.Price)
        );
        var subscription = new Subscription(call.Account, customer, currency)
        {
            AutomaticTax = call.Form.Flag("automatic_tax.enabled") ?? false,
        };
        subscription.Replace([
            .. items.Select(item => new SubscriptionItem(
                Books.Ids.New("si_tmp_", 14),
                item.Price,
                item.Quantity,
                subscription.Created
            )),
        ]);
        var billing = new SubscriptionBilling(call.Account, subscription);
        billing.RestartCycle();
        var invoice = billing.Draft("upcoming", Books.Ids.New("upcoming_in_"));
        invoice.Lines.AddRange(subscription.Items.Select(item => billing.PeriodLine(item)));
        return invoice;
    }

    private static bool Renews(Subscription subscription) =>
        !subscription.Ended && !subscription.CancelAtPeriodEnd && subscription.Status != "paused";

    private static Refusal None(Customer customer) =>
        new(404, "invalid_request_error", $"No upcoming invoices for customer: {customer.Id}", "invoice_upcoming_none");
}
