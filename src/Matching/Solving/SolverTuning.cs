namespace Binome.Matching.Solving;

/// <summary>How the solver goes about it. It changes the time, never whether the answer is optimal; tests choose odd values to reach every path.</summary>
internal sealed record SolverTuning
{
    /// <summary>Candidates to begin with, for each seat of a row; a row gets between half and twice as many.</summary>
    internal int NearestPerSeat { get; init; } = 16;

    /// <summary>Pairs that break the prices, taken up in one round for each row.</summary>
    internal int ViolationsPerRow { get; init; } = 8;

    /// <summary>
    /// A look at all pairs goes by what the last one proved when no more than one in so many columns became cheaper; else whole rows are faster.
    /// </summary>
    internal int ColumnsPerPick { get; init; } = 32;

    /// <summary>Bids for each seat before the search takes over.</summary>
    internal int BidsPerSeatMax { get; init; } = 4;

    /// <summary>Below this many people on either side prices are not estimated first.</summary>
    internal int EstimateFrom { get; init; } = 256;

    /// <summary>Points a search may move prices in the first round; it doubles whenever a seat needs more. Patience here saves wrong prices later.</summary>
    internal int FirstLimitPoints { get; init; } = 200;

    /// <summary>Threads that look at all pairs.</summary>
    internal int Threads { get; init; } = Environment.ProcessorCount;
}
