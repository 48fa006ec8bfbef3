using Binome.Matching.Compiling;
using Binome.Matching.Criteria;

namespace Binome.Matching.Scoring;

/// <summary>The two sides of the matrix as one term sees them.</summary>
internal sealed record Sides(Profile[] Rows, Profile[] Columns, bool MentorsAreRows)
{
    internal MatchingSide RowSide => MentorsAreRows ? MatchingSide.Mentor : MatchingSide.Mentee;
    internal MatchingSide ColumnSide => MentorsAreRows ? MatchingSide.Mentee : MatchingSide.Mentor;

    internal static Sides Of(CompiledProblem problem, bool mentorsAreRows)
    {
        Profile[] mentors = [.. problem.Mentors.Select(seat => seat.Person)];
        Profile[] mentees = [.. problem.Mentees.Select(seat => seat.Person)];
        return mentorsAreRows ? new Sides(mentors, mentees, true) : new Sides(mentees, mentors, false);
    }

    internal int PointsOf(Criterion criterion, Profile row, Profile column) =>
        MentorsAreRows ? criterion.PointsOf(row, column) : criterion.PointsOf(column, row);
}

/// <summary>One criterion, weighted, for a whole row at once. It gives exactly what <see cref="PairScorer"/> gives pair by pair.</summary>
internal abstract class ScoreTerm
{
    /// <summary>Columns that are scored at a time; bands start at multiples of it.</summary>
    internal const int BandColumns = 1_024;

    // A table is worth its making when it is asked several times.
    private const int PairsPerTableCellMin = 4;
    private const int SkillRowsMin = 256;
    private const int SmallTableCells = 65_536;

    /// <summary>Adds weight × points for each column of the band that starts there; scratch has as many cells, with anything in them.</summary>
    internal abstract void AddTo(int row, int band, Span<int> totals, Span<int> scratch);

    /// <summary>A term for each criterion; those of few values share one.</summary>
    internal static ScoreTerm[] All(IEnumerable<Criterion> criteria, Sides sides)
    {
        if (sides.Rows.Length == 0 || sides.Columns.Length == 0)
            return [];
        var terms = criteria.Select(criterion => Of(criterion, sides)).ToList();
        FacetTerm[] small = [.. terms.OfType<FacetTerm>().Where(term => term.IsSmall)];
        return
        [
            .. small.Chunk(SmallFacetsTerm.TermsMax).Select(some => new SmallFacetsTerm(some)),
            .. terms.Except(small),
        ];
    }

    internal static ScoreTerm Of(Criterion criterion, Sides sides)
    {
        // Sets of skills hardly ever repeat; finding that out would cost more than the term.
        if (criterion is SkillsCriterion many && sides.Rows.Length > SkillRowsMin)
            return new SkillsTerm(many, sides);
        if (criterion is AvailabilityCriterion week && WeekTerm.Fits(sides))
            return new WeekTerm(week, sides);
        var rows = Facets.Of(sides.Rows, person => criterion.FacetOf(person, sides.RowSide));
        var columns = Facets.Of(sides.Columns, person => criterion.FacetOf(person, sides.ColumnSide));
        var cells = (long)rows.Count * columns.Count;
        var pairs = (long)sides.Rows.Length * sides.Columns.Length;
        if (cells <= Math.Max(SmallTableCells, pairs / PairsPerTableCellMin))
            return new FacetTerm(criterion, sides, rows, columns);
        return criterion switch
        {
            SkillsCriterion skills => new SkillsTerm(skills, sides),
            GapCriterion gap => new GapTerm(gap, sides),
            _ => new PairwiseTerm(criterion, sides),
        };
    }
}

/// <summary>A criterion of few different values: a table of points for each pair of values.</summary>
internal sealed class FacetTerm : ScoreTerm
{
    private readonly int[][] tables;
    private readonly int[] rowCodes;
    private readonly int[] columnCodes;

    internal bool IsSmall => tables[0].Length <= TableLookup.Lanes;
    internal int[] ColumnCodes => columnCodes;

    internal int[] RowCodes => rowCodes;
    internal int[][] Tables => tables;

    internal FacetTerm(Criterion criterion, Sides sides, Facets rows, Facets columns)
    {
        rowCodes = rows.Codes;
        columnCodes = columns.Codes;
        tables = new int[rows.Count][];
        Parallel.For(
            0,
            rows.Count,
            row =>
                tables[row] = [
                    .. columns.Examples.Select(column =>
                        criterion.Setting.Weight * sides.PointsOf(criterion, rows.Examples[row], column)
                    ),
                ]
        );
    }

    internal override void AddTo(int row, int band, Span<int> totals, Span<int> scratch) =>
        TableLookup.Add(tables[rowCodes[row]], columnCodes.AsSpan(band, totals.Length), totals);
}

/// <summary>Any criterion, pair by pair: the last resort for values that hardly repeat.</summary>
internal sealed class PairwiseTerm(Criterion criterion, Sides sides) : ScoreTerm
{
    internal override void AddTo(int row, int band, Span<int> totals, Span<int> scratch)
    {
        for (var column = 0; column < totals.Length; column++)
            totals[column] +=
                criterion.Setting.Weight * sides.PointsOf(criterion, sides.Rows[row], sides.Columns[band + column]);
    }
}
