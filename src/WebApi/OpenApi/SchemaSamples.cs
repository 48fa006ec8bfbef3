using System.Text.Json.Nodes;
using Binome.WebApi.Exports;
using Binome.WebApi.Integrations;

namespace Binome.WebApi.OpenApi;

/// <summary>An example for every body, made from its schema and from values that its members usually have.</summary>
internal static class SchemaSamples
{
    private const string ReferencePrefix = "#/components/schemas/";
    private const string Entropy = "01kb5z3q7v8m2x4c6d8f0g1h2j";
    private const int DepthMax = 8;

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["email"] = "ines.morel@example.com",
        ["first_name"] = "Inès",
        ["last_name"] = "Morel",
        ["name"] = "Reverse mentoring 2027",
        ["employee_id"] = "A1",
        ["manager_employee_id"] = "A0",
        ["job_title"] = "Data analyst",
        ["job_family"] = "it",
        ["country"] = "FR",
        ["language"] = "fr",
        ["time_zone"] = "Europe/Paris",
        ["reason"] = "Both asked for it.",
        ["code"] = "ai",
        ["type"] = "pair.session.held",
        ["scopes"] = "pairs:read",
        ["last4"] = "7k3d",
        ["next_cursor"] = "q2Vyc29y",
        ["message"] = "Correct it and send the file again.",
        ["description"] = "Leaders use AI in their daily work.",
        ["version"] = ApiVersions.Current,
    };

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        [ExportFile.CsvType] = "employee_id,first_name,last_name,email\nA1,Inès,Morel,ines.morel@example.com\n",
        [EventStreamEndpoint.ContentType] =
            $"id: evt_{Entropy}\nevent: pair.session.held\ndata: {{\"id\":\"evt_{Entropy}\",\"type\":\"pair.session.held\"}}\n\n",
    };

    private const string JsonLine = "{\"employee_id\":\"A1\",\"first_name\":\"Inès\"}\n";

    /// <summary>How what is no JSON document begins: a table, lines of JSON, a stream.</summary>
    public static string OfFile(string type) => Files.GetValueOrDefault(type, JsonLine);

    public static JsonNode? Of(JsonObject schema, JsonObject schemas) => Sample(schema, schemas, name: null, depth: 0);

    private static JsonNode? Sample(JsonObject schema, JsonObject schemas, string? name, int depth)
    {
        if (depth > 2 * DepthMax)
            throw new InvalidOperationException($"The schema of {name} holds itself.");
        if (schema["$ref"]?.GetValue<string>() is { } reference)
            return Sample(schemas[reference[ReferencePrefix.Length..]]!.AsObject(), schemas, name, depth + 1);
        if (schema["const"] is { } constant)
            return constant.DeepClone();
        if (schema["enum"] is JsonArray codes)
            return codes.First(code => code is not null)!.DeepClone();
        if (schema["anyOf"] is JsonArray forms)
            return Sample(forms[0]!.AsObject(), schemas, name, depth);
        if (schema["oneOf"] is JsonArray parts)
            return parts.FirstOrDefault(part => part!["$ref"] is not null) is { } part && depth < DepthMax
                ? Sample(part.AsObject(), schemas, name, depth)
                : null;
        var types = SchemaBounds.TypesOf(schema);
        return types.FirstOrDefault(type => type != "null") switch
        {
            "array" => Items(schema, schemas, name, depth),
            "string" => Text(schema, name),
            "integer" => JsonValue.Create(1),
            "number" => JsonValue.Create(0.75),
            "boolean" => JsonValue.Create(false),
            _ => Members(schema, schemas, depth),
        };
    }

    private static JsonObject Members(JsonObject schema, JsonObject schemas, int depth)
    {
        var sample = new JsonObject();
        foreach (var (member, value) in schema["properties"]?.AsObject() ?? [])
            sample[member] = Sample(value!.AsObject(), schemas, member, depth + 1);
        return sample;
    }

    private static JsonArray Items(JsonObject schema, JsonObject schemas, string? name, int depth) =>
        schema["items"] is JsonObject items && depth < DepthMax ? [Sample(items, schemas, name, depth + 1)] : [];

    private static JsonValue Text(JsonObject schema, string? name)
    {
        var format = schema["format"]?.GetValue<string>();
        if (format == "date-time")
            return JsonValue.Create("2027-01-05T10:00:00Z");
        if (format == "date")
            return JsonValue.Create("2027-01-05");
        if (name is not null && IdNames.PrefixOf(name) is { } prefix)
            return JsonValue.Create($"{(prefix.Length == 0 ? Ids.Pair : prefix)}_{Entropy}");
        return JsonValue.Create(Texts.GetValueOrDefault(name ?? "", "Text"));
    }
}
