using Binome.Matching;
using Binome.Matching.Compiling;
using Binome.Matching.Scoring;
using Binome.Matching.Solving;

namespace Binome.Benchmarks.Matching;

/// <summary>One matrix for all solvers. Either the engine gets it as it is (Task), or it is what the engine makes of a cohort (Problem).</summary>
internal sealed record Instance(
    string Name,
    ScoreMatrix Matrix,
    int[] ColumnSeats,
    AssignmentTask? Task,
    MatchingProblem? Problem
);

/// <summary>The kinds of instance; the same seed gives the same matrix.</summary>
internal static class Instances
{
    private const int Seed = 7;
    private const short Forbidden = -2;
    private const int TieSteps = 10;

    public static IEnumerable<Instance> Raw(int size)
    {
        yield return Of("uniform", size, random => (_, _) => Any(random));
        yield return Of("ties", size, random => (_, _) => (short)(random.Next(TieSteps + 1) * Points.Scale / TieSteps));
        yield return Of("5% forbidden", size, random => (_, _) => random.Next(100) < 5 ? Forbidden : Any(random));
        yield return Of("50% forbidden", size, random => (_, _) => random.Next(100) < 50 ? Forbidden : Any(random));
        // scipy needs minutes for more, and tells nothing new.
        if (size <= 2_000)
            yield return Of(
                "product a·b",
                size,
                random =>
                {
                    var (one, other) = (Factors(size, random), Factors(size, random));
                    return (row, column) => (short)(one[row] * other[column] / Points.Scale);
                }
            );
    }

    public static Instance Mentoring(int mentors, int mentees, int mentorSeats)
    {
        var problem = MentoringCohort.Create(mentors, mentees, mentorSeats, Seed);
        var compiled = CompiledProblem.From(problem);
        var matrix = MatrixScorer.Build(compiled, Environment.ProcessorCount, new ProgressReporter(null), default);
        var task = AssignmentTask.For(compiled, matrix).Task;
        // The yardsticks place rows of one seat each.
        if (task.RowSeats.Any(seats => seats != 1))
            throw new InvalidOperationException("The rows of this cohort have several seats.");
        var name = $"mentoring {mentees}×{mentors}" + (mentorSeats > 1 ? $", {mentorSeats} seats" : "");
        return new Instance(name, matrix, task.ColumnSeats, null, problem);
    }

    private static Instance Of(string kind, int size, Func<Random, Func<int, int, short>> cells)
    {
        var cell = cells(new Random(Seed));
        var matrix = new ScoreMatrix(size, size, mentorsAreRows: true);
        for (var row = 0; row < size; row++)
        for (var column = 0; column < size; column++)
            matrix.Row(row)[column] = cell(row, column);
        int[] ones = [.. Enumerable.Repeat(1, size)];
        var bonus = ((long)size * Points.Scale) + 1;
        var task = new AssignmentTask(matrix, ones, ones, [.. ones.Select(_ => -bonus)], new long[size], 0, 0);
        return new Instance($"{kind} {size}", matrix, ones, task, null);
    }

    private static short Any(Random random) => (short)random.Next(Points.Scale + 1);

    private static int[] Factors(int size, Random random) =>
        [.. Enumerable.Range(0, size).Select(_ => random.Next(Points.Scale + 1))];
}
