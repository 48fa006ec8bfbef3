namespace Binome.Benchmarks.WakeUps;

/// <summary>The peer of lateness: how late a timer alone comes, in this process, on this machine, at this hour.</summary>
internal static class BareTimers
{
    private const int Loops = 16;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);

    /// <summary>Ascending.</summary>
    public static async Task<double[]> LateMilliseconds(CancellationToken over)
    {
        var late = await Task.WhenAll(Enumerable.Range(0, Loops).Select(_ => Task.Run(() => Loop(over), over)));
        return [.. late.SelectMany(each => each).Order()];
    }

    private static async Task<List<double>> Loop(CancellationToken over)
    {
        var late = new List<double>();
        while (!over.IsCancellationRequested)
        {
            var due = TimeProvider.System.GetUtcNow() + Every;
            await Task.Delay(Every, CancellationToken.None);
            late.Add((TimeProvider.System.GetUtcNow() - due).TotalMilliseconds);
        }
        return late;
    }
}
