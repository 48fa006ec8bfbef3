using Binome.StripeServer.Books;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Subscriptions;

internal static class SubscriptionItemReading
{
    /// <summary>The items as a request changes them: named by id, added by price, or deleted; others stay.</summary>
    public static List<SubscriptionItem> Read(Call call, Subscription subscription, string path)
    {
        List<SubscriptionItem> items = [.. subscription.Items];
        for (var at = 0; at < call.Form.Count(path); at++)
            ReadOne(call, subscription, items, $"{path}.{at}");
        if (items.Count == 0)
            throw Refusal.Invalid("A subscription must have at least one active plan.", path);
        foreach (var price in items.Select(item => item.Price))
            if (!price.CurrencyOptions.ContainsKey(subscription.Currency))
                throw Refusal.Invalid($"The price `{price.Id}` has no currency `{subscription.Currency}`.", path);
        return items;
    }

    private static void ReadOne(Call call, Subscription subscription, List<SubscriptionItem> items, string path)
    {
        var form = call.Form;
        var price = call.Account.Prices.OfParameter(call, $"{path}.price");
        var quantity = SubscriptionCreation.Quantity(form, $"{path}.quantity");
        if (form.Text($"{path}.id") is { } id)
        {
            var index = items.FindIndex(item => item.Id == id);
            if (index < 0)
                throw Refusal.Missing("subscription item", id, form.Bracketed($"{path}.id"));
            if (form.Flag($"{path}.deleted") ?? false)
                items.RemoveAt(index);
            else
                items[index] = items[index] with
                {
                    Price = price ?? items[index].Price,
                    Quantity = quantity ?? items[index].Quantity,
                };
            return;
        }
        if (price is null)
            throw Refusal.Invalid(
                $"Missing required param: {form.Bracketed($"{path}.price")}.",
                form.Bracketed($"{path}.price"),
                "parameter_missing"
            );
        if (items.Exists(item => item.Price == price))
            throw Refusal.Invalid(
                $"Cannot add multiple subscription items with the same plan: {price.Id}",
                form.Bracketed($"{path}.price")
            );
        items.Add(new SubscriptionItem(Ids.New("si_", 14), price, quantity ?? 1, call.Account.Now(subscription.Clock)));
    }
}
