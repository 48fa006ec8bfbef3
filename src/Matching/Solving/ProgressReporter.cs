namespace Binome.Matching.Solving;

/// <summary>Turns the share done of each phase into one growing fraction, told once a percent. Threads may report; what would fall back is left out.</summary>
internal sealed class ProgressReporter(IProgress<MatchingProgress>? target)
{
    private const int Percents = 100;

    // Where each phase ends, roughly as the time goes on mentoring-shaped cohorts.
    private static readonly double[] Ends = [0.3, 0.9, 1];

    private readonly Lock gate = new();
    private int told = -1;

    internal void Report(MatchingPhase phase, double share)
    {
        if (target is null)
            return;
        var start = phase == MatchingPhase.Scoring ? 0 : Ends[(int)phase - 1];
        var fraction = start + ((Ends[(int)phase] - start) * Math.Clamp(share, 0, 1));
        lock (gate)
        {
            if ((int)(fraction * Percents) <= told)
                return;
            told = (int)(fraction * Percents);
            target.Report(new MatchingProgress(phase, fraction));
        }
    }
}
