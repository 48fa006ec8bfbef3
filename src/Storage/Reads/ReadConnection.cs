using System.Data.Common;
using Dapper;

namespace Binome.Storage.Reads;

/// <summary>Lends connections that can only read.</summary>
internal interface IReadConnections
{
    /// <param name="tenant">Whose rows are read; null only for what is looked up before or across tenants.</param>
    /// <exception cref="Orleans.Runtime.LimitExceededException">All are in use and stayed so.</exception>
    ValueTask<ReadConnection> Rent(string? tenant);
}

/// <summary>The columns of the row a query stands at; valid until it goes on.</summary>
internal interface IColumns
{
    bool IsNull(int column);

    long Number(int column);

    string Text(int column);

    ReadOnlySpan<byte> Bytes(int column);
}

/// <summary>A lent connection; disposing it gives it back.</summary>
internal abstract class ReadConnection : IDisposable
{
    public abstract DbConnection Database { get; }

    /// <summary>Begins a transaction in which every query sees the same commits.</summary>
    public abstract DbTransaction Snapshot();

    /// <summary>
    /// The first row of one of the few queries that are run all the time, or the default. Prepared once per connection, and
    /// read where it lies, without a command or a copy.
    /// </summary>
    /// <param name="sql">One of a fixed set of texts.</param>
    /// <param name="keys">In the order in which the query first names its parameters.</param>
    public abstract ValueTask<T?> First<T>(string sql, Func<IColumns, T> read, params ReadOnlySpan<string> keys);

    /// <summary>Every row of a query, shown where it lies.</summary>
    /// <param name="parameters">Texts and whole numbers.</param>
    public abstract ValueTask Each(string sql, DynamicParameters parameters, Action<IColumns> row);

    /// <summary>Every row of a query, read by position: a mapper that goes by types fails on an empty sum.</summary>
    public async Task<List<T>> Query<T>(
        string sql,
        object parameters,
        Func<DbDataReader, T> read,
        DbTransaction? snapshot = null
    )
    {
        // Disposed of asynchronously, it keeps its command (DapperLib/Dapper#2185), which a connection of SQLite never forgets.
        using var reader = await Database.ExecuteReaderAsync(Text(sql), parameters, snapshot);
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>The one value that a query answers.</summary>
    public Task<T?> Value<T>(string sql, object parameters, DbTransaction? snapshot = null) =>
        Database.ExecuteScalarAsync<T>(Text(sql), parameters, snapshot);

    public abstract void Dispose();

    /// <summary>The query as this kind of database understands it.</summary>
    protected virtual string Text(string sql) => sql;
}
