using System.Buffers;
using System.Text;
using Binome.Storage.Reads;
using Binome.Storage.Rows;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Binome.Storage.Sqlite;

/// <summary>
/// A prepared statement, bound in order and used again. It speaks to SQLite directly: on the hot paths a command object
/// costs as much as the statement itself.
/// </summary>
internal sealed class SqliteStatement(sqlite3 database, string sql) : IColumns, IDisposable
{
    private const int TextBytesOnStack = 512;
    private readonly sqlite3_stmt statement = Prepare(database, sql);
    private int bound;

    public SqliteStatement Bind(string? text)
    {
        if (text is null)
            return Null();
        var bytesMax = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = bytesMax > TextBytesOnStack ? ArrayPool<byte>.Shared.Rent(bytesMax) : null;
        Span<byte> buffer = rented ?? stackalloc byte[TextBytesOnStack];
        var length = Encoding.UTF8.GetBytes(text, buffer);
        Check(raw.sqlite3_bind_text(statement, ++bound, (ReadOnlySpan<byte>)buffer[..length]));
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return this;
    }

    public SqliteStatement Bind(long number)
    {
        Check(raw.sqlite3_bind_int64(statement, ++bound, number));
        return this;
    }

    public SqliteStatement Bind(long? number) => number is { } given ? Bind(given) : Null();

    public SqliteStatement Bind(byte[]? bytes)
    {
        if (bytes is null)
            return Null();
        Check(raw.sqlite3_bind_blob(statement, ++bound, bytes));
        return this;
    }

    /// <summary>Binds UTF-8 bytes as text.</summary>
    public SqliteStatement BindText(byte[] utf8)
    {
        Check(raw.sqlite3_bind_text(statement, ++bound, (ReadOnlySpan<byte>)utf8));
        return this;
    }

    public SqliteStatement Bind(ColumnValue value) => value.Text is not null ? Bind(value.Text) : Bind(value.Number);

    /// <summary>Binds a text or a whole number by name.</summary>
    public void Bind(string name, object? value)
    {
        bound = raw.sqlite3_bind_parameter_index(statement, name) - 1;
        if (bound < 0)
            throw new ArgumentException($"The query names no {name}.");
        _ = value switch
        {
            null => Null(),
            string text => Bind(text),
            int number => Bind((long)number),
            long number => Bind(number),
            _ => throw new ArgumentException($"{name} is a {value.GetType().Name}, neither text nor number."),
        };
    }

    private SqliteStatement Null()
    {
        Check(raw.sqlite3_bind_null(statement, ++bound));
        return this;
    }

    /// <summary>Runs it to its end and makes it ready for the next use.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        try
        {
            while (Step()) { }
            return raw.sqlite3_changes(database);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Goes to the next row. After the last one, or when done with it, call <see cref="Reset"/>.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        return code == raw.SQLITE_ROW || (code == raw.SQLITE_DONE ? false : throw Failure(database, code));
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    // The result repeats the failure of the last step, which was thrown already.
    public void Reset()
    {
        _ = raw.sqlite3_reset(statement);
        bound = 0;
    }

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code == raw.SQLITE_OK)
            return;
        var failure = Failure(database, code);
        Reset();
        throw failure;
    }

    private static sqlite3_stmt Prepare(sqlite3 database, string sql)
    {
        var code = raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared);
        return code == raw.SQLITE_OK ? prepared : throw Failure(database, code);
    }

    public static SqliteException Failure(sqlite3 database, int code) =>
        new(
            $"SQLite error {code}: {raw.sqlite3_errmsg(database).utf8_to_string()}",
            code,
            raw.sqlite3_extended_errcode(database)
        );
}
