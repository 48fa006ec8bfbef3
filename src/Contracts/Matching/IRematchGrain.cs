using Binome.Contracts.WakeUps;

namespace Binome.Contracts.Matching;

/// <summary>
/// Matches again whom a refusal has left free: some time after the first one a run over all free places of the programme comes to proposals. As always,
/// people decide on them. Key: tenant and programme id.
/// </summary>
[Alias("binome.rematch")]
public interface IRematchGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Two people of the programme are free again. Durable when it returns; repeating it changes nothing.</summary>
    [Alias("free_again")]
    Task FreeAgain();
}
