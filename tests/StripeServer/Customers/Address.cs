using System.Text.Json.Nodes;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Customers;

internal static class Address
{
    private static readonly string[] Fields = ["city", "country", "line1", "line2", "postal_code", "state"];

    public static IEnumerable<string> Accepts(string path) => [path, .. Fields.Select(field => $"{path}.{field}")];

    public static JsonObject? Read(Form form, string path) =>
        form.At(path) is JsonObject ? Of(field => form.Text($"{path}.{field}")) : null;

    public static JsonObject Of(Func<string, string?> read) =>
        new(Fields.Select(field => KeyValuePair.Create(field, (JsonNode?)read(field))));
}
