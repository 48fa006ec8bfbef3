using System.Text.Json.Nodes;
using Binome.StripeServer.Books;

namespace Binome.StripeServer.Customers;

/// <summary>Stripe's test cards by number, and how each behaves.</summary>
/// <param name="Token">The ready-made payment method of that card.</param>
internal sealed record Card(string Number, string Token, string? AttachDecline, string? ChargeDecline)
{
    public static readonly Card[] All =
    [
        new("4242424242424242", "pm_card_visa", null, null),
        new("4000000000000341", "pm_card_chargeCustomerFail", null, "generic_decline"),
        new("4000000000000002", "pm_card_chargeDeclined", "generic_decline", "generic_decline"),
        new("4000000000009995", "pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds", "insufficient_funds"),
    ];

    public string Last4 => Number[^4..];

    /// <summary>The card of a number, with or without spaces, or of a ready-made payment method.</summary>
    public static Card? Find(string? name) =>
        Array.Find(All, card => card.Token == name || card.Number == name?.Replace(" ", "", StringComparison.Ordinal));
}

internal sealed class PaymentMethod(Account account, Card card, string? clock) : IResource
{
    private const int YearsValid = 3;

    public string Id { get; } = Ids.New("pm_");
    public DateTimeOffset Created { get; } = account.Now(clock);
    public Card Card => card;
    public string? Customer { get; set; }

    public JsonObject Render() =>
        new()
        {
            ["id"] = Id,
            ["object"] = "payment_method",
            ["allow_redisplay"] = "unspecified",
            ["billing_details"] = new JsonObject
            {
                ["address"] = null,
                ["email"] = null,
                ["name"] = null,
                ["phone"] = null,
                ["tax_id"] = null,
            },
            ["card"] = new JsonObject
            {
                ["brand"] = "visa",
                ["checks"] = null,
                ["country"] = "US",
                ["display_brand"] = "visa",
                ["exp_month"] = 12,
                ["exp_year"] = Created.Year + YearsValid,
                ["fingerprint"] = null,
                ["funding"] = "credit",
                ["generated_from"] = null,
                ["last4"] = card.Last4,
                ["networks"] = null,
                ["regulated_status"] = "unregulated",
                ["three_d_secure_usage"] = null,
                ["wallet"] = null,
            },
            ["created"] = Created.Unix(),
            ["customer"] = Customer,
            ["customer_account"] = null,
            ["livemode"] = account.Livemode,
            ["metadata"] = new JsonObject(),
            ["type"] = "card",
        };
}
