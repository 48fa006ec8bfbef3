using System.Text.Json.Nodes;

namespace Binome.WebApi.OpenApi;

/// <summary>The headers that requests may carry, described once and referred to by each operation that reads them.</summary>
internal static class RequestHeaders
{
    private static readonly Dictionary<string, (string Description, string Example)> Known = new(StringComparer.Ordinal)
    {
        ["Accept-Language"] = ("en or fr: the language of messages.", "fr"),
        [HeaderNames.Version] = (
            "The version of the API to answer as; that of the key when left out.",
            ApiVersions.Current
        ),
        [HeaderNames.IdempotencyKey] = (
            "1–255 printable characters, bare or quoted: the request is carried out once, however often it is sent.",
            "5f1c0a52-sync-2026-11-28"
        ),
        ["If-Match"] = ("The ETag that the change is made against; 412 when it has changed since.", "\"v7\""),
        ["If-None-Match"] = ("The ETag of what you have; 304 when it is still so.", "\"v7\""),
    };

    public static JsonObject Components()
    {
        var all = new JsonObject();
        foreach (var (name, (description, example)) in Known)
        {
            var schema = new JsonObject { ["type"] = "string", ["examples"] = new JsonArray(example) };
            SchemaBounds.Put(schema, name);
            all[name] = new JsonObject
            {
                ["name"] = name,
                ["in"] = "header",
                ["description"] = description,
                ["schema"] = schema,
            };
        }
        return all;
    }

    public static void Put(string method, JsonObject operation)
    {
        var parameters = operation["parameters"]!.AsArray();
        IEnumerable<string> names = ["Accept-Language", HeaderNames.Version];
        if (method == "get")
            names = names.Append("If-None-Match");
        if (operation.Remove(ApiDescription.TakesIfMatch))
            names = names.Append("If-Match");
        if (operation.Remove(ApiDescription.TakesIdempotencyKey))
            names = names.Append(HeaderNames.IdempotencyKey);
        foreach (var name in names)
            parameters.Add(new JsonObject { ["$ref"] = $"#/components/parameters/{name}" });
    }
}
