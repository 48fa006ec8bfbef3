using System.Text.Json.Nodes;
using Binome.WebApi.Lists;

namespace Binome.WebApi.OpenApi;

/// <summary>Says of members that can be expanded that they hold an id or the resource.</summary>
internal static class Expansion
{
    private const string ReferencePrefix = "#/components/schemas/";

    private static readonly Dictionary<string, string> Schemas = new(StringComparer.Ordinal)
    {
        [Ids.Participant] = "Participant",
        [Ids.Programme] = "Programme",
        [Ids.Pair] = "Pair",
    };

    public static void Put(JsonObject operation, JsonObject schemas)
    {
        var marks = operation
            .Select(member => member.Key)
            .Where(key => key.StartsWith(ApiDescription.ExpandsPrefix, StringComparison.Ordinal));
        foreach (var mark in marks.ToList())
        {
            operation.Remove(mark);
            var member = mark[ApiDescription.ExpandsPrefix.Length..];
            var properties = Resource(operation, schemas)["properties"]!.AsObject();
            if (properties[member] is not JsonObject { } id || id["anyOf"] is not null)
                continue;
            var schema = Schemas[Expandable.References[member].Kind];
            var expandable = new JsonObject();
            if (id["description"] is { } description)
                expandable["description"] = description.DeepClone();
            expandable["anyOf"] = new JsonArray(id.DeepClone(), new JsonObject { ["$ref"] = ReferencePrefix + schema });
            properties[member] = expandable;
        }
    }

    private static JsonObject Resource(JsonObject operation, JsonObject schemas)
    {
        var answer = Referred(operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]!, schemas);
        return answer["properties"]!["data"]?["items"] is { } item ? Referred(item, schemas) : answer;
    }

    private static JsonObject Referred(JsonNode schema, JsonObject schemas) =>
        schemas[schema["$ref"]!.GetValue<string>()[ReferencePrefix.Length..]]!.AsObject();
}
