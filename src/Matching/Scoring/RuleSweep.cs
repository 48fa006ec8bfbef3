using Binome.Matching.Compiling;

namespace Binome.Matching.Scoring;

/// <summary>
/// Writes the first broken rule into the cells of a row, −1 − rule. Rules are applied from the last to the first, so that the first one stands in the end.
/// </summary>
internal sealed class RuleSweep
{
    private static readonly int[] RulesOfProfiles =
    [
        EligibilityRules.RequiredSkills,
        EligibilityRules.Availability,
        EligibilityRules.Language,
        EligibilityRules.SameSubsidiary,
        EligibilityRules.SameTeam,
    ];

    private readonly Sides sides;
    private readonly Seat[] rowSeats;
    private readonly int[] fullColumns;
    private readonly List<ProfileRule> profileRules;
    private readonly int[][] excluded;
    private readonly int[][] former;
    private readonly ChainRule? chains;
    private readonly Dictionary<Profile, int> columnOf;

    internal RuleSweep(CompiledProblem problem, Sides sides)
    {
        this.sides = sides;
        var columnSeats = sides.MentorsAreRows ? problem.Mentees : problem.Mentors;
        rowSeats = sides.MentorsAreRows ? problem.Mentors : problem.Mentees;
        fullColumns = [.. Enumerable.Range(0, columnSeats.Length).Where(column => columnSeats[column].Remaining == 0)];
        profileRules =
        [
            .. RulesOfProfiles
                .Where(problem.Eligibility.IsOn)
                .Select(rule => new ProfileRule(rule, problem.Eligibility, sides)),
        ];
        excluded = ByRow(problem.Eligibility.Banned);
        former = ByRow(problem.Eligibility.Former);
        chains = problem.Problem.Rules.ForbidsReportingLine ? new ChainRule(problem.Problem.OrgChart, sides) : null;
        columnOf = sides
            .Columns.Select((person, column) => (person, column))
            .ToDictionary(at => at.person, at => at.column);
    }

    internal void Apply(int row, Span<short> cells)
    {
        if (rowSeats[row].Remaining == 0)
            cells.Fill(Cell(EligibilityRules.Capacity));
        Write(fullColumns, EligibilityRules.Capacity, cells);
        foreach (var rule in profileRules)
            rule.Apply(row, cells);
        Write(excluded[row], EligibilityRules.Excluded, cells);
        Write(former[row], EligibilityRules.AlreadyPaired, cells);
        chains?.Apply(row, cells);
        if (columnOf.TryGetValue(sides.Rows[row], out var self))
            cells[self] = Cell(EligibilityRules.SamePerson);
    }

    internal static short Cell(int rule) => (short)(-1 - rule);

    private static void Write(int[] columns, int rule, Span<short> cells)
    {
        foreach (var column in columns)
            cells[column] = Cell(rule);
    }

    private int[][] ByRow(CoupleSet couples)
    {
        var columns = new List<int>?[sides.Rows.Length];
        foreach (var (mentor, mentee) in couples.All)
            (columns[sides.MentorsAreRows ? mentor : mentee] ??= []).Add(sides.MentorsAreRows ? mentee : mentor);
        return [.. columns.Select(list => list is null ? [] : list.ToArray())];
    }
}

/// <summary>A rule about what is known of two people: decided once for each pair of different values.</summary>
internal sealed class ProfileRule
{
    private readonly short cell;
    private readonly Facets rows;
    private readonly Facets columns;
    private readonly bool[]?[] broken;

    internal ProfileRule(int rule, EligibilityRules eligibility, Sides sides)
    {
        cell = RuleSweep.Cell(rule);
        rows = Facets.Of(sides.Rows, person => EligibilityRules.FacetOf(rule, person, sides.RowSide));
        columns = Facets.Of(sides.Columns, person => EligibilityRules.FacetOf(rule, person, sides.ColumnSide));
        broken = new bool[rows.Count][];
        Parallel.For(
            0,
            rows.Count,
            row =>
            {
                var table = columns
                    .Examples.Select(column =>
                        sides.MentorsAreRows
                            ? eligibility.Breaks(rule, rows.Examples[row], column)
                            : eligibility.Breaks(rule, column, rows.Examples[row])
                    )
                    .ToArray();
                broken[row] = table.Contains(true) ? table : null;
            }
        );
    }

    internal void Apply(int row, Span<short> cells)
    {
        if (broken[rows.Codes[row]] is not { } table)
            return;
        var codes = columns.Codes;
        for (var column = 0; column < cells.Length; column++)
            if (table[codes[column]])
                cells[column] = cell;
    }
}
