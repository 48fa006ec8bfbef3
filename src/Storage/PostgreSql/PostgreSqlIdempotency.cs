using Binome.Contracts.Integrations;

namespace Binome.Storage.PostgreSql;

/// <summary>Idempotency keys on PostgreSQL. Claims go through the writer, so that two requests at once can't both be the first.</summary>
internal sealed class PostgreSqlIdempotency(PostgreSqlWriter writer, PostgreSqlSweeps sweeps, TimeProvider time)
    : IIdempotency
{
    private const string DropSql = """
        DELETE FROM idempotency WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM idempotency WHERE created_at < $1 ORDER BY created_at LIMIT $2))
        """;

    public Task<IdempotencyState> Claim(string tenant, string key, string requestHash, string commandId)
    {
        var createdAt = time.GetUtcNow().ToUnixTimeMilliseconds();
        return writer.Write(
            tenant,
            book => book.Keys.Want(key),
            book =>
            {
                if (book.Keys.TryGet(key, out var known))
                    return StateOf(known!, requestHash);
                book.Keys.Set(key, new KnownKey(requestHash, commandId, createdAt, Answer: null));
                return new IdempotencyState(IdempotencyClaim.Fresh, commandId, null);
            }
        );
    }

    public Task Answer(string tenant, string key, StoredAnswer answer) =>
        writer.Write(
            tenant,
            book => book.Keys.Want(key),
            book =>
            {
                var isClaimed = book.Keys.TryGet(key, out var known);
                if (isClaimed)
                    book.Keys.Set(key, known! with { Answer = answer });
                return isClaimed;
            }
        );

    public Task Forget(string tenant, string key) =>
        writer.Write(
            tenant,
            book => book.Keys.Want(key),
            book =>
            {
                book.Keys.Remove(key);
                return true;
            }
        );

    public Task DropOlderThan(DateTimeOffset instant) => sweeps.InSteps(DropSql, instant);

    private static IdempotencyState StateOf(KnownKey known, string requestHash)
    {
        if (known.RequestHash != requestHash)
            return new IdempotencyState(IdempotencyClaim.OtherRequest, known.CommandId, null);
        return new IdempotencyState(
            known.Answer is null ? IdempotencyClaim.Again : IdempotencyClaim.Answered,
            known.CommandId,
            known.Answer
        );
    }
}
