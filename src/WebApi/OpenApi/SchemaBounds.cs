using System.Text.Json.Nodes;

namespace Binome.WebApi.OpenApi;

/// <summary>Bounds of every value: what a member's name says of it, and otherwise what holds for all of its type.</summary>
internal static class SchemaBounds
{
    private const string AnyText = @"^[^\u0000]*$";
    private const string AnyId = "^[a-z][0-9A-Za-z_-]*$";
    private const int IdCharactersMax = 120;
    private const int InstantCharactersMax = 40;

    /// <summary>More than any text that goes in or comes out.</summary>
    private const int TextCharactersMax = 20_000;

    private static readonly Dictionary<string, int> CharactersMax = new(StringComparer.Ordinal)
    {
        ["email"] = Limits.EmailCharactersMax,
        ["employee_id"] = Limits.NameCharactersMax,
        ["cursor"] = 512,
        ["next_cursor"] = 512,
        [HeaderNames.IdempotencyKey] = 257,
        [HeaderNames.Version] = 10,
    };

    private static readonly Dictionary<string, string> Patterns = new(StringComparer.Ordinal)
    {
        [HeaderNames.IdempotencyKey] = "^[ -~]+$",
        [HeaderNames.Version] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        ["next_cursor"] = "^[A-Za-z0-9_-]+$",
        ["last4"] = "^[0-9a-z]{4}$",
    };

    public static void Put(JsonObject schema, string? name)
    {
        if (schema["enum"] is JsonArray codes)
            PutCodes(schema, codes);
        var types = TypesOf(schema);
        if (types.Contains("string"))
            PutText(schema, name);
        if (types.Contains("integer"))
            PutInteger(schema, name);
        if (types.Contains("array"))
            schema["maxItems"] ??= name == "data" ? Limits.SubsidiariesListedMax * 2 : ApiJson.ArrayItemsMax;
        if (schema["items"] is JsonObject items)
            Put(items, name);
        if (schema["additionalProperties"] is JsonObject values)
            Put(values, name: null);
        foreach (var (member, value) in schema["properties"]?.AsObject() ?? [])
            Put(value!.AsObject(), member);
        foreach (var keyword in (string[])["oneOf", "anyOf", "allOf"])
        foreach (var part in schema[keyword]?.AsArray() ?? [])
            Put(part!.AsObject(), name);
    }

    // null is one of the codes where the type says so, and only there: beside a reference it is said once already.
    private static void PutCodes(JsonObject schema, JsonArray codes)
    {
        schema["type"] ??= "string";
        var mayBeNull = TypesOf(schema).Contains("null");
        var hasNull = codes.Any(code => code is null);
        if (mayBeNull && !hasNull)
            codes.Add(null);
        else if (!mayBeNull && hasNull)
            schema["enum"] = new JsonArray([.. codes.OfType<JsonNode>().Select(code => code.DeepClone())]);
    }

    private static void PutText(JsonObject schema, string? name)
    {
        if (schema["enum"] is not null || schema["const"] is not null)
            return;
        var format = schema["format"]?.GetValue<string>();
        if (format is "date-time" or "date")
        {
            schema["maxLength"] ??= InstantCharactersMax;
            return;
        }
        if (name is not null && IdNames.PrefixOf(name) is { } prefix)
        {
            schema["pattern"] ??= prefix.Length == 0 ? AnyId : $"^{prefix}_[0-9a-z]{{26}}$";
            schema["maxLength"] ??= IdCharactersMax;
            return;
        }
        schema["maxLength"] ??= CharactersMax.GetValueOrDefault(name ?? "", TextCharactersMax);
        if (format is null)
            schema["pattern"] ??= Patterns.GetValueOrDefault(name ?? "", AnyText);
    }

    private static void PutInteger(JsonObject schema, string? name)
    {
        schema["format"] ??= "int32";
        var isLong = schema["format"]!.GetValue<string>() == "int64";
        var isLimit = name == Lists.QueryParameters.Limit;
        schema["minimum"] ??=
            isLimit ? 1
            : isLong ? 0
            : int.MinValue;
        schema["maximum"] ??=
            isLimit ? Limits.PageMax
            : isLong ? 9_007_199_254_740_991
            : int.MaxValue;
        if (isLimit)
            schema["default"] ??= Limits.PageDefault;
    }

    public static ImmutableArray<string> TypesOf(JsonObject schema) =>
        schema["type"] switch
        {
            JsonArray several => [.. several.Select(type => type!.GetValue<string>())],
            JsonValue one => [one.GetValue<string>()],
            _ => [],
        };
}
