using System.Text.Json.Nodes;
using Binome.StripeServer.Books;

namespace Binome.StripeServer.Customers;

internal sealed class Customer(Account account, string? clock) : IResource
{
    public string Id { get; } = Ids.New("cus_", 14);
    public DateTimeOffset Created { get; } = account.Now(clock);
    public string? Clock => clock;
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? Description { get; set; }
    public string[] Locales { get; set; } = [];
    public string TaxExempt { get; set; } = "none";
    public JsonObject? Address { get; set; }
    public Dictionary<string, string> Metadata { get; } = [];

    /// <summary>In the smallest unit of its currency; below zero is a credit that the next invoices use up.</summary>
    public long Balance { get; set; }

    /// <summary>Set by its first subscription; it can have no other afterwards.</summary>
    public string? Currency { get; set; }
    public string? DefaultPaymentMethod { get; set; }
    public bool Deleted { get; set; }
    public int InvoicesNumbered { get; set; }
    public string InvoicePrefix { get; } = Ids.New("", 8).ToUpperInvariant();

    public IEnumerable<TaxId> TaxIds => account.TaxIds.All.Where(taxId => taxId.Customer == Id);

    private bool Delinquent =>
        account.Invoices.All.Any(invoice => invoice.Customer == this && invoice.Status == "open" && invoice.Attempted);

    public JsonObject RenderDeleted() =>
        new()
        {
            ["id"] = Id,
            ["object"] = "customer",
            ["deleted"] = true,
        };

    public JsonObject Render() =>
        new()
        {
            ["id"] = Id,
            ["object"] = "customer",
            ["address"] = Address?.DeepClone(),
            ["balance"] = Balance,
            ["created"] = Created.Unix(),
            ["currency"] = Currency,
            ["default_source"] = null,
            ["delinquent"] = Delinquent,
            ["description"] = Description,
            ["discount"] = null,
            ["email"] = Email,
            ["invoice_prefix"] = InvoicePrefix,
            ["invoice_settings"] = new JsonObject
            {
                ["custom_fields"] = null,
                ["default_payment_method"] = DefaultPaymentMethod,
                ["footer"] = null,
                ["rendering_options"] = null,
            },
            ["livemode"] = account.Livemode,
            ["metadata"] = Json.Map(Metadata),
            ["name"] = Name,
            ["next_invoice_sequence"] = InvoicesNumbered + 1,
            ["phone"] = Phone,
            ["preferred_locales"] = new JsonArray([.. Locales.Select(locale => JsonValue.Create(locale))]),
            ["shipping"] = null,
            ["tax_exempt"] = TaxExempt,
            ["test_clock"] = Clock,
        };
}
