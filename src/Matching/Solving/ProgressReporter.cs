namespace Binome.Matching.Solving;

/// <summary>Turns the share done of each phase into one growing fraction, told once a percent and as each phase begins. Threads may report; what would fall back is left out.</summary>
internal sealed class ProgressReporter(IProgress<MatchingProgress>? target)
{
    private const int Percents = 100;

    // Where each phase ends, roughly as the time goes on mentoring-shaped cohorts.
    private static readonly double[] Ends = [0.3, 0.9, 1];

    private readonly Lock gate = new();
    private (MatchingPhase Phase, int Percent) told = (MatchingPhase.Scoring, -1);

    internal void Report(MatchingPhase phase, double share)
    {
        if (target is null)
            return;
        var start = phase == MatchingPhase.Scoring ? 0 : Ends[(int)phase - 1];
        var fraction = double.Lerp(start, Ends[(int)phase], Math.Clamp(share, 0, 1));
        lock (gate)
        {
            var now = (phase, (int)(fraction * Percents));
            if (now.CompareTo(told) <= 0)
                return;
            told = now;
            target.Report(new MatchingProgress(phase, fraction));
        }
    }
}
