using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Customers;
using Binome.StripeServer.Subscriptions;

namespace Binome.StripeServer.Invoices;

internal sealed class Invoice : IResource
{
    private readonly Account account;

    public Invoice(Account account, Customer customer, Subscription? subscription, string currency, string reason)
    {
        this.account = account;
        (Customer, Subscription, Currency, BillingReason) = (customer, subscription, currency, reason);
        Created = account.Now(customer.Clock);
        (PeriodStart, PeriodEnd) = (Created, Created);
        Life = new InvoiceLife(account, this);
    }

    public string Id { get; init; } = Ids.New("in_");
    public DateTimeOffset Created { get; init; }
    public string? Clock => Customer.Clock;
    public Customer Customer { get; }
    public Subscription? Subscription { get; }
    public string Currency { get; }
    public string BillingReason { get; }
    public InvoiceLife Life { get; }
    public List<InvoiceLine> Lines { get; } = [];
    public Tax Tax { get; init; } = Tax.Off;
    public string Status { get; set; } = "draft";
    public DateTimeOffset PeriodStart { get; set; }
    public DateTimeOffset PeriodEnd { get; set; }

    /// <summary>Whether it goes on by itself: is finalised, charged, and charged again.</summary>
    public bool AutoAdvance { get; set; } = true;
    public DateTimeOffset? FinalizesAt { get; set; }
    public DateTimeOffset? NextAttemptAt { get; set; }
    public int AttemptCount { get; set; }
    public bool Attempted { get; set; }
    public DateTimeOffset? FinalizedAt { get; set; }
    public DateTimeOffset? PaidAt { get; set; }
    public DateTimeOffset? VoidedAt { get; set; }
    public DateTimeOffset? UncollectibleAt { get; set; }
    public string? Number { get; set; }

    /// <summary>The customer's balance as it was when this was finalised.</summary>
    public long? StartingBalance { get; set; }

    public long Subtotal => Lines.Sum(line => line.Amount);
    public long TaxTotal => Lines.Sum(line => Tax.On(line.Amount));
    public long Total => Subtotal + TaxTotal;
    private long Balance => StartingBalance ?? Customer.Balance;
    public long AmountDue => Math.Max(0, Total + Balance);

    /// <summary>What remains of the customer's balance: a credit that was not used up, or none.</summary>
    public long EndingBalance => Math.Min(0, Total + Balance);
    private long AmountPaid => Status == "paid" ? AmountDue : 0;

    public JsonObject Render()
    {
        var invoice = InvoiceRendering.Constant(account, this);
        foreach (var (name, value) in Changing())
            invoice[name] = value;
        return invoice;
    }

    private Dictionary<string, JsonNode?> Changing() =>
        new()
        {
            ["amount_due"] = AmountDue,
            ["amount_paid"] = AmountPaid,
            ["amount_remaining"] = AmountDue - AmountPaid,
            ["attempt_count"] = AttemptCount,
            ["attempted"] = Attempted,
            ["auto_advance"] = AutoAdvance && Status is ("draft" or "open"),
            ["automatically_finalizes_at"] = Status == "draft" && AutoAdvance ? FinalizesAt.Unix() : null,
            ["ending_balance"] = StartingBalance is null ? null : EndingBalance,
            ["next_payment_attempt"] = Status == "open" ? NextAttemptAt.Unix() : null,
            ["number"] = Number,
            ["period_end"] = PeriodEnd.Unix(),
            ["period_start"] = PeriodStart.Unix(),
            ["starting_balance"] = Balance,
            ["status"] = Status,
            ["status_transitions"] = new JsonObject
            {
                ["finalized_at"] = FinalizedAt.Unix(),
                ["marked_uncollectible_at"] = UncollectibleAt.Unix(),
                ["paid_at"] = PaidAt.Unix(),
                ["voided_at"] = VoidedAt.Unix(),
            },
            ["subtotal"] = Subtotal,
            ["subtotal_excluding_tax"] = Subtotal,
            ["total"] = Total,
            ["total_excluding_tax"] = Subtotal,
            ["total_taxes"] = Tax.RenderFor(Subtotal),
            ["effective_at"] = FinalizedAt.Unix(),
            ["hosted_invoice_url"] = Number is null ? null : $"{account.BaseUrl}/i/{Id}",
            ["invoice_pdf"] = Number is null ? null : $"{account.BaseUrl}/i/{Id}/pdf",
            ["lines"] = Http.Listing.Render(
                Lines.Select(line => (JsonNode)line.Render(this, account.Livemode)),
                false,
                $"/v1/invoices/{Id}/lines"
            ),
        };
}
