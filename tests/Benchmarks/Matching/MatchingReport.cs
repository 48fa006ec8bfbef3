using System.Diagnostics;
using System.Globalization;
using Binome.Matching;
using Binome.Matching.Compiling;
using Binome.Matching.Scoring;
using Binome.Matching.Solving;

namespace Binome.Benchmarks.Matching;

/// <summary>
/// The engine beside scipy's linear_sum_assignment and LEMON's network simplex, each fed the very same matrix in the same run. Usage: matching [largest n | figure].
/// Totals must agree, or the run fails: a fast wrong answer is none.
/// </summary>
internal static class MatchingReport
{
    private const int Repeats = 6;

    /// <summary>A score is so little work that it takes more runs until its code is compiled as it stays.</summary>
    private const int ScoringRepeats = 60;
    private const int Seed = 1;
    private const int WarmUps = 30;
    private const int PeerPeople = 500;
    private const int GrowthFrom = 5_000;
    private const int GrowthTo = 10_000;
    private const int LemonPairsMax = 4_000_000;

    /// <summary>What can be run alone.</summary>
    public static IReadOnlyList<string> Figures { get; } = ["scoring", "changed", "wide", "certificate"];

    public static void Run(int largest)
    {
        using var yardsticks = new Yardsticks();
        WarmUp();
        PurePython(yardsticks);
        Console.WriteLine("kind                          Binome    scipy    ratio    LEMON    ratio");
        Compare(Wide(), SolveWhole, yardsticks);
        Compare(Instances.Mentoring(2_000, Math.Min(5_000, largest), 3), SolveWhole, yardsticks);
        foreach (var size in new[] { 1_000, 2_000, 5_000, 10_000 }.Where(size => size <= largest))
        {
            Compare(Instances.Mentoring(size, size, 1), SolveWhole, yardsticks);
            foreach (var instance in Instances.Raw(size))
                Compare(instance, SolveRaw, yardsticks);
        }
        Scoring(Math.Min(5_000, largest));
        Resolve(Math.Min(5_000, largest));
        if (largest >= GrowthFrom)
            Growth();
    }

    /// <summary>One figure alone: scoring, changed (one person), certificate (checked anew) or wide (three mentors for each mentee).</summary>
    public static void RunOnly(string figure)
    {
        WarmUp();
        if (figure == Figures[0])
            Scoring(GrowthFrom);
        else if (figure == Figures[1])
            Resolve(GrowthFrom);
        else if (figure == Figures[3])
            CertificateReport.Run(MentoringCohort.Create(GrowthFrom, GrowthFrom, 1, Seed));
        else
        {
            using var yardsticks = new Yardsticks();
            Compare(Wide(), SolveWhole, yardsticks);
        }
    }

    /// <summary>What the open-source peer matches with, on scores without forbidden pairs.</summary>
    private static void PurePython(Yardsticks yardsticks)
    {
        var instance = Instances.Raw(PeerPeople).First();
        var (ours, total) = Best(() => SolveRaw(instance));
        var (peer, peerTotal) = yardsticks.Munkres(instance.Matrix, instance.ColumnSeats);
        Print(
            $"{PeerPeople} × {PeerPeople} uniform: {ours * 1e3:0.0} ms, pure-Python Munkres {peer:0.0} s, {peer / ours:0}× faster"
        );
        if (total != peerTotal)
            throw new InvalidOperationException($"Totals {total} and {peerTotal} differ.");
    }

    private static Instance Wide() => Instances.Mentoring(1_000, 3_000, 1);

    // The peers are compiled code; ours is too once it has run a little.
    private static void WarmUp()
    {
        var instance = Instances.Mentoring(500, 500, 1);
        for (var run = 0; run < WarmUps; run++)
            SolveWhole(instance);
    }

    private static void Growth()
    {
        var (small, _) = Best(() => SolveWhole(Instances.Mentoring(GrowthFrom, GrowthFrom, 1)));
        var (large, _) = Best(() => SolveWhole(Instances.Mentoring(GrowthTo, GrowthTo, 1)));
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000;
        Print(
            $"mentoring {GrowthTo} × {GrowthTo}: {large:0.000} s, {large / small:0.0}× of {GrowthFrom} × {GrowthFrom}, peak {peak} MB with everything in the process"
        );
    }

