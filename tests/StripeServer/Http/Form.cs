using System.Globalization;
using System.Text.Json.Nodes;

namespace Binome.StripeServer.Http;

/// <summary>The parameters of a request: form-encoded keys in brackets, read as a tree whose leaves are texts.</summary>
internal sealed class Form(JsonObject root)
{
    public JsonObject Root => root;

    public JsonNode? At(string path)
    {
        JsonNode? node = root;
        foreach (var step in path.Split('.'))
            node = node switch
            {
                JsonObject map => map[step],
                JsonArray list when int.TryParse(step, CultureInfo.InvariantCulture, out var at) && at < list.Count =>
                    list[at],
                _ => null,
            };
        return node;
    }

    public bool Has(string path) => At(path) is not null;

    /// <summary>Whether the parameter was sent empty, which unsets what may be unset.</summary>
    public bool Cleared(string path) => At(path) is JsonValue value && value.GetValue<string>().Length == 0;

    /// <summary>A text; null when it is absent, and also when it was cleared.</summary>
    public string? Text(string path)
    {
        if (At(path) is not { } node)
            return null;
        if (node is not JsonValue value)
            throw Refusal.Invalid("Invalid string: {}", Bracketed(path));
        var text = value.GetValue<string>();
        return text.Length == 0 ? null : text;
    }

    public string Required(string path) =>
        Text(path)
        ?? throw Refusal.Invalid($"Missing required param: {Bracketed(path)}.", Bracketed(path), "parameter_missing");

    public long? Whole(string path)
    {
        if (Text(path) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refusal.Invalid($"Invalid integer: {text}", Bracketed(path), "parameter_invalid_integer");
    }

    public bool? Flag(string path) =>
        Text(path) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            var text => throw Refusal.Invalid($"Invalid boolean: {text}", Bracketed(path)),
        };

    public DateTimeOffset? Moment(string path) =>
        Whole(path) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public string? OneOf(string path, params string[] allowed)
    {
        if (Text(path) is not { } text)
            return null;
        return allowed.Contains(text)
            ? text
            : throw Refusal.Invalid(
                $"Invalid {Bracketed(path)}: must be one of {string.Join(", ", allowed[..^1])}, or {allowed[^1]}",
                Bracketed(path)
            );
    }

    public string[] Texts(string path) =>
        At(path) switch
        {
            null => [],
            JsonArray list => [.. list.Select(item => item!.GetValue<string>())],
            JsonValue value when value.GetValue<string>().Length == 0 => [],
            _ => throw Refusal.Invalid("Invalid array", Bracketed(path)),
        };

    public int Count(string path) => At(path) is JsonArray list ? list.Count : 0;

    public string Bracketed(string path)
    {
        var steps = path.Split('.');
        return steps[0] + string.Concat(steps.Skip(1).Select(step => $"[{step}]"));
    }
}
