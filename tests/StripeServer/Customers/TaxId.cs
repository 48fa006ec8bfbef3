using System.Text.Json.Nodes;
using Binome.StripeServer.Books;

namespace Binome.StripeServer.Customers;

internal sealed class TaxId(Account account, string customer, string type, string value) : IResource
{
    public string Id { get; } = Ids.New("txi_");
    public DateTimeOffset Created { get; } = account.Now(account.Customers.Find(customer)?.Clock);
    public string Customer => customer;

    public JsonObject Pair => new() { ["type"] = type, ["value"] = value };

    public string Type => type;

    public JsonObject Render() =>
        new()
        {
            ["id"] = Id,
            ["object"] = "tax_id",
            ["country"] = value.Length >= 2 && char.IsLetter(value[0]) ? value[..2] : null,
            ["created"] = Created.Unix(),
            ["customer"] = customer,
            ["customer_account"] = null,
            ["livemode"] = account.Livemode,
            ["owner"] = new JsonObject
            {
                ["customer"] = customer,
                ["customer_account"] = null,
                ["type"] = "customer",
            },
            ["type"] = type,
            ["value"] = value,
            ["verification"] = new JsonObject
            {
                ["status"] = "pending",
                ["verified_address"] = null,
                ["verified_name"] = null,
            },
        };
}
