using System.Globalization;

namespace Binome.WebApi.Pages.Billing;

/// <summary>Amounts as Stripe counts them, as people read them.</summary>
internal static class Money
{
    // https://docs.stripe.com/currencies: those that have no smaller unit, and those that have a thousand of them.
    private static readonly ImmutableHashSet<string> Whole =
    [
        "bif",
        "clp",
        "djf",
        "gnf",
        "jpy",
        "kmf",
        "krw",
        "mga",
        "pyg",
        "rwf",
        "vnd",
        "vuv",
        "xaf",
        "xof",
        "xpf",
    ];

    private static readonly ImmutableHashSet<string> Thousandths = ["bhd", "jod", "kwd", "omr", "tnd"];

    private static readonly ImmutableDictionary<string, string> Symbols = new Dictionary<string, string>
    {
        ["eur"] = "€",
        ["gbp"] = "£",
        ["usd"] = "$",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <param name="amount">In the smallest unit.</param>
    /// <param name="currency">Three lower-case letters.</param>
    public static string Text(long amount, string currency)
    {
        var digits =
            Whole.Contains(currency) ? 0
            : Thousandths.Contains(currency) ? 3
            : 2;
        var format = (NumberFormatInfo)CultureInfo.CurrentCulture.NumberFormat.Clone();
        format.CurrencySymbol = Symbols.GetValueOrDefault(currency, currency.ToUpperInvariant());
        format.CurrencyDecimalDigits = digits;
        return (amount / (decimal)Math.Pow(10, digits)).ToString("C", format);
    }
}
