using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Catalogue;

namespace Binome.StripeServer.Checkout;

internal static class CheckoutRendering
{
    /// <summary>What the session was asked for, and the fields that this server never fills.</summary>
    public static JsonObject Constant(CheckoutAsk ask) =>
        new()
        {
            ["id"] = null,
            ["object"] = "checkout.session",
            ["adaptive_pricing"] = null,
            ["after_expiration"] = null,
            ["allow_promotion_codes"] = ask.AllowPromotionCodes,
            ["allowed_payment_method_types"] = null,
            ["automatic_tax"] = new JsonObject
            {
                ["enabled"] = ask.AutomaticTax,
                ["liability"] = ask.AutomaticTax ? new JsonObject { ["type"] = "self" } : null,
                ["provider"] = ask.AutomaticTax ? "stripe" : null,
                ["status"] = ask.AutomaticTax
                    ? ask.Customer?.Address is null
                        ? "requires_location_inputs"
                        : "complete"
                    : null,
            },
            ["billing_address_collection"] = ask.BillingAddressCollection,
            ["cancel_url"] = ask.CancelUrl,
            ["client_reference_id"] = ask.Reference,
            ["client_secret"] = null,
            ["collected_information"] = null,
            ["consent"] = null,
            ["consent_collection"] = null,
            ["currency"] = ask.Currency,
            ["currency_conversion"] = null,
            ["custom_fields"] = new JsonArray(),
            ["custom_text"] = new JsonObject
            {
                ["after_submit"] = null,
                ["shipping_address"] = null,
                ["submit"] = null,
                ["terms_of_service_acceptance"] = null,
            },
            ["customer_account"] = null,
            ["customer_creation"] = null,
            ["customer_email"] = ask.CustomerEmail,
            ["discounts"] = null,
            ["expires_at"] = ask.ExpiresAt.Unix(),
            ["integration_identifier"] = null,
            ["invoice_creation"] = null,
            ["locale"] = ask.Locale,
            ["managed_payments"] = null,
            ["metadata"] = Json.Map(ask.Metadata),
            ["mode"] = "subscription",
            ["origin_context"] = null,
            ["payment_intent"] = null,
            ["payment_link"] = null,
            ["payment_method_collection"] = ask.PaymentMethodCollection,
            ["payment_method_configuration_details"] = null,
            ["payment_method_options"] = new JsonObject(),
            ["payment_method_types"] = new JsonArray("card"),
            ["permissions"] = null,
            ["phone_number_collection"] = new JsonObject { ["enabled"] = false },
            ["recovered_from"] = null,
            ["saved_payment_method_options"] = null,
            ["setup_intent"] = null,
            ["shipping_address_collection"] = null,
            ["shipping_cost"] = null,
            ["shipping_options"] = new JsonArray(),
            ["submit_type"] = null,
            ["success_url"] = ask.SuccessUrl,
            ["tax_id_collection"] = new JsonObject { ["enabled"] = ask.TaxIdCollection, ["required"] = "never" },
            ["ui_mode"] = "hosted_page",
            ["wallet_options"] = null,
        };

    public static JsonObject? Details(CheckoutSession session)
    {
        if (session.Customer is not { } customer)
            return null;
        return new JsonObject
        {
            ["address"] = session.Status == "complete" ? customer.Address?.DeepClone() : null,
            ["business_name"] = null,
            ["email"] = customer.Email,
            ["individual_name"] = null,
            ["name"] = session.Status == "complete" ? customer.Name : null,
            ["phone"] = customer.Phone,
            ["tax_exempt"] = session.Status == "complete" ? customer.TaxExempt : "none",
            ["tax_ids"] =
                session.Status == "complete" ? new JsonArray([.. customer.TaxIds.Select(taxId => taxId.Pair)]) : null,
        };
    }

    public static JsonObject Item(CheckoutSession session, Price price, long quantity, string id)
    {
        var amount = session.Subtotal == 0 ? 0 : price.CurrencyOptions[session.Ask.Currency] * quantity;
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "item",
            ["adjustable_quantity"] = null,
            ["amount_discount"] = 0,
            ["amount_subtotal"] = amount,
            ["amount_tax"] = 0,
            ["amount_total"] = amount,
            ["currency"] = session.Ask.Currency,
            ["description"] = price.Product.Name,
            ["metadata"] = new JsonObject(),
            ["price"] = price.Render(),
            ["quantity"] = quantity,
        };
    }
}
