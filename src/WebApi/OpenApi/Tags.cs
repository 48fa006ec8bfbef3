using System.Text.Json.Nodes;

namespace Binome.WebApi.OpenApi;

/// <summary>The groups of operations, in alphabetical order.</summary>
internal static class Tags
{
    private static readonly Dictionary<string, string> Descriptions = new(StringComparer.Ordinal)
    {
        ["API keys"] = "Keys and what they may do; for owners.",
        ["Account"] = "The signed-in person.",
        ["Events"] = "What happened, in order.",
        ["Exports"] = "People, pairs, sessions and events as a file, as a job.",
        ["Imports"] = "People from an HR export, as a job.",
        ["Matching"] = "Runs, proposals, their reasons and their proof.",
        ["Pairs"] = "Who accompanies whom.",
        ["Participants"] = "The people of the organisation.",
        ["Programmes"] = "Mentoring programmes from draft to close.",
        ["Reports"] = "How a programme stands.",
        ["Sessions"] = "Meetings of a pair, planned or held.",
    };

    public static IEnumerable<JsonObject> All(IEnumerable<JsonObject> operations) =>
        operations
            .SelectMany(operation => operation["tags"]?.AsArray() ?? [])
            .Select(tag => tag!.GetValue<string>())
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(name => new JsonObject
            {
                ["name"] = name,
                ["description"] = Descriptions.GetValueOrDefault(name, $"{name}."),
            });
}
