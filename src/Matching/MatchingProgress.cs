namespace Binome.Matching;

/// <summary>The steps of a run, in order.</summary>
public enum MatchingPhase
{
    /// <summary>Every pair is checked and scored.</summary>
    Scoring,

    /// <summary>The best set of pairs is searched for and proven.</summary>
    Assigning,

    /// <summary>Pairs and people left over are explained.</summary>
    Explaining,
}

/// <summary>How far a run is.</summary>
/// <param name="Phase">The step at hand.</param>
/// <param name="Fraction">Of the whole run, 0 to 1; never falls.</param>
public readonly record struct MatchingProgress(MatchingPhase Phase, double Fraction)
{
    /// <summary>The same in whole percent, 0 to 100.</summary>
    public int Percent => (int)(Fraction * 100);
}
