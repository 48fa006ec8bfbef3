using System.Globalization;
using System.Text.Json.Nodes;
using Binome.StripeServer.Books;

namespace Binome.StripeServer.Catalogue;

/// <summary>What one unit costs each period.</summary>
internal sealed class Price(
    Account account,
    string id,
    Product product,
    string currency,
    long unitAmount,
    string interval
) : IResource
{
    public string Id => id;
    public DateTimeOffset Created { get; } = account.Now();
    public Product Product => product;
    public string Currency => currency;
    public string Interval => interval;
    public string? LookupKey { get; set; }
    public bool Active { get; set; } = true;

    /// <summary>What it costs in other currencies, each in its smallest unit.</summary>
    public Dictionary<string, long> CurrencyOptions { get; } = new() { [currency] = unitAmount };

    /// <summary>When the period after this one ends, counted from the anchor so that the 31st comes back after February.</summary>
    public DateTimeOffset PeriodEnd(DateTimeOffset anchor, DateTimeOffset start)
    {
        for (var count = 1; ; count++)
        {
            var end = interval == "year" ? anchor.AddYears(count) : anchor.AddMonths(count);
            if (end > start)
                return end;
        }
    }

    public JsonObject Render() =>
        new()
        {
            ["id"] = Id,
            ["object"] = "price",
            ["active"] = Active,
            ["billing_scheme"] = "per_unit",
            ["created"] = Created.Unix(),
            ["currency"] = currency,
            ["custom_unit_amount"] = null,
            ["livemode"] = account.Livemode,
            ["lookup_key"] = LookupKey,
            ["metadata"] = new JsonObject(),
            ["nickname"] = null,
            ["product"] = product.Id,
            ["recurring"] = new JsonObject
            {
                ["interval"] = interval,
                ["interval_count"] = 1,
                ["meter"] = null,
                ["trial_period_days"] = null,
                ["usage_type"] = "licensed",
            },
            ["tax_behavior"] = "exclusive",
            ["tiers_mode"] = null,
            ["transform_quantity"] = null,
            ["type"] = "recurring",
            ["unit_amount"] = unitAmount,
            ["unit_amount_decimal"] = Text(unitAmount),
        };

    /// <summary>The price in each of its currencies; answered on request alone.</summary>
    public JsonObject RenderCurrencies() =>
        new(
            CurrencyOptions.Select(option =>
                KeyValuePair.Create(
                    option.Key,
                    (JsonNode?)
                        new JsonObject
                        {
                            ["custom_unit_amount"] = null,
                            ["tax_behavior"] = "exclusive",
                            ["unit_amount"] = option.Value,
                            ["unit_amount_decimal"] = Text(option.Value),
                        }
                )
            )
        );

    public JsonObject RenderPlan() =>
        new()
        {
            ["id"] = Id,
            ["object"] = "plan",
            ["active"] = Active,
            ["amount"] = unitAmount,
            ["amount_decimal"] = Text(unitAmount),
            ["billing_scheme"] = "per_unit",
            ["created"] = Created.Unix(),
            ["currency"] = currency,
            ["interval"] = interval,
            ["interval_count"] = 1,
            ["livemode"] = account.Livemode,
            ["metadata"] = new JsonObject(),
            ["meter"] = null,
            ["nickname"] = null,
            ["product"] = product.Id,
            ["tiers_mode"] = null,
            ["transform_usage"] = null,
            ["trial_period_days"] = null,
            ["usage_type"] = "licensed",
        };

    private static string Text(long amount) => amount.ToString(CultureInfo.InvariantCulture);
}
