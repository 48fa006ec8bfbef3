using System.Globalization;
using System.Text.Json.Nodes;

namespace Binome.StripeServer.Http;

/// <summary>Reads form-encoded keys such as <c>items[0][price]</c> and <c>expand[]</c> into a tree.</summary>
internal static class FormReading
{
    private const int DepthMax = 12;

    public static Form Read(string encoded)
    {
        var root = new JsonObject();
        foreach (var pair in encoded.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var key = Decode(at < 0 ? pair : pair[..at]);
            Put(root, Steps(key), at < 0 ? "" : Decode(pair[(at + 1)..]), key);
        }
        return new Form((JsonObject)Listed(root)!);
    }

    /// <summary>Every leaf as a pattern, elements of lists under <c>[]</c>, with its name in brackets.</summary>
    public static IEnumerable<(string Pattern, string Name)> Leaves(
        JsonNode? node,
        string pattern = "",
        string name = ""
    )
    {
        if (node is JsonObject map)
            foreach (var (key, child) in map)
            foreach (
                var leaf in Leaves(
                    child,
                    pattern.Length == 0 ? key : $"{pattern}.{key}",
                    name.Length == 0 ? key : $"{name}[{key}]"
                )
            )
                yield return leaf;
        else if (node is JsonArray list)
            for (var at = 0; at < list.Count; at++)
                foreach (var leaf in Leaves(list[at], $"{pattern}[]", $"{name}[{at}]"))
                    yield return leaf;
        else
            yield return (pattern, name);
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string[] Steps(string key)
    {
        var steps = key.Split('[');
        if (steps.Length > DepthMax || steps.Skip(1).Any(step => !step.EndsWith(']')))
            throw Refusal.Invalid($"Invalid parameter name: {key}", key);
        return [steps[0], .. steps.Skip(1).Select(step => step[..^1])];
    }

    private static void Put(JsonObject map, string[] steps, string value, string key)
    {
        for (var at = 0; at < steps.Length - 1; at++)
        {
            var step = steps[at].Length == 0 ? map.Count.ToString(CultureInfo.InvariantCulture) : steps[at];
            if (map[step] is null)
                map[step] = new JsonObject();
            map = map[step] as JsonObject ?? throw Refusal.Invalid($"Invalid parameter: {key}", key);
        }
        var last = steps[^1].Length == 0 ? map.Count.ToString(CultureInfo.InvariantCulture) : steps[^1];
        map[last] = JsonValue.Create(value);
    }

    // A map whose keys are all numbers is a list; metadata keys that are numbers stay a map at its place.
    private static JsonNode? Listed(JsonNode? node, string name = "")
    {
        if (node is not JsonObject map)
            return node?.DeepClone();
        var children = map.Select(entry => (entry.Key, Value: Listed(entry.Value, entry.Key))).ToList();
        if (children.Count > 0 && name != "metadata" && children.All(child => child.Key.All(char.IsAsciiDigit)))
            return new JsonArray([
                .. children
                    .OrderBy(child => int.Parse(child.Key, CultureInfo.InvariantCulture))
                    .Select(child => child.Value),
            ]);
        return new JsonObject(children.Select(child => KeyValuePair.Create(child.Key, child.Value)));
    }
}
