using Binome.Matching;

namespace Binome.Silo.Cli.Offline;

/// <summary>Says how far a run is, once it has taken a second; from any thread.</summary>
internal sealed class ProgressLines(TextWriter output, TimeProvider time) : IProgress<MatchingProgress>
{
    private const int StepPercent = 10;
    private static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly long started = time.GetTimestamp();
    private int shownPercent = -StepPercent;

    public void Report(MatchingProgress value)
    {
        lock (gate)
        {
            if (time.GetElapsedTime(started) < SilentFor || value.Percent < shownPercent + StepPercent)
                return;
            shownPercent = value.Percent;
            output.WriteLine($"{value.Phase.ToString().ToLowerInvariant()} {value.Percent} %");
        }
    }
}
