using Npgsql;

namespace Binome.Storage.PostgreSql;

/// <summary>Throws away what is over, across tenants, in steps that hold up nobody for long.</summary>
internal sealed class PostgreSqlSweeps(PostgreSqlConnections connections)
{
    private const int StepRows = 1_000;

    /// <param name="sql">Deletes rows from before the instant $1, at most $2 of them.</param>
    public async Task InSteps(string sql, DateTimeOffset before)
    {
        await using var connection = await connections.OpenAsync(DatabaseRole.System);
        var dropped = StepRows;
        while (dropped == StepRows)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            command.Parameters.Add(PostgreSqlBatch.Number(before.ToUnixTimeMilliseconds()));
            command.Parameters.Add(PostgreSqlBatch.Number(StepRows));
            dropped = await command.ExecuteNonQueryAsync();
        }
    }
}
