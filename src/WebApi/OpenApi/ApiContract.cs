using System.Globalization;
using System.Text.Json.Nodes;

namespace Binome.WebApi.OpenApi;

/// <summary>
/// What holds for every operation and every value alike: bounds, headers, refusals and examples. It is put on the whole description
/// when that is made, so that a new route has all of it.
/// </summary>
internal static class ApiContract
{
    private static readonly string[] Methods = ["get", "put", "post", "patch", "delete"];

    public static void Complete(JsonObject document)
    {
        var components = document["components"]!.AsObject();
        var schemas = components["schemas"]!.AsObject();
        var operations = Operations(document).ToList();
        document["servers"] = new JsonArray(Server());
        document["tags"] = new JsonArray([.. Tags.All(operations.Select(one => one.Operation))]);
        components["headers"] = AnswerHeaders.Components();
        components["parameters"] = RequestHeaders.Components();

        var directions = SchemaDirections.Of(operations.Select(one => one.Operation), schemas);
        foreach (var (name, schema) in schemas)
        {
            directions.Shape(name, schema!.AsObject());
            SchemaBounds.Put(schema.AsObject(), name: null);
        }
        components["responses"] = SharedRefusals.Components(schemas);
        foreach (var (method, operation) in operations)
            Complete(method, operation, schemas);
    }

    private static void Complete(string method, JsonObject operation, JsonObject schemas)
    {
        RequestHeaders.Put(method, operation);
        Expansion.Put(operation, schemas);
        foreach (var parameter in operation["parameters"]!.AsArray())
            if (parameter!["schema"] is JsonObject schema)
                SchemaBounds.Put(schema, parameter["name"]!.GetValue<string>());
        if (operation["requestBody"] is JsonObject body)
            Content(body, schemas);
        MayBeUnchanged(method, operation["responses"]!.AsObject());
        foreach (var (status, response) in operation["responses"]!.AsObject().ToList())
            if (SharedRefusals.Reference(status, response!.AsObject()) is { } reference)
                operation["responses"]![status] = reference;
            else
            {
                response!["headers"] = status.StartsWith('4')
                    ? AnswerHeaders.OfRefusal(int.Parse(status, CultureInfo.InvariantCulture))
                    : AnswerHeaders.Of(method, status, response.AsObject());
                Content(response.AsObject(), schemas);
            }
    }

    // What has not changed is told by a status alone.
    private static void MayBeUnchanged(string method, JsonObject responses)
    {
        var schema = responses["200"]?["content"]?["application/json"]?["schema"]?["$ref"]?.GetValue<string>();
        if (method != "get" || schema?.EndsWith("List", StringComparison.Ordinal) != false)
            return;
        var unchanged = new JsonObject { ["description"] = "It is still what If-None-Match names." };
        unchanged["headers"] = AnswerHeaders.Of(method, "304", unchanged);
        responses["304"] = unchanged;
    }

    private static void Content(JsonObject holder, JsonObject schemas)
    {
        foreach (var (type, content) in holder["content"]?.AsObject() ?? [])
        {
            var schema = content!["schema"]!.AsObject();
            if (schema["type"]?.ToString() == "string")
            {
                // A file or a stream has no length that could be told.
                content["schema"] = new JsonObject { ["contentMediaType"] = type };
                content["example"] = SchemaSamples.OfFile(type);
                continue;
            }
            SchemaBounds.Put(schema, name: null);
            if (content["example"] is null)
                content["example"] = SchemaSamples.Of(schema, schemas);
        }
    }

    private static IEnumerable<(string Method, JsonObject Operation)> Operations(JsonObject document)
    {
        foreach (var (_, path) in document["paths"]!.AsObject())
        foreach (var method in Methods)
            if (path![method] is JsonObject operation)
            {
                operation["parameters"] ??= new JsonArray();
                yield return (method, operation);
            }
    }

    private static JsonObject Server() =>
        new()
        {
            ["url"] = "/",
            ["description"] = "This installation: production with a bn_live_ key, sandbox with a bn_test_ key.",
            ["x-internal"] = false,
        };
}
