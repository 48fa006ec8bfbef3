using Binome.StripeServer.Books;

namespace Binome.StripeServer.Catalogue;

/// <summary>What an operator would have set up: one product, priced by the month and by the year in several currencies.</summary>
internal static class Seed
{
    public static void Fill(Account account)
    {
        var product = account.Products.Add(new Product(account, "prod_BinomePeople", "Binome, per person"));
        Add(account, product, "monthly", "month", 500, 550, 450);
        Add(account, product, "yearly", "year", 4_800, 5_300, 4_300);
    }

    private static void Add(Account account, Product product, string key, string interval, long eur, long usd, long gbp)
    {
        var price = new Price(account, $"price_Binome{interval}", product, "eur", eur, interval) { LookupKey = key };
        price.CurrencyOptions["usd"] = usd;
        price.CurrencyOptions["gbp"] = gbp;
        account.Prices.Add(price);
    }
}
