using Npgsql;
using NpgsqlTypes;

namespace Binome.Storage.PostgreSql;

/// <summary>Statements that travel together: one round trip for all of them, in their order, up to the first that fails.</summary>
internal sealed class PostgreSqlBatch(NpgsqlConnection connection) : IDisposable
{
    private readonly NpgsqlBatch batch = connection.CreateBatch();

    // Null for those that answer no rows; the reader passes over them.
    private readonly List<Action<NpgsqlDataReader>> readers = [];

    /// <summary>Adds a statement that answers no rows.</summary>
    public NpgsqlBatchCommand Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
        return command;
    }

    /// <summary>Adds a query.</summary>
    /// <param name="read">Called at each of its rows.</param>
    public void Ask(string sql, Action<NpgsqlDataReader> read, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        Add(sql, parameters);
        readers.Add(read);
    }

    public void Run()
    {
        using var reader = batch.ExecuteReader();
        foreach (var read in readers)
        {
            while (reader.Read())
                read(reader);
            reader.NextResult();
        }
        // What comes after the last rows has to be waited for, too: a failure in it is a failure of all.
        while (reader.NextResult())
            continue;
    }

    public void Dispose() => batch.Dispose();

    public static NpgsqlParameter Text(string? value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)value ?? DBNull.Value };

    public static NpgsqlParameter Number(long? value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = (object?)value ?? DBNull.Value };

    public static NpgsqlParameter Bytes(byte[] value) => new() { NpgsqlDbType = NpgsqlDbType.Bytea, Value = value };

    public static NpgsqlParameter Texts(IEnumerable<string?> values) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = values.ToArray() };

    public static NpgsqlParameter Numbers(IEnumerable<long?> values) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = values.ToArray() };

    public static NpgsqlParameter Numbers(IEnumerable<long> values) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = values.ToArray() };

    public static NpgsqlParameter Bytes(IEnumerable<byte[]?> values) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea, Value = values.ToArray() };
}
