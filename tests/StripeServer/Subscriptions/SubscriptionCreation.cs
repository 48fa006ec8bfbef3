using System.Text.Json.Nodes;
using Binome.StripeServer.Catalogue;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Subscriptions;

/// <summary>A subscription that the API creates, without a checkout.</summary>
internal static class SubscriptionCreation
{
    public static readonly string[] Accepts =
    [
        "customer",
        "currency",
        "items[].price",
        "items[].quantity",
        "trial_period_days",
        "trial_end",
        "trial_settings.end_behavior.missing_payment_method",
        "automatic_tax.enabled",
        "default_payment_method",
        "description",
        "payment_behavior",
        "off_session",
        "metadata.*",
    ];

    public static JsonObject Create(Call call)
    {
        var form = call.Form;
        form.Required("customer");
        var customer = call.Account.Customers.OfParameter(call, "customer")!;
        var items = Items(call, "items");
        var behavior = form.OneOf("payment_behavior", "allow_incomplete", "error_if_incomplete");
        var metadata = new Dictionary<string, string>();
        call.Merge(metadata);
        var method = call.Account.PaymentMethods.OfParameter(call, "default_payment_method");
        var plan = new SubscriptionPlan(
            customer,
            SubscriptionPlan.CurrencyOf(customer, form.Text("currency"), items.Select(item => item.Price)),
            items
        )
        {
            TrialEnd = TrialEnd(form, "trial_period_days", "trial_end", call.Account.Now(customer.Clock)),
            MissingPaymentMethod = MissingPaymentMethod(form, "trial_settings"),
            AutomaticTax = form.Flag("automatic_tax.enabled") ?? false,
            DefaultPaymentMethod = method?.Id,
            Description = form.Text("description"),
            Metadata = metadata,
        };
        Payable(call, plan, behavior);
        return SubscriptionStart.Start(call.Account, plan).Render();
    }

    public static (Price Price, long Quantity)[] Items(Call call, string path)
    {
        if (call.Form.Count(path) == 0)
            throw Refusal.Invalid($"Missing required param: {path}.", path, "parameter_missing");
        return
        [
            .. Enumerable
                .Range(0, call.Form.Count(path))
                .Select(at =>
                {
                    call.Form.Required($"{path}.{at}.price");
                    var price = call.Account.Prices.OfParameter(call, $"{path}.{at}.price")!;
                    if (!price.Active)
                        throw Refusal.Invalid(
                            $"The price specified is inactive. This field only accepts active prices.",
                            call.Form.Bracketed($"{path}.{at}.price")
                        );
                    return (price, Quantity(call.Form, $"{path}.{at}.quantity") ?? 1);
                }),
        ];
    }

    public static long? Quantity(Form form, string path)
    {
        var quantity = form.Whole(path);
        return quantity is < 0
            ? throw Refusal.Invalid(
                "This value must be greater than or equal to 0.",
                form.Bracketed(path),
                "parameter_invalid_integer"
            )
            : quantity;
    }

    public static string MissingPaymentMethod(Form form, string path) =>
        form.OneOf($"{path}.end_behavior.missing_payment_method", "cancel", "create_invoice", "pause")
        ?? "create_invoice";

    public static DateTimeOffset? TrialEnd(Form form, string daysPath, string endPath, DateTimeOffset now)
    {
        const int DaysMax = 730;
        var days = form.Whole(daysPath);
        if (days is < 1 or > DaysMax)
            throw Refusal.Invalid($"The maximum number of trial period days is {DaysMax} (2 years).", daysPath);
        if (days is not null)
            return now.AddDays(days.Value);
        if (form.Text(endPath) is null or "now")
            return null;
        var end = form.Moment(endPath)!.Value;
        return end > now
            ? end
            : throw Refusal.Invalid(
                "Invalid timestamp: must be an integer Unix timestamp in the future.",
                form.Bracketed(endPath)
            );
    }

    // Nothing to charge needs no payment method; otherwise one that is missing is refused, as is a decline when that is asked for.
    private static void Payable(Call call, SubscriptionPlan plan, string? behavior)
    {
        if (plan.FirstAmount == 0)
            return;
        var id = plan.DefaultPaymentMethod ?? plan.Customer.DefaultPaymentMethod;
        if (call.Account.PaymentMethods.Find(id) is not { } method)
            throw Refusal.Invalid(
                "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.",
                code: "resource_missing"
            );
        if (behavior == "error_if_incomplete" && method.Card.ChargeDecline is { } decline)
            throw Refusal.Card("Your card was declined.", "card_declined", decline);
    }
}
