using Binome.StripeServer.Customers;
using Binome.StripeServer.Http;
using Binome.StripeServer.Subscriptions;

namespace Binome.StripeServer.Checkout;

/// <summary>Reads and checks what a session is asked for.</summary>
internal static class CheckoutCreation
{
    private static readonly TimeSpan OpenMin = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan OpenMax = TimeSpan.FromHours(24);

    public static readonly string[] Accepts =
    [
        "mode",
        "ui_mode",
        "success_url",
        "cancel_url",
        "customer",
        "customer_email",
        "client_reference_id",
        "currency",
        "locale",
        "expires_at",
        "line_items[].price",
        "line_items[].quantity",
        "payment_method_collection",
        "billing_address_collection",
        "automatic_tax.enabled",
        "tax_id_collection.enabled",
        "customer_update.address",
        "customer_update.name",
        "allow_promotion_codes",
        "metadata.*",
        "subscription_data.metadata.*",
        "subscription_data.description",
        "subscription_data.trial_period_days",
        "subscription_data.trial_end",
        "subscription_data.trial_settings.end_behavior.missing_payment_method",
    ];

    public static CheckoutAsk Read(Call call)
    {
        var form = call.Form;
        form.Required("mode");
        if (form.OneOf("mode", "payment", "setup", "subscription") != "subscription")
            throw Refusal.Invalid("This server knows checkouts of subscriptions alone.", "mode");
        form.OneOf("ui_mode", "hosted_page");
        var customer = call.Account.Customers.OfParameter(call, "customer");
        var now = call.Account.Now(customer?.Clock);
        var items = SubscriptionCreation.Items(call, "line_items");
        var (metadata, ofSubscription) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        call.Merge(metadata);
        call.Merge(ofSubscription, "subscription_data.metadata");
        Contradictions(form, customer);
        var trialEnd = SubscriptionCreation.TrialEnd(
            form,
            "subscription_data.trial_period_days",
            "subscription_data.trial_end",
            now
        );
        return new CheckoutAsk(
            Currency(form, customer, items),
            items,
            Url(form, "success_url") ?? form.Required("success_url"),
            Url(form, "cancel_url"),
            Expires(form, now)
        )
        {
            Customer = customer,
            CustomerEmail = form.Text("customer_email"),
            Reference = form.Text("client_reference_id"),
            Locale = form.Text("locale"),
            TrialDays = form.Whole("subscription_data.trial_period_days"),
            TrialEnd = form.Has("subscription_data.trial_end") ? trialEnd : null,
            MissingPaymentMethod = SubscriptionCreation.MissingPaymentMethod(form, "subscription_data.trial_settings"),
            PaymentMethodCollection = form.OneOf("payment_method_collection", "always", "if_required") ?? "always",
            BillingAddressCollection = form.OneOf("billing_address_collection", "auto", "required") ?? "auto",
            AutomaticTax = form.Flag("automatic_tax.enabled") ?? false,
            TaxIdCollection = form.Flag("tax_id_collection.enabled") ?? false,
            AllowPromotionCodes = form.Flag("allow_promotion_codes") ?? false,
            UpdatesAddress = form.OneOf("customer_update.address", "auto", "never") == "auto",
            UpdatesName = form.OneOf("customer_update.name", "auto", "never") == "auto",
            Description = form.Text("subscription_data.description"),
            Metadata = metadata,
            SubscriptionMetadata = ofSubscription,
        };
    }

    private static string Currency(Form form, Customer? customer, (Catalogue.Price Price, long Quantity)[] items)
    {
        var prices = items.Select(item => item.Price);
        return customer is null
            ? form.Text("currency") ?? items[0].Price.Currency
            : SubscriptionPlan.CurrencyOf(customer, form.Text("currency"), prices);
    }

    // A customer that is there already must allow what the page would change about it.
    private static void Contradictions(Form form, Customer? customer)
    {
        if (customer is not null && form.Has("customer_email"))
            throw Refusal.Invalid(
                "You may only specify one of these parameters: customer, customer_email.",
                "customer_email"
            );
        if (customer is null && form.Has("customer_update"))
            throw Refusal.Invalid("`customer_update` can only be used with `customer`.", "customer_update");
        if (customer is null)
            return;
        var updates = form.Text("customer_update.address") == "auto";
        if ((form.Flag("automatic_tax.enabled") ?? false) && customer.Address is null && !updates)
            throw Refusal.Invalid(
                "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set either `customer_update[address]` to 'auto' or `customer_update[shipping]` to 'auto' to save the address entered in Checkout to the Customer.",
                code: "customer_tax_location_invalid"
            );
        if ((form.Flag("tax_id_collection.enabled") ?? false) && form.Text("customer_update.name") != "auto")
            throw Refusal.Invalid(
                "Tax ID collection requires updating business name on the customer. To enable tax ID collection for an existing customer, please set `customer_update[name]` to `auto`.",
                "customer_update[name]"
            );
    }

    private static string? Url(Form form, string path)
    {
        if (form.Text(path) is not { } text)
            return null;
        // The placeholder of the session's id is no part of a valid URL until it is filled.
        var plain = text.Replace("{CHECKOUT_SESSION_ID}", "id", StringComparison.Ordinal);
        return Uri.TryCreate(plain, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? text
            : throw Refusal.Invalid("Not a valid URL", path, "url_invalid");
    }

    private static DateTimeOffset Expires(Form form, DateTimeOffset now)
    {
        if (form.Moment("expires_at") is not { } expires)
            return now + OpenMax;
        if (expires < now + OpenMin || expires > now + OpenMax)
            throw Refusal.Invalid(
                expires < now + OpenMin
                    ? "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
                    : "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
                "expires_at"
            );
        return expires;
    }
}
