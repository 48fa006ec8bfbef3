using System.Text.Json.Nodes;

namespace Binome.Api.Tests.Contract;

/// <summary>What of a released description a client could rely on, and no longer can.</summary>
internal sealed class BreakingChanges
{
    private const string ReferencePrefix = "#/components/";
    private const int DepthMax = 40;
    private readonly JsonObject released;
    private readonly JsonObject now;
    private readonly SortedSet<string> found = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string, bool)> compared = [];

    private BreakingChanges(JsonObject released, JsonObject now) => (this.released, this.now) = (released, now);

    public static IReadOnlyCollection<string> Between(JsonObject released, JsonObject now)
    {
        var changes = new BreakingChanges(released, now);
        foreach (var (path, methods) in released["paths"]!.AsObject())
        foreach (var (method, operation) in methods!.AsObject())
            changes.Operation($"{method.ToUpperInvariant()} {path}", operation!, now["paths"]![path]?[method]);
        return changes.found;
    }

    private void Operation(string at, JsonNode before, JsonNode? after)
    {
        if (after is null)
        {
            found.Add($"{at}: is gone");
            return;
        }
        if (Text(before, "operationId") != Text(after, "operationId"))
            found.Add($"{at}: is called {Text(after, "operationId")}, was {Text(before, "operationId")}");
        Parameters(at, before, after);
        if (after["requestBody"]?["required"] is not null && before["requestBody"] is null)
            found.Add($"{at}: a body has become necessary");
        Content($"{at} body", before["requestBody"], after["requestBody"], isInward: true);
        foreach (var (status, response) in before["responses"]!.AsObject().Where(one => one.Key[0] == '2'))
            if (after["responses"]![status] is { } answered)
                Content($"{at} {status}", Resolve(released, response), Resolve(now, answered), isInward: false);
            else
                found.Add($"{at} {status}: is no longer answered");
    }

    private void Parameters(string at, JsonNode before, JsonNode after)
    {
        var known = Named(released, before);
        var today = Named(now, after);
        foreach (var (name, parameter) in known)
            if (!today.TryGetValue(name, out var same))
                found.Add($"{at} {name}: is gone");
            else
                Schema($"{at} {name}", parameter["schema"], same["schema"], isInward: true);
        foreach (var (name, parameter) in today)
            if (Flag(parameter, "required") && !(known.TryGetValue(name, out var old) && Flag(old, "required")))
                found.Add($"{at} {name}: has become necessary");
    }

    private void Content(string at, JsonNode? before, JsonNode? after, bool isInward)
    {
        foreach (var (type, content) in before?["content"]?.AsObject() ?? [])
            if (after?["content"]?[type] is { } same)
                Schema(at, content!["schema"], same["schema"], isInward);
            else
                found.Add($"{at}: is no longer {type}");
    }

    private void Schema(string at, JsonNode? before, JsonNode? after, bool isInward, int depth = 0)
    {
        if (before is null || after is null || depth > DepthMax)
            return;
        if (Text(before, "$ref") is { } reference && !compared.Add((reference, Text(after, "$ref") ?? at, isInward)))
            return;
        (before, after) = (Resolve(released, before)!, Resolve(now, after)!);
        Types(at, before, after, isInward);
        Values(at, before, after, isInward);
        Members(at, before, after, isInward, depth);
        Schema($"{at}[]", before["items"], after["items"], isInward, depth + 1);
        foreach (var keyword in (string[])["oneOf", "anyOf"])
        foreach (var (was, stands) in Parts(before, keyword).Zip(Parts(after, keyword)))
            Schema(at, was, stands, isInward, depth + 1);
    }

    // What comes in may become wider, what goes out may become narrower.
    private void Types(string at, JsonNode before, JsonNode after, bool isInward)
    {
        var (was, stands) = (TypesOf(before), TypesOf(after));
        var lost = isInward ? was.Except(stands) : stands.Except(was);
        if (was.Count > 0 && stands.Count > 0 && lost.Any())
            found.Add($"{at}: is {string.Join("|", stands)}, was {string.Join("|", was)}");
    }

    private void Values(string at, JsonNode before, JsonNode after, bool isInward)
    {
        var gone = Codes(before).Except(Codes(after)).ToList();
        if (Codes(after).Any() && gone.Count > 0)
            found.Add($"{at}: has no {string.Join(", ", gone)}");
        if (!isInward)
            return;
        if (Codes(after).Any() && !Codes(before).Any())
            found.Add($"{at}: takes given values only");
        foreach (var bound in (string[])["maxLength", "maxItems", "maximum"])
            if (after[bound] is { } upper && (before[bound] is not { } wide || Number(upper) < Number(wide)))
                found.Add($"{at}: {bound} is lower");
        if (after["minimum"] is { } lower && (before["minimum"] is not { } low || Number(lower) > Number(low)))
            found.Add($"{at}: minimum is higher");
    }

    private void Members(string at, JsonNode before, JsonNode after, bool isInward, int depth)
    {
        var (was, stands) = (Required(before), Required(after));
        foreach (var (name, member) in before["properties"]?.AsObject() ?? [])
            if (after["properties"]?[name] is { } same)
                Schema($"{at}/{name}", member, same, isInward, depth + 1);
            else
                found.Add($"{at}/{name}: is gone");
        foreach (var name in isInward ? stands.Except(was) : was.Except(stands))
            found.Add(isInward ? $"{at}/{name}: has become necessary" : $"{at}/{name}: may be absent");
    }

    private static Dictionary<string, JsonNode> Named(JsonObject document, JsonNode operation) =>
        (operation["parameters"]?.AsArray() ?? [])
            .Select(parameter => Resolve(document, parameter)!)
            .ToDictionary(parameter => $"{Text(parameter, "in")} {Text(parameter, "name")}");

    private static JsonNode? Resolve(JsonObject document, JsonNode? node)
    {
        if (node is null || Text(node, "$ref") is not { } reference)
            return node;
        var at = document["components"];
        foreach (var segment in reference[ReferencePrefix.Length..].Split('/'))
            at = at?[segment];
        return at;
    }

    private static HashSet<string> TypesOf(JsonNode schema) =>
        schema["type"] is JsonArray several ? [.. several.Select(one => one!.GetValue<string>())]
        : Text(schema, "type") is { } one ? [one]
        : [];

    private static IEnumerable<string> Codes(JsonNode schema) =>
        (schema["enum"]?.AsArray() ?? []).Select(code => code?.ToJsonString() ?? "null");

    private static JsonArray Parts(JsonNode schema, string keyword) => schema[keyword]?.AsArray() ?? [];

    private static IEnumerable<string> Required(JsonNode schema) =>
        (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>());

    private static string? Text(JsonNode node, string member) => (node as JsonObject)?[member]?.GetValue<string>();

    private static bool Flag(JsonNode node, string member) => node[member]?.GetValue<bool>() == true;

    private static double Number(JsonNode node) =>
        double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
}
