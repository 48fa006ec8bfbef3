namespace Binome.Rig;

/// <summary>Whether the counts of docs/guarantees.md are asked for, as tests/full-counts does; the suite has fewer.</summary>
internal static class FullCounts
{
    public static bool Asked { get; } = Environment.GetEnvironmentVariable("BINOME_FULL_COUNTS") == "1";
}
