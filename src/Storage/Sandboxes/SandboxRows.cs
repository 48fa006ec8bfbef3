using Binome.Contracts.Sandboxes;
using Binome.Storage.Reads;

namespace Binome.Storage.Sandboxes;

/// <summary>Reads over sandboxes.</summary>
internal sealed class SandboxRows(RowReads reads) : ISandboxRows
{
    private const string FindSql = """
        SELECT sandboxes.version, body, coalesce(created_at, 0)
        FROM sandboxes LEFT JOIN event_sequences ON event_sequences.tenant = sandboxes.tenant
        WHERE sandboxes.tenant = @tenant AND id = @id
        """;

    private const string MailSql = "SELECT version, body FROM sandbox_mails WHERE tenant = @tenant AND id = @id";

    public async Task<Stored<SandboxRow>?> Find(string tenant)
    {
        using var connection = await reads.Rent(tenant);
        return await connection.First(
            FindSql,
            columns =>
            {
                var row = LedgerJson.Read<SandboxRow>(columns.Bytes(1));
                var lastEvent = DateTimeOffset.FromUnixTimeMilliseconds(columns.Number(2));
                return new Stored<SandboxRow>(
                    lastEvent > row.Now ? row with { Now = lastEvent } : row,
                    columns.Number(0)
                );
            },
            tenant,
            tenant
        );
    }

    public Task<Slice<SandboxMailRow>> Mails(string tenant, PageOf page) =>
        reads.List<SandboxMailRow>(new RowQuery("sandbox_mails", tenant), page);

    public Task<Stored<SandboxMailRow>?> Mail(string tenant, string id) =>
        reads.Find<SandboxMailRow>(MailSql, tenant, id);
}

/// <inheritdoc/>
internal sealed class SandboxInstants(ISandboxRows rows) : ISandboxInstants
{
    // Asked where nothing can be awaited, such as the middle of a rule; apart from the caller's scheduler, which it blocks.
    public SandboxInstant? Read(string tenant) =>
        Task.Run(() => rows.Find(tenant)).GetAwaiter().GetResult() is { Row: var row } ? SandboxInstant.Of(row) : null;
}
