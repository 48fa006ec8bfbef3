using System.Text.Json;

namespace Binome.Contracts.Pairs;

/// <summary>Where a pair is in its life. Before it is published it is a proposal; what has ended stays ended.</summary>
[GenerateSerializer, Alias("binome.pair_phase")]
public enum PairPhase
{
    /// <summary>Published; both sides are asked.</summary>
    AwaitingAcceptance,

    /// <summary>Agreed; both sides are to sign the charter. Sessions fall due already.</summary>
    Charter,
    Active,
    Paused,

    /// <summary>Nothing falls due any more; a last session can still be held.</summary>
    Closing,
    Closed,

    /// <summary>One side said no.</summary>
    Declined,

    /// <summary>A coordinator ended it before its time.</summary>
    Separated,

    /// <summary>The answers did not come in time.</summary>
    Expired,
}

/// <summary>What moves a pair on, or is changed in it; each is recorded with who did it.</summary>
[GenerateSerializer, Alias("binome.pair_step")]
public enum PairStep
{
    Publish,
    Accept,
    Decline,
    Expire,
    Sign,
    Pause,
    Resume,
    BeginClosing,
    Close,
    Separate,

    /// <summary>The pair goes on although nothing happened in it for long; the days of silence are counted anew.</summary>
    Keep,

    /// <summary>The pair gets a rhythm of its own; it stays where it is in its life.</summary>
    ChangeRhythm,

    /// <summary>The pair takes the rhythm of its programme again; it stays where it is in its life.</summary>
    ResetRhythm,
}

/// <param name="From">Null: the proposal, before the pair is there.</param>
public readonly record struct PairTransition(PairPhase? From, PairStep Step, PairPhase To);

/// <summary>Every change of phase there is: the one table that rules, documentation and tests read.</summary>
public static class PairPhases
{
    public static readonly ImmutableArray<PairTransition> Transitions =
    [
        new(null, PairStep.Publish, PairPhase.AwaitingAcceptance),
        new(null, PairStep.Publish, PairPhase.Charter),
        new(null, PairStep.Publish, PairPhase.Active),
        new(PairPhase.AwaitingAcceptance, PairStep.Accept, PairPhase.Charter),
        new(PairPhase.AwaitingAcceptance, PairStep.Accept, PairPhase.Active),
        new(PairPhase.AwaitingAcceptance, PairStep.Decline, PairPhase.Declined),
        new(PairPhase.AwaitingAcceptance, PairStep.Expire, PairPhase.Expired),
        new(PairPhase.AwaitingAcceptance, PairStep.Separate, PairPhase.Separated),
        new(PairPhase.Charter, PairStep.Sign, PairPhase.Active),
        new(PairPhase.Charter, PairStep.Keep, PairPhase.Charter),
        new(PairPhase.Charter, PairStep.BeginClosing, PairPhase.Closing),
        new(PairPhase.Charter, PairStep.Separate, PairPhase.Separated),
        new(PairPhase.Active, PairStep.Pause, PairPhase.Paused),
        new(PairPhase.Active, PairStep.Keep, PairPhase.Active),
        new(PairPhase.Active, PairStep.BeginClosing, PairPhase.Closing),
        new(PairPhase.Active, PairStep.Separate, PairPhase.Separated),
        new(PairPhase.Paused, PairStep.Resume, PairPhase.Active),
        new(PairPhase.Paused, PairStep.BeginClosing, PairPhase.Closing),
        new(PairPhase.Paused, PairStep.Separate, PairPhase.Separated),
        new(PairPhase.Closing, PairStep.Close, PairPhase.Closed),
        new(PairPhase.Closing, PairStep.Separate, PairPhase.Separated),
    ];

    /// <summary>What a coordinator can do with a pair.</summary>
    public static readonly ImmutableArray<PairStep> OfCoordinators =
    [
        PairStep.Pause,
        PairStep.Resume,
        PairStep.Keep,
        PairStep.BeginClosing,
        PairStep.Close,
        PairStep.Separate,
    ];

    /// <summary>True when the step is possible from there.</summary>
    public static bool Allows(PairPhase from, PairStep step) =>
        Transitions.Any(transition => transition.From == from && transition.Step == step);

    /// <summary>Where a step with one way to go leads.</summary>
    public static PairPhase After(PairPhase from, PairStep step) =>
        Transitions.Single(transition => transition.From == from && transition.Step == step).To;

    public static bool HasEnded(this PairPhase phase) => phase >= PairPhase.Closed;

    /// <summary>True while sessions fall due.</summary>
    public static bool KeepsRhythm(this PairPhase phase) => phase is PairPhase.Charter or PairPhase.Active;

    /// <summary>True while sessions can be planned, held and logged.</summary>
    public static bool TakesSessions(this PairPhase phase) =>
        phase is PairPhase.Charter or PairPhase.Active or PairPhase.Closing;

    public static string Code(this PairPhase phase) => JsonNamingPolicy.SnakeCaseLower.ConvertName(phase.ToString());

    public static string Code(this PairStep step) => JsonNamingPolicy.SnakeCaseLower.ConvertName(step.ToString());
}
