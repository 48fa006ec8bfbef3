using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Binome.Grains.Tests.Golden;

/// <summary>
/// What a release has stored, every later one must load (G10). A golden file is a state as some release wrote it, with every
/// member filled in. Once released it is never changed, and a kind whose members grew gets another file beside it. A kind that has
/// none yet gets its first by BINOME_WRITE_GOLDEN=1; until the first release that also replaces a file that was deleted.
/// </summary>
public sealed class GoldenStateTests
{
    private static readonly JsonSerializerOptions Indented = new(LedgerJson.Options) { WriteIndented = true };

    public static TheoryData<string> Kinds => [.. GoldenStates.Types.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Load_OfAStateThatAnEarlierReleaseWrote_KeepsEveryMember(string kind)
    {
        var type = GoldenStates.Types.Single(type => type.Name == kind);
        var files = Files(kind);
        if (files.Length == 0 && Environment.GetEnvironmentVariable("BINOME_WRITE_GOLDEN") == "1")
            files = [Write(type)];
        files.ShouldNotBeEmpty($"{kind} has no golden file yet; run this with BINOME_WRITE_GOLDEN=1");

        foreach (var file in files)
        {
            var golden = File.ReadAllText(file);
            var state = (LedgerState)JsonSerializer.Deserialize(golden, type, LedgerJson.Options)!;

            state.FromNewerRelease.ShouldBeNull($"{file} has members that {kind} lost");
            var again = JsonSerializer.SerializeToNode(state, type, LedgerJson.Options);
            Lost(JsonNode.Parse(golden), again, kind).ShouldBeEmpty(file);
        }
    }

    [Fact]
    public void States_AreThere() => GoldenStates.Types.Count().ShouldBeGreaterThan(7);

    /// <summary>Where the second lacks something of the first or has another value there.</summary>
    private static IEnumerable<string> Lost(JsonNode? first, JsonNode? second, string path) =>
        (first, second) switch
        {
            (JsonObject one, JsonObject other) => one.SelectMany(member =>
                Lost(member.Value, other[member.Key], $"{path}.{member.Key}")
            ),
            (JsonArray one, JsonArray other) when one.Count == other.Count => one.SelectMany(
                (item, at) => Lost(item, other[at], $"{path}[{at}]")
            ),
            _ => JsonNode.DeepEquals(first, second) ? [] : [$"{path}: {first} is now {second}"],
        };

    private static string[] Files(string kind) => Directory.GetFiles(Folder(), $"{kind}.*.json");

    private static string Write(Type type)
    {
        var file = Path.Combine(Folder(), $"{type.Name}.1.json");
        File.WriteAllText(file, JsonSerializer.Serialize(GoldenStates.Filled(type), type, Indented) + "\n");
        return file;
    }

    /// <summary>Told by the build: the compiler's own paths are made anonymous where the build is reproducible.</summary>
    private static string Folder() =>
        typeof(GoldenStateTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(item => item.Key == "GoldenFolder")
            .Value!;
}
