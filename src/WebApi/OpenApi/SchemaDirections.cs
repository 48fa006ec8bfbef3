using System.Text.Json.Nodes;

namespace Binome.WebApi.OpenApi;

/// <summary>
/// Whether a schema goes in, comes out, or both. What only comes out holds all its members always, and may gain more; what goes in
/// takes no member that it does not name.
/// </summary>
internal sealed class SchemaDirections
{
    private const string ReferencePrefix = "#/components/schemas/";
    private readonly HashSet<string> inward = [];

    public static SchemaDirections Of(IEnumerable<JsonObject> operations, JsonObject schemas)
    {
        var directions = new SchemaDirections();
        foreach (var operation in operations)
            if (operation["requestBody"] is { } body)
                directions.Follow(body, schemas);
        return directions;
    }

    public void Shape(string name, JsonObject schema)
    {
        if (!inward.Contains(name))
            ShapeAnswer(schema);
    }

    // Schemas that have no name of their own lie within the others.
    private static void ShapeAnswer(JsonNode node)
    {
        if (node is JsonArray several)
            foreach (var one in several)
                if (one is not null)
                    ShapeAnswer(one);
        if (node is not JsonObject schema)
            return;
        if (schema["properties"] is JsonObject properties)
        {
            if (schema["additionalProperties"] is JsonValue)
                schema.Remove("additionalProperties");
            var always = properties.Where(property => !MayBeAbsent(property.Value!.AsObject()));
            schema["required"] = new JsonArray([.. always.Select(property => JsonValue.Create(property.Key))]);
        }
        foreach (var (_, value) in schema)
            if (value is JsonObject or JsonArray)
                ShapeAnswer(value);
    }

    private static bool MayBeAbsent(JsonObject property) => property.Remove(SchemaNames.MayBeAbsent);

    private void Follow(JsonNode node, JsonObject schemas)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                    if (item is not null)
                        Follow(item, schemas);
                break;
            case JsonObject members:
                foreach (var (name, value) in members)
                    if (name == "$ref" && value!.GetValue<string>() is { } reference)
                        FollowReference(reference, schemas);
                    else if (value is not null)
                        Follow(value, schemas);
                break;
        }
    }

    private void FollowReference(string reference, JsonObject schemas)
    {
        var name = reference[ReferencePrefix.Length..];
        if (inward.Add(name) && schemas[name] is { } schema)
            Follow(schema, schemas);
    }
}