    private static void Compare(Instance instance, Func<Instance, (double, long)> solve, Yardsticks yardsticks)
    {
        var (ours, total) = Best(() => solve(instance));
        var matrix = instance.Matrix;
        var (scipy, scipyTotal) = yardsticks.Scipy(matrix, instance.ColumnSeats);
        var hasLemon = instance.Problem is not null || (long)matrix.Rows * matrix.Columns <= LemonPairsMax;
        var (lemon, lemonTotal) = hasLemon ? yardsticks.Lemon(matrix, instance.ColumnSeats) : (double.NaN, total);
        Print(
            $"{instance.Name, -26} {ours, 9:0.000} {scipy, 8:0.000} {ours / scipy, 8:0.000} {lemon, 8:0.000} {ours / lemon, 8:0.000}"
        );
        if (total != scipyTotal || total != lemonTotal)
            throw new InvalidOperationException($"{instance.Name}: totals {total}, {scipyTotal}, {lemonTotal} differ.");
    }

    private static (double Seconds, long Total) Best(Func<(double, long)> solve)
    {
        var best = solve();
        for (var repeat = 1; repeat < Repeats; repeat++)
            if (solve() is var next && next.Item1 < best.Item1)
                best = next;
        return best;
    }

    private static (double, long) SolveRaw(Instance instance)
    {
        var clock = Stopwatch.StartNew();
        var assignment = new Assignment(instance.Task!, new SolverTuning());
        assignment.Solve(_ => { }, CancellationToken.None);
        var seconds = clock.Elapsed.TotalSeconds;
        var total = 0L;
        for (var row = 0; row < instance.Matrix.Rows; row++)
            foreach (var column in assignment.Rows.PartnersOf(row))
                total += instance.Matrix[row, column];
        return (seconds, total);
    }

    // From people to pairs with their reasons, checking and scoring included.
    private static (double, long) SolveWhole(Instance instance)
    {
        var clock = Stopwatch.StartNew();
        var solution = MatchingSolver.Solve(instance.Problem!);
        return (clock.Elapsed.TotalSeconds, solution.TotalPoints);
    }

    private static void Scoring(int size)
    {
        var problem = CompiledProblem.From(MentoringCohort.Create(size, size, 1, Seed));
        var seconds = Enumerable
            .Range(0, ScoringRepeats)
            .Min(_ => SecondsOf(() => MatrixScorer.Build(problem, 1, new ProgressReporter(null), default)));
        var sample = Math.Min(200, size);
        var scalar = Enumerable.Range(0, Repeats).Min(_ => SecondsOf(() => ScorePairwise(problem, sample)));
        var ours = seconds * 1e9 / ((double)size * size);
        var plain = scalar * 1e9 / ((double)size * sample);
        Print(
            $"scoring, 8 criteria and the rules, one core: {ours:0.00} ns a pair, plain loop {plain:0.0} ns, {plain / ours:0.0}× faster"
        );
    }

    private static long ScorePairwise(CompiledProblem problem, int mentees)
    {
        var total = 0L;
        for (var mentee = 0; mentee < mentees; mentee++)
        for (var mentor = 0; mentor < problem.Mentors.Length; mentor++)
            if (problem.Eligibility.FirstBroken(mentor, mentee) == EligibilityRules.None)
                total += problem.Score(mentor, mentee);
        return total;
    }

    private static void Resolve(int size)
    {
        var problem = MentoringCohort.Create(size, size, 1, Seed);
        var full = Enumerable.Range(0, Repeats).Min(_ => SecondsOf(() => MatchingSession.Start(problem)));
        var session = MatchingSession.Start(problem);
        var fastest = double.MaxValue;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var person = MentoringCohort.Another(problem.Mentees[repeat * 7].PersonId, repeat);
            var clock = Stopwatch.StartNew();
            session.Change(person);
            fastest = Math.Min(fastest, clock.Elapsed.TotalSeconds);
        }
        Print(
            $"one person changed and proven again, n = {size}: {fastest * 1e3:0.0} ms, whole run {full * 1e3:0} ms, ratio {fastest / full:0.000}"
        );
    }

    private static double SecondsOf<T>(Func<T> work)
    {
        var clock = Stopwatch.StartNew();
        GC.KeepAlive(work());
        return clock.Elapsed.TotalSeconds;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
