namespace Binome.EndToEnd.Tests.Crashes;

/// <summary>How much the crash tests do: what the promises name under <c>tests/crash-rig</c>, a reduced form in the suite.</summary>
internal sealed record CrashScale(
    int Kills,
    int AcknowledgedMin,
    int People,
    int TickedPairs,
    int Rounds,
    int TickKills
)
{
    public const string Variable = "BINOME_CRASH_RIG";

    /// <summary>In each round a pair raises two events: its session is due, and overdue.</summary>
    public int Ticks => 2 * TickedPairs * Rounds;

    /// <exception cref="InvalidOperationException">The variable holds neither <c>full</c> nor nothing.</exception>
    public static CrashScale Asked =>
        Environment.GetEnvironmentVariable(Variable) switch
        {
            "full" => new CrashScale(100, 20_000, 3_000, 1_000, 5, 20),
            null or "" => new CrashScale(5, 250, 200, 60, 1, 3),
            var other => throw new InvalidOperationException(
                $"{Variable} is '{other}'; set it to 'full' or not at all."
            ),
        };
}
