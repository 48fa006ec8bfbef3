using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Binome.Storage.Sqlite;

/// <summary>The writer's connection and its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int StatementsMax = 512;
    private readonly sqlite3 database;
    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);

    public SqliteSession(string path)
    {
        Batteries_V2.Init();
        // One thread at a time uses it, so SQLite's own mutex is left out.
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out database, flags, null);
        if (code != raw.SQLITE_OK)
            throw new SqliteException($"'{path}' can't be opened (SQLite error {code}).", code);
        foreach (var pragma in SqlitePragmas.Writer)
            Execute(pragma);
    }

    /// <summary>Pages that went into the log through this connection, ever.</summary>
    public long PagesWritten
    {
        get
        {
            var code = raw.sqlite3_db_status(database, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0);
            return code == raw.SQLITE_OK ? (uint)pages : throw SqliteStatement.Failure(database, code);
        }
    }

    public bool InTransaction => raw.sqlite3_get_autocommit(database) == 0;

    /// <summary>The prepared statement of this text, prepared at its first use.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (statements.TryGetValue(sql, out var statement))
            return statement;
        if (statements.Count == StatementsMax)
            throw new InvalidOperationException(
                $"More than {StatementsMax} different statements; values belong in parameters."
            );
        return statements[sql] = new SqliteStatement(database, sql);
    }

    /// <summary>Runs a script that has no parameters.</summary>
    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(database, sql, out var message);
        if (code != raw.SQLITE_OK)
            throw new SqliteException($"SQLite error {code}: {message}", code, raw.sqlite3_extended_errcode(database));
    }

    /// <summary>Copies the log into the database file as far as readers allow.</summary>
    /// <param name="mode">One of SQLite's checkpoint modes.</param>
    /// <returns>Frames in the log, and those of them that are copied.</returns>
    public (int Frames, int Copied) Checkpoint(int mode)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(database, null, mode, out var frames, out var copied);
        return code is raw.SQLITE_OK or raw.SQLITE_BUSY
            ? (frames, copied)
            : throw SqliteStatement.Failure(database, code);
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        statements.Clear();
        database.Dispose();
    }
}
