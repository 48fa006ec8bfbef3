using System.Data;
using System.Data.Common;
using Binome.Storage.Reads;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Binome.Storage.PostgreSql;

/// <inheritdoc/>
internal sealed class PostgreSqlReadConnection(NpgsqlConnection database, PostgreSqlReadPool pool) : ReadConnection
{
    private const int CommandsMax = 64;
    private const string TellSql = "SELECT set_config('binome.tenant', @tenant, false)";

    private readonly Dictionary<string, NpgsqlCommand> commands = new(StringComparer.Ordinal);
    private string? told;

    public override DbConnection Database => database;

    public bool IsAlive => database.State is ConnectionState.Open;

    /// <summary>Names the tenant whose rows are to be seen. What was told before stays until then.</summary>
    public async ValueTask Tell(string? tenant)
    {
        if (told == tenant)
            return;
        // A setting that fails half-way is no tenant's.
        told = null;
        await First(TellSql, _ => true, tenant ?? "");
        told = tenant;
    }

    public override DbTransaction Snapshot() => database.BeginTransaction(IsolationLevel.RepeatableRead);

    public override ValueTask<T?> First<T>(string sql, Func<IColumns, T> read, params ReadOnlySpan<string> keys)
        where T : default
    {
        if (!commands.TryGetValue(sql, out var command))
            command = Command(sql);
        for (var i = 0; i < keys.Length; i++)
            command.Parameters[i].Value = keys[i];
        return First(command, read);
    }

    public override async ValueTask Each(string sql, DynamicParameters parameters, Action<IColumns> row)
    {
        using var reader = await database.ExecuteReaderAsync(Text(sql), parameters);
        var columns = new Columns(reader);
        while (await reader.ReadAsync())
            row(columns);
    }

    private static async ValueTask<T?> First<T>(NpgsqlCommand command, Func<IColumns, T> read)
    {
        if (!command.IsPrepared)
            await command.PrepareAsync();
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow);
        return await reader.ReadAsync() ? read(new Columns(reader)) : default;
    }

    private NpgsqlCommand Command(string sql)
    {
        if (commands.Count == CommandsMax)
            throw new InvalidOperationException($"More than {CommandsMax} prepared queries.");
        var (numbered, parameters) = PostgreSqlText.Numbered(sql);
        var command = new NpgsqlCommand(numbered, database);
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text });
        return commands[sql] = command;
    }

    public override void Dispose() => pool.Return(this);

    public void Close()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        database.Dispose();
    }

    protected override string Text(string sql) => PostgreSqlText.Query(sql);

    private sealed class Columns(DbDataReader reader) : IColumns
    {
        public bool IsNull(int column) => reader.IsDBNull(column);

        public long Number(int column) => reader.GetInt64(column);

        public string Text(int column) => reader.GetString(column);

        public ReadOnlySpan<byte> Bytes(int column) => reader.GetFieldValue<byte[]>(column);
    }
}
