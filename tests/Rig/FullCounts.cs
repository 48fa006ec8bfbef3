namespace Binome.Rig;

/// <summary>Whether the counts of docs/guarantees.md are asked for, as tests/full-counts does; the suite has fewer.</summary>
internal static class FullCounts
{
    private const string Variable = "BINOME_FULL_COUNTS";

    /// <exception cref="InvalidOperationException">The variable holds neither <c>1</c> nor nothing.</exception>
    public static bool Asked =>
        Environment.GetEnvironmentVariable(Variable) switch
        {
            "1" => true,
            null or "" => false,
            var other => throw new InvalidOperationException($"{Variable} is '{other}'; set it to 1 or not at all."),
        };
}
