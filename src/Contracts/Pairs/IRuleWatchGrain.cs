using Binome.Contracts.WakeUps;

namespace Binome.Contracts.Pairs;

/// <summary>
/// Looks whether living pairs still keep the rule of the reporting line once the reporting tree has changed, and whether both are still there. Nobody is separated by it: it raises
/// <c>pair.rule_broken</c> and <c>pair.rule_kept</c>, and a person decides. Key: tenant and "self".
/// </summary>
[Alias("binome.rule_watch")]
public interface IRuleWatchGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>The rule that a pair breaks of whose two one has left.</summary>
    const string ParticipantLeft = "participant_left";

    /// <summary>
    /// The tree is about to change, or has just changed: all living pairs are looked at a little later, so that the change is stored by then and many
    /// changes cost one look. Durable when it returns.
    /// </summary>
    [Alias("look_again")]
    Task LookAgain();
}
