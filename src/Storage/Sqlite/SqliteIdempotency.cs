using Binome.Contracts.Integrations;

namespace Binome.Storage.Sqlite;

/// <summary>Idempotency keys on SQLite. Claims go through the writer, so that two requests at once can't both be the first.</summary>
internal sealed class SqliteIdempotency(SqliteWriter writer, TimeProvider time) : IIdempotency
{
    private const int DropStepRows = 1_000;

    private const string DropSql =
        "DELETE FROM idempotency WHERE rowid IN (SELECT rowid FROM idempotency WHERE created_at < ? LIMIT ?)";

    private const string FindSql = """
        SELECT request_hash, command_id, status, content_type, location, etag, body
        FROM idempotency WHERE tenant = ? AND key = ?
        """;

    private const string ClaimSql =
        "INSERT INTO idempotency (tenant, key, request_hash, command_id, created_at) VALUES (?, ?, ?, ?, ?)";

    private const string AnswerSql = """
        UPDATE idempotency SET status = ?, content_type = ?, location = ?, etag = ?, body = ?
        WHERE tenant = ? AND key = ?
        """;

    public Task<IdempotencyState> Claim(string tenant, string key, string requestHash, string commandId)
    {
        var createdAt = time.GetUtcNow().ToUnixTimeMilliseconds();
        return writer.Write(session =>
        {
            if (Find(session, tenant, key, requestHash) is { } known)
                return known;
            session.Statement(ClaimSql).Bind(tenant).Bind(key).Bind(requestHash).Bind(commandId).Bind(createdAt).Run();
            return new IdempotencyState(IdempotencyClaim.Fresh, commandId, null);
        });
    }

    public Task Answer(string tenant, string key, StoredAnswer answer) =>
        writer.Write(session =>
            session
                .Statement(AnswerSql)
                .Bind(answer.Status)
                .Bind(answer.ContentType)
                .Bind(answer.Location)
                .Bind(answer.ETag)
                .Bind(answer.Body)
                .Bind(tenant)
                .Bind(key)
                .Run()
        );

    public Task Forget(string tenant, string key) =>
        writer.Write(session =>
            session.Statement("DELETE FROM idempotency WHERE tenant = ? AND key = ?").Bind(tenant).Bind(key).Run()
        );

    // In steps, so that a day's claims don't hold up the writes behind them.
    public async Task DropOlderThan(DateTimeOffset instant)
    {
        var dropped = DropStepRows;
        while (dropped == DropStepRows)
            dropped = await writer.Write(session =>
                session.Statement(DropSql).Bind(instant.ToUnixTimeMilliseconds()).Bind(DropStepRows).Run()
            );
    }

    private static IdempotencyState? Find(SqliteSession session, string tenant, string key, string requestHash)
    {
        var found = session.Statement(FindSql).Bind(tenant).Bind(key);
        try
        {
            if (!found.Step())
                return null;
            var commandId = found.Text(1);
            if (found.Text(0) != requestHash)
                return new IdempotencyState(IdempotencyClaim.OtherRequest, commandId, null);
            return found.IsNull(2)
                ? new IdempotencyState(IdempotencyClaim.Again, commandId, null)
                : new IdempotencyState(IdempotencyClaim.Answered, commandId, Answer(found));
        }
        finally
        {
            found.Reset();
        }
    }

    private static StoredAnswer Answer(SqliteStatement found) =>
        new(
            (int)found.Number(2),
            found.TextOrNull(3),
            found.TextOrNull(4),
            found.TextOrNull(5),
            found.Bytes(6).ToArray()
        );
}
