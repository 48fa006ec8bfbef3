using Binome.Matching.Compiling;

namespace Binome.Matching.Solving;

/// <summary>
/// Adds to every acceptable score a number from 0 to tolerance ÷ most pairs there can be, drawn from the seed and the two ids alone. Each solution then gains between nothing
/// and the tolerance, so the best of the nudged scores is at most the tolerance below the best.
/// </summary>
internal sealed class ScoreNudge
{
    private readonly CompiledProblem problem;
    private readonly ScoreMatrix matrix;
    private readonly ulong[] rowSeeds;
    private readonly ulong[] columnSeeds;
    private readonly uint widest;
    private bool isApplied;

    internal ScoreNudge(CompiledProblem problem, ScoreMatrix matrix, ulong seed, long tolerancePoints)
    {
        (this.problem, this.matrix) = (problem, matrix);
        var pairsMax = Math.Min(
            problem.Mentors.Sum(seat => seat.Remaining),
            problem.Mentees.Sum(seat => seat.Remaining)
        );
        widest = (uint)Math.Min(Points.Scale, tolerancePoints / Math.Max(1, pairsMax));
        var (rows, columns) = matrix.MentorsAreRows
            ? (problem.Mentors, problem.Mentees)
            : (problem.Mentees, problem.Mentors);
        rowSeeds = [.. rows.Select(seat => Mix(seed ^ HashOf(seat.Person.Id)))];
        columnSeeds = [.. columns.Select(seat => HashOf(seat.Person.Id))];
    }

    /// <summary>Puts the nudges on (1) or takes them off again (−1); doing either twice changes nothing.</summary>
    internal void Apply(int sign)
    {
        if (isApplied == sign > 0)
            return;
        isApplied = sign > 0;
        Parallel.For(
            0,
            matrix.Rows,
            row =>
            {
                var cells = matrix.Row(row);
                for (var column = 0; column < cells.Length; column++)
                    if (cells[column] >= problem.MinimumScorePoints)
                        cells[column] += (short)(sign * (int)(Mix(rowSeeds[row] ^ columnSeeds[column]) % (widest + 1)));
            }
        );
    }

    // FNV-1a, which does not change from process to process as string hashes do.
    private static ulong HashOf(string id)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var letter in id)
            hash = (hash ^ letter) * 1_099_511_628_211UL;
        return hash;
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EBUL;
        return state ^ (state >> 31);
    }
}
