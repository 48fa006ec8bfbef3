namespace Binome.Storage.Rows;

/// <summary>The value of a column: a text, a number or nothing.</summary>
internal readonly record struct ColumnValue(string? Text, long? Number)
{
    public static implicit operator ColumnValue(string? text) => new(text, null);

    public static implicit operator ColumnValue(long number) => new(null, number);

    public static implicit operator ColumnValue(long? number) => new(null, number);

    public static implicit operator ColumnValue(bool flag) => new(null, flag ? 1 : 0);
}

/// <summary>What a column is for: part of the key after the tenant, a filter with an index, or a figure without one.</summary>
internal enum ColumnUse
{
    Key,
    Filter,
    Figure,
}

internal sealed record Column(string Name, ColumnUse Use);

/// <summary>A row on its way to its table.</summary>
/// <param name="Values">In the order of <see cref="RowTable.Columns"/>.</param>
internal sealed record RowChange(RowTable Table, ColumnValue[] Values, byte[] Body);

/// <summary>Where rows of one kind are stored. Beside these columns every table has tenant, version and body.</summary>
internal abstract class RowTable(string name, ImmutableArray<Column> columns)
{
    public string Name => name;
    public ImmutableArray<Column> Columns => columns;

    public abstract RowChange Change(IRow row);
}

/// <inheritdoc/>
internal sealed class RowTable<T>(
    string name,
    params (string Name, ColumnUse Use, Func<T, ColumnValue> Value)[] columns
) : RowTable(name, [.. columns.Select(column => new Column(column.Name, column.Use))])
    where T : IRow
{
    public override RowChange Change(IRow row)
    {
        var typed = (T)row;
        var values = new ColumnValue[columns.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = columns[i].Value(typed);
        var body = LedgerJson.Write(typed);
        return body.Length <= StorageLimits.RowBytesMax
            ? new RowChange(this, values, body)
            : throw new InvalidOperationException(
                $"Row {row.Id} is {body.Length} bytes, at most {StorageLimits.RowBytesMax}."
            );
    }
}
