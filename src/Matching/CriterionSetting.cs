namespace Binome.Matching;

/// <summary>What a criterion rewards. Skills, intentions and availability have a natural direction: see <see cref="CriteriaPresets"/>.</summary>
public enum CriterionDirection
{
    /// <summary>Left out of the score, whatever its weight.</summary>
    Ignore,

    /// <summary>Likeness.</summary>
    Similar,

    /// <summary>One side has what the other lacks; each criterion documents its own meaning.</summary>
    Complementary,

    /// <summary>Unlikeness: exactly 10,000 minus the points of Similar.</summary>
    Different,
}

/// <summary>The weight and direction of one criterion.</summary>
/// <param name="Code">One of <see cref="CriterionCodes"/>.</param>
/// <param name="Weight">0 to 100; 0 leaves the criterion out.</param>
/// <param name="Direction">What it rewards.</param>
/// <param name="TargetGap">
/// Only for the complementary direction of a gap: the ideal "mentor minus mentee", in seniority levels (−4…4) or years of tenure (−40…40).
/// Null: the size of the gap counts (2 levels, 8 years are ideal), whichever side is ahead.
/// </param>
public sealed record CriterionSetting(string Code, int Weight, CriterionDirection Direction, int? TargetGap = null)
{
    internal bool Counts => Weight > 0 && Direction != CriterionDirection.Ignore;
}
