namespace Binome.Benchmarks.Actors;

/// <summary>Hardly anything to do, so that the call itself is what is measured.</summary>
public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> Add(int by);
}

internal sealed class CounterGrain : Grain, ICounterGrain
{
    private int total;

    public Task<int> Add(int by)
    {
        total += by;
        // As small a number as the peer answers with, which the framework keeps a finished task for.
        return Task.FromResult(total & 1);
    }
}
