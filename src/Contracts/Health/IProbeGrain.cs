namespace Binome.Contracts.Health;

/// <summary>Does for readiness what every command does: a turn and a committed write. Key: the system's own tenant and the node that asks.</summary>
[Alias("binome.probe")]
public interface IProbeGrain : IGrainWithStringKey
{
    /// <summary>Commits and answers how often it has.</summary>
    [Alias("write")]
    Task<long> Write();
}
