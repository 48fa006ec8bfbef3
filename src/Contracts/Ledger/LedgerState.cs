using System.Text.Json;
using System.Text.Json.Serialization;

namespace Binome.Contracts.Ledger;

/// <summary>A persistent state whose effects are committed together with it.</summary>
public interface ILedgered
{
    /// <summary>What the next write commits beside the state; storage takes it away when it has.</summary>
    Effects? Pending { get; set; }
}

/// <summary>
/// The common part of every stored state. Members that a newer release wrote are kept, so that a rolling upgrade loses
/// nothing when an older node writes the state again.
/// </summary>
public abstract record LedgerState : ILedgered
{
    public const int SchemaCurrent = 1;

    /// <summary>The shape in which this state was written; a number this release does not know is an error, never "empty".</summary>
    public int Schema { get; init; } = SchemaCurrent;

    [JsonIgnore]
    public Effects? Pending { get; set; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? FromNewerRelease { get; init; }
}
