using Binome.Rig;

namespace Binome.EndToEnd.Tests.Crashes;

/// <summary>How much the crash tests do: what the promises name under <c>tests/full-counts</c>, a reduced form in the suite.</summary>
internal sealed record CrashScale(
    int Kills,
    int AcknowledgedMin,
    int People,
    int TickedPairs,
    int Rounds,
    int TickKills
)
{
    /// <summary>In each round a pair raises two events: its session is due, and overdue.</summary>
    public int Ticks => 2 * TickedPairs * Rounds;

    public static CrashScale Asked =>
        FullCounts.Asked ? new(100, 20_000, 3_000, 1_000, 5, 20) : new(5, 250, 200, 60, 1, 3);
}
