namespace Binome.Matching.Solving;

/// <summary>
/// A cell for each (row, column): the score, or −1 − rule for a pair a hard rule forbids. Sixteen bits a cell keep 10,000 × 10,000 within 200 MB.
/// Rows are padded to whole vectors with cells like locked ones, so that the vector loops have no remainder.
/// </summary>
internal sealed class ScoreMatrix
{
    internal const int CellsPerBlock = 32;

    /// <summary>A pair that stands already: neither forbidden nor to be proposed.</summary>
    internal const short Locked = short.MinValue;

    private readonly short[] cells;

    internal ScoreMatrix(int rows, int columns, bool mentorsAreRows)
    {
        MentorsAreRows = mentorsAreRows;
        Rows = rows;
        Columns = columns;
        Stride = (columns + CellsPerBlock - 1) / CellsPerBlock * CellsPerBlock;
        cells = GC.AllocateUninitializedArray<short>(checked(rows * Stride));
        if (Stride > columns)
            for (var row = 0; row < rows; row++)
                cells.AsSpan((row * Stride) + columns, Stride - columns).Fill(Locked);
    }

    internal bool MentorsAreRows { get; }
    internal int Rows { get; }
    internal int Columns { get; }

    /// <summary>Cells from one row to the next: Columns rounded up to whole blocks.</summary>
    internal int Stride { get; }

    internal Span<short> Row(int row) => cells.AsSpan(row * Stride, Columns);

    internal Span<short> PaddedRow(int row) => PaddedRows(row, 1);

    internal Span<short> PaddedRows(int first, int count) => cells.AsSpan(first * Stride, count * Stride);

    internal short this[int row, int column] => cells[(row * Stride) + column];

    internal long ValueOf(int row, int column, int shift) => (long)this[row, column] << shift;

    internal short Cell(int mentor, int mentee) => MentorsAreRows ? this[mentor, mentee] : this[mentee, mentor];

    internal static bool IsForbidden(short cell) => cell is < 0 and > Locked;

    internal static int RuleOf(short cell) => -1 - cell;
}
