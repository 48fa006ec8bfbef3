using System.Text.Json.Nodes;
using Binome.StripeServer.Customers;

namespace Binome.StripeServer.Invoices;

/// <summary>Value added tax as a seller in France owes it: the country's rate, and none on a business elsewhere in the Union.</summary>
/// <param name="Percent">Null when tax is not worked out automatically.</param>
internal sealed record Tax(decimal? Percent, string Reason)
{
    public static readonly Tax Off = new(null, "not_collecting");
    private const string Seller = "FR";

    private static readonly Dictionary<string, decimal> Rates = new()
    {
        ["FR"] = 20,
        ["DE"] = 19,
        ["BE"] = 21,
        ["ES"] = 21,
        ["IT"] = 22,
        ["NL"] = 21,
    };

    public static Tax Of(Customer customer, bool automatic)
    {
        if (!automatic)
            return Off;
        var country = customer.Address?["country"]?.GetValue<string>();
        if (country is null || !Rates.TryGetValue(country, out var rate))
            return new Tax(0, "not_collecting");
        if (customer.TaxExempt == "exempt")
            return new Tax(0, "customer_exempt");
        return country != Seller && customer.TaxIds.Any(taxId => taxId.Type == "eu_vat")
            ? new Tax(0, "reverse_charge")
            : new Tax(rate, "standard_rated");
    }

    public long On(long amount) => (long)Math.Round(amount * (Percent ?? 0) / 100, MidpointRounding.AwayFromZero);

    public JsonArray RenderFor(long amount) =>
        Percent is null
            ? []
            :
            [
                new JsonObject
                {
                    ["amount"] = On(amount),
                    ["tax_behavior"] = "exclusive",
                    ["tax_rate_details"] = null,
                    ["taxability_reason"] = Reason,
                    ["taxable_amount"] = amount,
                    ["type"] = "tax_rate_details",
                },
            ];
}
