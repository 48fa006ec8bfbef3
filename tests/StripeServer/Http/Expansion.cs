using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Checkout;
using Binome.StripeServer.Customers;
using Binome.StripeServer.Subscriptions;

namespace Binome.StripeServer.Http;

/// <summary><c>expand[]</c>: puts whole objects where their ids stand, and what is answered on request alone.</summary>
internal static class Expansion
{
    private const int DepthMax = 4;

    // Ids of what this server does not keep, which Stripe would not expand either.
    public static void Expand(Account account, JsonObject answer, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var steps = path.Split('.');
            if (steps.Count(step => step != "data") > DepthMax)
                throw Refusal.Invalid(
                    $"You cannot expand more than {DepthMax} levels of a property. Property: {path}",
                    "expand"
                );
            Expand(account, answer, steps, path);
        }
    }

    private static void Expand(Account account, JsonObject at, string[] steps, string path)
    {
        var step = steps[0];
        if (at[step] is null && !at.ContainsKey(step))
            at[step] = Included(account, at, step) ?? throw CannotExpand(path);
        if (at[step] is JsonValue value && value.TryGetValue<string>(out var id))
            at[step] = account.Find(id)?.Render() ?? throw CannotExpand(path);
        if (steps.Length == 1)
        {
            if (at[step] is JsonValue)
                throw CannotExpand(path);
            return;
        }
        if (at[step] is JsonArray list)
            foreach (var item in list.OfType<JsonObject>())
                Expand(account, item, steps[1..], path);
        else if (at[step] is JsonObject map)
            Expand(account, map, steps[1..], path);
    }

    private static JsonObject? Included(Account account, JsonObject at, string step)
    {
        var owner = at["id"] is JsonValue id ? account.Find(id.GetValue<string>()) : null;
        return (owner, step) switch
        {
            (Catalogue.Price price, "currency_options") => price.RenderCurrencies(),
            (CheckoutSession session, "line_items") => session.RenderItems(),
            (Customer customer, "subscriptions") => Subscriptions(account, customer),
            (Customer customer, "tax_ids") => Listing.Render(
                customer.TaxIds.Select(taxId => (JsonNode)taxId.Render()),
                false,
                $"/v1/customers/{customer.Id}/tax_ids"
            ),
            _ => null,
        };
    }

    private static JsonObject Subscriptions(Account account, Customer customer) =>
        Listing.Render(
            account
                .Subscriptions.All.Where(found => found.Customer == customer && found.Status != "canceled")
                .Reverse()
                .Select((Subscription found) => (JsonNode)found.Render()),
            false,
            $"/v1/customers/{customer.Id}/subscriptions"
        );

    private static Refusal CannotExpand(string path) =>
        Refusal.Invalid(
            $"This property cannot be expanded ({path}). You may want to try expanding another property of this object.",
            "expand"
        );
}
