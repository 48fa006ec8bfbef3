using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Catalogue;
using Binome.StripeServer.Customers;
using Binome.StripeServer.Invoices;

namespace Binome.StripeServer.Checkout;

/// <summary>One try of somebody to subscribe, on a page of ours.</summary>
internal sealed class CheckoutSession(Account account, CheckoutAsk ask) : IResource
{
    public string Id { get; } = Ids.New(account.Livemode ? "cs_live_" : "cs_test_", 58);
    public DateTimeOffset Created { get; } = account.Now(ask.Customer?.Clock);
    public string? Clock => ask.Customer?.Clock;
    public CheckoutAsk Ask => ask;
    public string Status { get; set; } = "open";
    public Customer? Customer { get; set; } = ask.Customer;
    public string? Subscription { get; set; }
    public string? Invoice { get; set; }
    public string Url => $"{account.BaseUrl}/c/pay/{Id}";

    /// <summary>What is due today, before tax.</summary>
    public long Subtotal =>
        ask.TrialDays is null && ask.TrialEnd is null
            ? ask.Items.Sum(item => item.Price.CurrencyOptions[ask.Currency] * item.Quantity)
            : 0;

    /// <summary>Whether the page asks for a card: not when nothing is due and the session says so.</summary>
    public bool NeedsCard => Subtotal > 0 || ask.PaymentMethodCollection == "always";

    public long TaxTotal => Customer is null ? 0 : Tax.Of(Customer, ask.AutomaticTax).On(Subtotal);

    public IEnumerable<Due> Due()
    {
        if (Status == "open")
            yield return new Due(ask.ExpiresAt, Expire);
    }

    public void Expire()
    {
        Status = "expired";
        account.Log.Emit("checkout.session.expired", this);
    }

    public JsonObject Render()
    {
        var session = CheckoutRendering.Constant(ask);
        session["id"] = Id;
        session["amount_subtotal"] = Subtotal;
        session["amount_total"] = Subtotal + TaxTotal;
        session["created"] = Created.Unix();
        session["customer"] = Customer?.Id;
        session["customer_details"] = CheckoutRendering.Details(this);
        session["invoice"] = Invoice;
        session["livemode"] = account.Livemode;
        session["payment_status"] =
            Status != "complete" ? "unpaid"
            : Subtotal == 0 ? "no_payment_required"
            : "paid";
        session["status"] = Status;
        session["subscription"] = Subscription;
        session["total_details"] = new JsonObject
        {
            ["amount_discount"] = 0,
            ["amount_shipping"] = 0,
            ["amount_tax"] = TaxTotal,
        };
        session["url"] = Status == "open" ? Url : null;
        return session;
    }

    /// <summary>What is bought; answered on request alone.</summary>
    public JsonObject RenderItems() =>
        Http.Listing.Render(
            ask.Items.Select(
                (item, at) => (JsonNode)CheckoutRendering.Item(this, item.Price, item.Quantity, $"li_{Id[8..]}{at}")
            ),
            false,
            $"/v1/checkout/sessions/{Id}/line_items"
        );
}

/// <summary>What a session was created with.</summary>
internal sealed record CheckoutAsk(
    string Currency,
    (Price Price, long Quantity)[] Items,
    string SuccessUrl,
    string? CancelUrl,
    DateTimeOffset ExpiresAt
)
{
    public Customer? Customer { get; init; }
    public string? CustomerEmail { get; init; }
    public string? Reference { get; init; }
    public string? Locale { get; init; }
    public long? TrialDays { get; init; }
    public DateTimeOffset? TrialEnd { get; init; }
    public string MissingPaymentMethod { get; init; } = "create_invoice";
    public string PaymentMethodCollection { get; init; } = "always";
    public string BillingAddressCollection { get; init; } = "auto";
    public bool AutomaticTax { get; init; }
    public bool TaxIdCollection { get; init; }
    public bool AllowPromotionCodes { get; init; }
    public bool UpdatesAddress { get; init; }
    public bool UpdatesName { get; init; }
    public string? Description { get; init; }
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, string> SubscriptionMetadata { get; init; } = new Dictionary<string, string>();
}
