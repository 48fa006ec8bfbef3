namespace Binome.Matching.Solving;

/// <summary>Reports one phase as a slice of [0,1], at most a hundred times.</summary>
internal sealed class PhaseProgress(IProgress<double>? target, double from, double to)
{
    private const int ReportsMax = 100;

    private int reported;

    internal void Report(int done, int total)
    {
        var step = (int)((long)done * ReportsMax / total);
        if (step == reported)
            return;
        reported = step;
        target?.Report(from + ((to - from) * step / ReportsMax));
    }
}
