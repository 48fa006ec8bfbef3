using Binome.Matching.Compiling;

namespace Binome.Matching.Scoring;

/// <summary>
/// The reporting line: one of two intervals of the depth-first numbering contains the other's start. Intervals lie inside one another or apart, so with the
/// columns in the order of their starts those below a row stand together, and those above it are found from the inside out.
/// </summary>
internal sealed class ChainRule
{
    private const int None = -1;

    private readonly int[] rowEnters;
    private readonly int[] rowSizes;
    private readonly int[] columns;
    private readonly int[] enters;
    private readonly int[] exits;
    private readonly int[] around;

    internal ChainRule(OrgChart chart, Sides sides)
    {
        (rowEnters, rowSizes) = chart.IntervalsOf(sides.Rows);
        var (starts, sizes) = chart.IntervalsOf(sides.Columns);
        columns = [.. Enumerable.Range(0, starts.Length)];
        // Of those with one start the widest first, so that whoever is around another comes before.
        Array.Sort([.. starts.Select((start, column) => ((long)start << 32) - sizes[column])], columns);
        enters = [.. columns.Select(column => starts[column])];
        exits = [.. columns.Select(column => starts[column] + sizes[column])];
        around = new int[columns.Length];
        for (var at = 0; at < around.Length; at++)
            around[at] = Containing(at - 1, enters[at]);
    }

    internal void Apply(int row, Span<short> cells)
    {
        var (enter, exit) = (rowEnters[row], rowEnters[row] + rowSizes[row]);
        var first = FirstFrom(enter);
        for (var at = first; at < enters.Length && enters[at] < exit; at++)
            cells[columns[at]] = RuleSweep.Cell(EligibilityRules.ReportingLine);
        for (var at = Containing(first - 1, enter); at != None; at = around[at])
            cells[columns[at]] = RuleSweep.Cell(EligibilityRules.ReportingLine);
    }

    // Whoever is around this one is around all that this one contains.
    private int Containing(int at, int enter)
    {
        while (at != None && exits[at] <= enter)
            at = around[at];
        return at;
    }

    private int FirstFrom(int enter)
    {
        var (low, high) = (0, enters.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (enters[middle] < enter)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
