using System.Text.Json.Nodes;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Catalogue;

internal static class CatalogueOperations
{
    private const int LookupKeysMax = 10;

    public static readonly Operation[] All =
    [
        new(
            "GET",
            "/v1/prices",
            "Stripe.PriceListParams",
            "Stripe.ApiList<Stripe.Price>",
            [.. Listing.Paging, "lookup_keys[]", "active", "currency", "product", "type"],
            Prices
        ),
        new(
            "GET",
            "/v1/prices/{id}",
            "Stripe.PriceRetrieveParams",
            "Stripe.Price",
            [],
            call => call.Account.Prices.OfPath(call).Render()
        ),
        new(
            "GET",
            "/v1/products",
            "Stripe.ProductListParams",
            "Stripe.ApiList<Stripe.Product>",
            [.. Listing.Paging, "active"],
            call => Listing.Page(call, call.Account.Products.All.Where(_ => call.Form.Flag("active") is not false))
        ),
        new(
            "GET",
            "/v1/products/{id}",
            "Stripe.ProductRetrieveParams",
            "Stripe.Product",
            [],
            call => call.Account.Products.OfPath(call).Render()
        ),
    ];

    private static JsonObject Prices(Call call)
    {
        var keys = call.Form.Texts("lookup_keys");
        if (keys.Length > LookupKeysMax)
            throw Refusal.Invalid($"You may only specify up to {LookupKeysMax} lookup keys.", "lookup_keys");
        var (active, currency) = (call.Form.Flag("active"), call.Form.Text("currency"));
        var (product, type) = (call.Form.Text("product"), call.Form.OneOf("type", "one_time", "recurring"));
        return Listing.Page(
            call,
            call.Account.Prices.All.Where(price =>
                (keys.Length == 0 || keys.Contains(price.LookupKey))
                && (active is null || price.Active == active)
                && (currency is null || price.Currency == currency)
                && (product is null || price.Product.Id == product)
                && type is null or "recurring"
            )
        );
    }
}
