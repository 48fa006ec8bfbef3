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

/// <summary>A lent connection; disposing it gives it back.</summary>
internal abstract class ReadConnection : IDisposable
{
    private const int PreparedMax = 64;
    private readonly Dictionary<string, DbCommand> prepared = new(StringComparer.Ordinal);

    public abstract DbConnection Database { get; }

    /// <summary>Begins a transaction in which every query sees the same commits.</summary>
    public abstract DbTransaction Snapshot();

    /// <summary>A prepared command of this connection, for the few queries that are run all the time.</summary>
    /// <param name="sql">One of a fixed set of texts.</param>
    public DbCommand Prepared(string sql, params ReadOnlySpan<string> parameters)
    {
        if (prepared.TryGetValue(sql, out var command))
            return command;
        if (prepared.Count == PreparedMax)
            throw new InvalidOperationException($"More than {PreparedMax} prepared queries.");
        command = Database.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = "";
            command.Parameters.Add(parameter);
        }
        command.Prepare();
        return prepared[sql] = command;
    }

    /// <summary>Every row of a query, read by position: a mapper that goes by types fails on an empty sum.</summary>
    public async Task<List<T>> Query<T>(
        string sql,
        object parameters,
        Func<DbDataReader, T> read,
        DbTransaction? snapshot = null
    )
    {
        await using var reader = await Database.ExecuteReaderAsync(sql, parameters, snapshot);
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }

    public abstract void Dispose();

    /// <summary>Ends the connection itself.</summary>
    public void Close()
    {
        foreach (var command in prepared.Values)
            command.Dispose();
        Database.Dispose();
    }
}
