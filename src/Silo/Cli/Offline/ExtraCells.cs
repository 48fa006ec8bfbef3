using System.Collections.Immutable;
using Binome.Contracts;
using Binome.Grains.People;
using Binome.Matching;

namespace Binome.Silo.Cli.Offline;

/// <summary>The column that the matching of two files reads beside those of the import.</summary>
internal sealed record ExtraCells(int Priority, ImmutableArray<RowProblem> Problems)
{
    public const string PriorityColumn = "priority";

    public static ExtraCells Of(RowCells cells)
    {
        if (cells.Text(PriorityColumn) is not { } text)
            return new ExtraCells(0, []);
        return ImportCells.Number(text, out var priority) && priority <= MatchingLimits.PriorityMax
            ? new ExtraCells(priority, [])
            : new ExtraCells(0, [new RowProblem(PriorityColumn, "row.priority_invalid", text)]);
    }
}
