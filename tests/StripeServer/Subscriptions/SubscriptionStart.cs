using Binome.StripeServer.Books;
using Binome.StripeServer.Catalogue;
using Binome.StripeServer.Customers;
using Binome.StripeServer.Http;
using Binome.StripeServer.Invoices;

namespace Binome.StripeServer.Subscriptions;

/// <summary>What a new subscription is to be, from the API or from a checkout.</summary>
internal sealed record SubscriptionPlan(Customer Customer, string Currency, (Price Price, long Quantity)[] Items)
{
    public DateTimeOffset? TrialEnd { get; init; }
    public string MissingPaymentMethod { get; init; } = "create_invoice";
    public bool AutomaticTax { get; init; }
    public string? DefaultPaymentMethod { get; init; }
    public string? Description { get; init; }
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>What the first invoice charges before tax; nothing while there is a trial.</summary>
    public long FirstAmount =>
        TrialEnd is null ? Items.Sum(item => item.Price.CurrencyOptions[Currency] * item.Quantity) : 0;

    /// <summary>The currency of a customer's plan; a customer that has one keeps it.</summary>
    public static string CurrencyOf(Customer customer, string? asked, IEnumerable<Price> prices)
    {
        List<Price> all = [.. prices];
        var currency = asked ?? customer.Currency ?? all[0].Currency;
        if (customer.Currency is { } bound && bound != currency)
            throw Refusal.Invalid(
                $"You cannot combine currencies on a single customer. This customer has an active subscription, subscription schedule, discount, quote, or invoice item with currency {bound}"
            );
        foreach (var price in all)
            if (!price.CurrencyOptions.ContainsKey(currency))
                throw Refusal.Invalid(
                    $"The price specified only supports `{string.Join("`, `", price.CurrencyOptions.Keys)}`. This doesn't match the expected currency: `{currency}`.",
                    "currency"
                );
        return currency;
    }
}

internal static class SubscriptionStart
{
    /// <summary>Starts it: with a trial, or by charging its first invoice, which leaves it incomplete when that fails.</summary>
    public static Subscription Start(Account account, SubscriptionPlan plan)
    {
        var subscription = new Subscription(account, plan.Customer, plan.Currency)
        {
            MissingPaymentMethod = plan.MissingPaymentMethod,
            AutomaticTax = plan.AutomaticTax,
            DefaultPaymentMethod = plan.DefaultPaymentMethod,
            Description = plan.Description,
        };
        foreach (var (key, value) in plan.Metadata)
            subscription.Metadata[key] = value;
        subscription.Replace([
            .. plan.Items.Select(item => new SubscriptionItem(
                Ids.New("si_", 14),
                item.Price,
                item.Quantity,
                subscription.Created
            )),
        ]);
        plan.Customer.Currency ??= plan.Currency;
        account.Subscriptions.Add(subscription);
        var billing = new SubscriptionBilling(account, subscription);
        var invoice = plan.TrialEnd is { } end ? Try(subscription, billing, end) : Begin(billing);
        account.Log.Emit("customer.subscription.created", subscription);
        invoice.Life.FinalizeAndCharge();
        return subscription;
    }

    private static Invoice Try(Subscription subscription, SubscriptionBilling billing, DateTimeOffset end)
    {
        subscription.Status = "trialing";
        (subscription.TrialStart, subscription.TrialEnd) = (subscription.Created, end);
        (subscription.Anchor, subscription.PeriodEnd) = (end, end);
        return billing.InvoiceTrial();
    }

    private static Invoice Begin(SubscriptionBilling billing)
    {
        billing.RestartCycle();
        var invoice = billing.InvoicePeriod("subscription_create", null);
        invoice.AutoAdvance = false;
        return invoice;
    }
}
