using Binome.Matching.Solving;
using FsCheck.Xunit;

namespace Binome.Matching.Tests;

/// <summary>The solver under odd settings, which reach the paths that large cohorts take.</summary>
public sealed class SolvingTests
{
    // One candidate each, so that nearly everything is found by looking at all pairs; prices always estimated from a quarter first,
    // and what was proven before always used.
    internal static readonly SolverTuning Meagre = new()
    {
        NearestPerSeat = 1,
        ViolationsPerRow = 1,
        EstimateFrom = 8,
        FirstLimitPoints = 1,
        ColumnsPerPick = 1,
    };

    [Property(MaxTest = 1_000)]
    public void Solve_WhenCandidatesAreFew_EqualsExhaustiveSearch(int seed)
    {
        var random = new Random(seed);
        var problem = RandomCohort.Create(seed, random.Next(1, 6), random.Next(1, 6), (MatchingObjective)(seed & 1));

        var solution = MatchingSolver.Solve(problem, Meagre);

        ExhaustiveSearch.Of(problem, solution).ShouldBe(ExhaustiveSearch.Best(problem));
    }

    [Property(MaxTest = 60)]
    public void Solve_WhenCandidatesAreFew_IsProvenByItsCertificate(int seed)
    {
        var random = new Random(seed);
        var problem = RandomCohort.Create(
            seed,
            random.Next(1, 60),
            random.Next(1, 60),
            (MatchingObjective)(seed & 1),
            minimumScore: random.Next(6_000)
        );

        CertificateChecker.Verify(problem, MatchingSolver.Solve(problem, Meagre));
    }

    [Property(MaxTest = 20)]
    public void Solve_WhenThreadsDiffer_GivesTheSameAnswer(int seed)
    {
        var problem = RandomCohort.Create(seed, 300, 280, (MatchingObjective)(seed & 1));

        var one = MatchingSolver.Solve(problem, new SolverTuning { Threads = 1 });
        var many = MatchingSolver.Solve(problem, new SolverTuning { Threads = 7 });

        many.ShouldBeEquivalentTo(one);
    }

    [Property(MaxTest = 20)]
    public void Solve_WhenProductsMakeEveryRowAgree_IsSortedAgainstSorted(int seed)
    {
        // Everyone wants the same columns in the same order: the hardest kind. The optimum pairs the largest with the largest.
        var random = new Random(seed);
        var (one, other) = (Factors(random), Factors(random));
        var matrix = new ScoreMatrix(one.Length, other.Length, mentorsAreRows: true);
        for (var row = 0; row < one.Length; row++)
        for (var column = 0; column < other.Length; column++)
            matrix.Row(row)[column] = (short)(one[row] * other[column]);
        var assignment = new Assignment(TaskOf(matrix), new SolverTuning { EstimateFrom = 16 });

        assignment.Solve(_ => { }, CancellationToken.None);

        var total = Enumerable.Range(0, one.Length).Sum(row => matrix[row, assignment.Rows.PartnersOf(row)[0]]);
        total.ShouldBe(one.Order().Zip(other.Order(), (a, b) => a * b).Sum());
    }

    private static int[] Factors(Random random) => [.. Enumerable.Range(0, 120).Select(_ => random.Next(101))];

    private static AssignmentTask TaskOf(ScoreMatrix matrix)
    {
        var bonus = ((long)matrix.Rows * Points.Scale) + 1;
        return new AssignmentTask(
            matrix,
            [.. Enumerable.Repeat(1, matrix.Rows)],
            [.. Enumerable.Repeat(1, matrix.Columns)],
            [.. Enumerable.Repeat(-bonus, matrix.Rows)],
            new long[matrix.Columns],
            0,
            0
        );
    }
}
