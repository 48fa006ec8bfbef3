using Binome.Matching.Certificates;
using Binome.Matching.Compiling;

namespace Binome.Matching;

/// <summary>What is wrong with a solution or its proof.</summary>
/// <param name="Code">One of <see cref="MatchingCertificate"/>'s codes.</param>
/// <param name="Subject">The person id, or mentor id and mentee id joined by a space; empty when it is the whole solution.</param>
public sealed record CertificateFault(string Code, string Subject);

/// <summary>
/// Checks that a solution is allowed and the best, from the problem, the pairs and the prices alone: no search, one look at each pair. The solver's search has
/// no part in it; whether its scoring has is the caller's choice.
/// </summary>
public static class MatchingCertificate
{
    /// <summary>A proposed pair that a rule, a lock or the minimum score does not allow, or twice the same.</summary>
    public const string PairNotAllowed = "pair_not_allowed";

    /// <summary>A score that is not the pair's.</summary>
    public const string WrongScore = "wrong_score";

    /// <summary>A total that is not the sum of the pairs' scores.</summary>
    public const string WrongTotal = "wrong_total";

    /// <summary>The locked pairs of the solution are not those of the problem.</summary>
    public const string LocksDiffer = "locks_differ";

    /// <summary>More pairs than seats.</summary>
    public const string SeatsExceeded = "seats_exceeded";

    /// <summary>Not one price for everyone with a seat, or one below zero.</summary>
    public const string PricesIncomplete = "prices_incomplete";

    /// <summary>The weights of pair, priority and score do not keep the order of the objective.</summary>
    public const string WrongWeights = "wrong_weights";

    /// <summary>Someone has a seat left although their price says that filling it would gain something.</summary>
    public const string FreeSeatPriced = "free_seat_priced";

    /// <summary>A pair left out is worth more than the prices of its two people: the solution may not be the best.</summary>
    public const string PairUnderpriced = "pair_underpriced";

    /// <summary>A pair chosen is worth less than the prices of its two people.</summary>
    public const string PairOverpriced = "pair_overpriced";

    /// <summary>The most faults reported.</summary>
    public const int FaultsMax = 100;

    /// <summary>
    /// Faults of the solution, at most <see cref="FaultsMax"/>; none: it is allowed and no allowed set of pairs is better. Every pair is scored by itself, so this
    /// shares no code with the solver.
    /// </summary>
    /// <exception cref="ArgumentException">The problem has <see cref="ProblemFaults"/>.</exception>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    public static IReadOnlyList<CertificateFault> Verify(
        MatchingProblem problem,
        MatchingSolution solution,
        CancellationToken cancellation = default
    )
    {
        var check = CheckOf(problem, solution);
        return [.. check.Faults(claims => PairByPair.Faults(claims, cancellation)).Take(FaultsMax)];
    }

    /// <summary>
    /// The same faults some twenty times faster: pairs left out are scored as the solver scores them, in strips of rows. Proposed pairs are still scored by themselves.
    /// </summary>
    /// <exception cref="ArgumentException">The problem has <see cref="ProblemFaults"/>.</exception>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    public static IReadOnlyList<CertificateFault> VerifyInStrips(
        MatchingProblem problem,
        MatchingSolution solution,
        CancellationToken cancellation = default
    )
    {
        var check = CheckOf(problem, solution);
        return [.. check.Faults(claims => StripSweep.Faults(claims, cancellation)).Take(FaultsMax)];
    }

    private static CertificateCheck CheckOf(MatchingProblem problem, MatchingSolution solution)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solution);
        return new CertificateCheck(CompiledProblem.From(problem), solution);
    }
}
