using System.Data.Common;
using System.Text.RegularExpressions;
using Binome.Storage.Reads;
using Dapper;
using Microsoft.Data.Sqlite;
using Orleans.Runtime;

namespace Binome.Storage.Sqlite;

/// <summary>A bounded pool of connections that can only read; each is made when it is first needed.</summary>
internal sealed partial class SqliteReadPool : IReadConnections, IDisposable
{
    private const int ConnectionsMin = 4;
    private const int ConnectionsMax = 32;
    private static readonly int Size = Math.Clamp(Environment.ProcessorCount * 2, ConnectionsMin, ConnectionsMax);

    private readonly SemaphoreSlim free = new(Size, Size);
    private readonly Stack<SqliteReadConnection> idle = new(Size);
    private string? connectionString;
    private bool closed;

    public void Open(string path) =>
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = (int)StorageLimits.ReadWaitMax.TotalSeconds,
        }.ToString();

    public async ValueTask<ReadConnection> Rent(string? tenant)
    {
        if (!await free.WaitAsync(StorageLimits.ReadWaitMax))
            throw new LimitExceededException($"{Size} reads are under way already.");
        try
        {
            lock (idle)
            {
                ObjectDisposedException.ThrowIf(closed, typeof(StorageDatabase));
                if (idle.TryPop(out var connection))
                    return connection;
            }
            return Connect();
        }
        catch
        {
            free.Release();
            throw;
        }
    }

    private SqliteReadConnection Connect()
    {
        if (connectionString is null)
            throw new InvalidOperationException("The database is not open.");
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = string.Join(';', SqlitePragmas.Reader);
            command.ExecuteNonQuery();
            return new SqliteReadConnection(connection, this);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Return(SqliteReadConnection connection)
    {
        lock (idle)
        {
            if (closed)
                connection.Close();
            else
                idle.Push(connection);
        }
        free.Release();
    }

    // Connections that are still lent end when they come back.
    public void Dispose()
    {
        lock (idle)
        {
            closed = true;
            while (idle.TryPop(out var connection))
                connection.Close();
        }
    }

    private sealed partial class SqliteReadConnection(SqliteConnection database, SqliteReadPool pool) : ReadConnection
    {
        private const int StatementsMax = 64;
        private const int FilteredMax = 32;
        private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);
        private readonly Dictionary<string, SqliteStatement> filtered = new(StringComparer.Ordinal);

        public override DbConnection Database => database;

        public override DbTransaction Snapshot() => database.BeginTransaction(deferred: true);

        public override ValueTask<T?> First<T>(string sql, Func<IColumns, T> read, params ReadOnlySpan<string> keys)
            where T : default
        {
            var statement = Statement(sql);
            try
            {
                foreach (var key in keys)
                    statement.Bind(key);
                return ValueTask.FromResult(statement.Step() ? read(statement) : default);
            }
            finally
            {
                // Also ends the read transaction, so that the log can be folded in.
                statement.Reset();
            }
        }

        public override ValueTask Each(string sql, DynamicParameters parameters, Action<IColumns> row)
        {
            var statement = Filtered(sql);
            try
            {
                foreach (var name in parameters.ParameterNames)
                    statement.Bind($"@{name}", parameters.Get<object?>(name));
                while (statement.Step())
                    row(statement);
                return ValueTask.CompletedTask;
            }
            finally
            {
                statement.Reset();
            }
        }

        public override void Dispose() => pool.Return(this);

        public void Close()
        {
            Dispose(statements);
            Dispose(filtered);
            database.Dispose();
        }

        /// <summary>A list of texts is one parameter.</summary>
        protected override string Text(string sql) =>
            sql.Contains(" IN @", StringComparison.Ordinal)
                ? List().Replace(sql, " IN (SELECT value FROM json_each(@$1))")
                : sql;

        private SqliteStatement Statement(string sql)
        {
            if (statements.TryGetValue(sql, out var statement))
                return statement;
            if (statements.Count == StatementsMax)
                throw new InvalidOperationException($"More than {StatementsMax} prepared queries.");
            return statements[sql] = new SqliteStatement(database.Handle!, sql);
        }

        // Their texts follow the filters, of which there is no end; all begin anew when there are too many.
        private SqliteStatement Filtered(string sql)
        {
            if (filtered.TryGetValue(sql, out var statement))
                return statement;
            if (filtered.Count == FilteredMax)
                Dispose(filtered);
            return filtered[sql] = new SqliteStatement(database.Handle!, sql);
        }

        private static void Dispose(Dictionary<string, SqliteStatement> prepared)
        {
            foreach (var statement in prepared.Values)
                statement.Dispose();
            prepared.Clear();
        }

        [GeneratedRegex(@" IN @(\w+)")]
        private static partial Regex List();
    }
}
