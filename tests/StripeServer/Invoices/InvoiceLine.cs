using System.Globalization;
using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Catalogue;

namespace Binome.StripeServer.Invoices;

/// <summary>What one line charges or credits, in the smallest unit of the currency, before tax.</summary>
/// <param name="UnitAmount">The price of one unit for a whole period.</param>
/// <param name="Proration">Whether it charges or credits part of a period.</param>
internal sealed record InvoiceLine(
    long Amount,
    string Description,
    Price Price,
    long UnitAmount,
    long Quantity,
    DateTimeOffset Start,
    DateTimeOffset End,
    string Item,
    bool Proration
)
{
    public string Id { get; } = Ids.New("il_");

    /// <summary>The pending item it came from; null for a whole period.</summary>
    public string? InvoiceItem { get; init; }

    public JsonObject Render(Invoice invoice, bool livemode) =>
        new()
        {
            ["id"] = Id,
            ["object"] = "line_item",
            ["amount"] = Amount,
            ["currency"] = invoice.Currency,
            ["description"] = Description,
            ["discount_amounts"] = new JsonArray(),
            ["discountable"] = !Proration,
            ["discounts"] = new JsonArray(),
            ["invoice"] = invoice.Id,
            ["livemode"] = livemode,
            ["metadata"] = new JsonObject(),
            ["parent"] = new JsonObject
            {
                ["invoice_item_details"] = null,
                ["subscription_item_details"] = new JsonObject
                {
                    ["invoice_item"] = InvoiceItem,
                    ["proration"] = Proration,
                    ["proration_details"] = new JsonObject { ["credited_items"] = null },
                    ["subscription"] = invoice.Subscription?.Id,
                    ["subscription_item"] = Item,
                },
                ["type"] = "subscription_item_details",
            },
            ["period"] = new JsonObject { ["end"] = End.Unix(), ["start"] = Start.Unix() },
            ["pretax_credit_amounts"] = new JsonArray(),
            ["pricing"] = new JsonObject
            {
                ["price_details"] = new JsonObject { ["price"] = Price.Id, ["product"] = Price.Product.Id },
                ["type"] = "price_details",
                ["unit_amount_decimal"] = UnitAmount.ToString(CultureInfo.InvariantCulture),
            },
            ["quantity"] = Quantity,
            ["quantity_decimal"] = Quantity.ToString(CultureInfo.InvariantCulture),
            ["subscription"] = invoice.Subscription?.Id,
            ["subtotal"] = Amount,
            ["taxes"] = invoice.Tax.RenderFor(Amount),
        };
}

/// <summary>A line that waits for the next invoice of its subscription.</summary>
internal sealed record PendingItem(string Subscription, InvoiceLine Line);
