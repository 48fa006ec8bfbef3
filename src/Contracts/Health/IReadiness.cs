namespace Binome.Contracts.Health;

/// <summary>Whether this process can do its work now.</summary>
public interface IReadiness
{
    /// <summary>Makes a real call to a grain and a real write; returns when both were carried out and throws otherwise.</summary>
    Task Check(CancellationToken cancellation);
}
