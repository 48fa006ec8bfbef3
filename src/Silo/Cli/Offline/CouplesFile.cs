using System.Collections.Frozen;
using System.Collections.Immutable;
using Binome.Grains.People;
using Binome.Matching;
using Binome.WebApi.People;

namespace Binome.Silo.Cli.Offline;

/// <summary>A couple named in a file.</summary>
internal readonly record struct FileCouple(int Line, PairKey Pair);

/// <summary>Reads couples by employee id: pairs that stand, or that must not be. The file of proposed pairs has these columns too.</summary>
internal static class CouplesFile
{
    public const string Mentor = "mentor_employee_id";
    public const string Mentee = "mentee_employee_id";

    private static readonly ImmutableArray<string> Names = [Mentor, Mentee];
    private static readonly HrCsvColumns Columns = new(Names, Names.ToFrozenSet(StringComparer.Ordinal));

    /// <exception cref="MatchInputException">The file can't be read, or names too many couples.</exception>
    public static async Task<ImmutableArray<FileCouple>> Read(
        string path,
        FileProblems problems,
        CancellationToken cancellation
    )
    {
        var couples = ImmutableArray.CreateBuilder<FileCouple>();
        await foreach (var (columns, line) in InputFile.Lines(path, Columns, cancellation))
        {
            var cells = new RowCells(columns, line.Cells);
            RowProblem? problem =
                line.Problem is { } code ? new(null, code, null)
                : cells.Text(Mentor) is null ? new(Mentor, "row.employee_id_missing", null)
                : cells.Text(Mentee) is null ? new(Mentee, "row.employee_id_missing", null)
                : null;
            if (problem is not null)
                problems.Reject([InputFile.Problem(path, line.Line, problem)]);
            else
                couples.Add(new(line.Line, new PairKey(cells.Text(Mentor)!, cells.Text(Mentee)!)));
        }
        return couples.ToImmutable();
    }
}
