using System.Text.Json.Nodes;
using Binome.StripeServer.Books;

namespace Binome.StripeServer.Catalogue;

internal sealed class Product(Account account, string id, string name) : IResource
{
    public string Id => id;
    public string Name => name;
    public DateTimeOffset Created { get; } = account.Now();

    public JsonObject Render() =>
        new()
        {
            ["id"] = Id,
            ["object"] = "product",
            ["active"] = true,
            ["created"] = Created.Unix(),
            ["default_price"] = null,
            ["description"] = null,
            ["images"] = new JsonArray(),
            ["livemode"] = account.Livemode,
            ["marketing_features"] = new JsonArray(),
            ["metadata"] = new JsonObject(),
            ["name"] = name,
            ["package_dimensions"] = null,
            ["shippable"] = null,
            ["statement_descriptor"] = null,
            ["tax_code"] = null,
            ["tax_details"] = null,
            ["type"] = "service",
            ["unit_label"] = "person",
            ["updated"] = Created.Unix(),
            ["url"] = null,
        };
}
