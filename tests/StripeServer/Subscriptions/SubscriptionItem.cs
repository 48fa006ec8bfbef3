using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Catalogue;

namespace Binome.StripeServer.Subscriptions;

/// <summary>So many units of one price.</summary>
internal sealed record SubscriptionItem(string Id, Price Price, long Quantity, DateTimeOffset Created)
{
    public long UnitAmount(string currency) => Price.CurrencyOptions[currency];

    public long Amount(string currency) => UnitAmount(currency) * Quantity;

    public JsonObject Render(Subscription subscription) =>
        new()
        {
            ["id"] = Id,
            ["object"] = "subscription_item",
            ["billing_thresholds"] = null,
            ["created"] = Created.Unix(),
            ["current_period_end"] = subscription.PeriodEnd.Unix(),
            ["current_period_start"] = subscription.PeriodStart.Unix(),
            ["current_trial"] = null,
            ["discounts"] = new JsonArray(),
            ["metadata"] = new JsonObject(),
            ["plan"] = Price.RenderPlan(),
            ["price"] = Price.Render(),
            ["quantity"] = Quantity,
            ["subscription"] = subscription.Id,
            ["tax_rates"] = new JsonArray(),
        };
}
