using Binome.Contracts.Members;
using Binome.Storage.Reads;
using Binome.Storage.Rows;

namespace Binome.Storage.Members;

/// <summary>Reads over members.</summary>
internal sealed class MemberRows(RowReads reads, TimeProvider time) : IMemberRows
{
    private const string FindSql = "SELECT version, body FROM members WHERE tenant = @tenant AND id = @id";

    private const string SessionsSql = """
        SELECT body, used_at FROM member_sessions
        WHERE tenant = @tenant AND member_id = @memberId AND ends_at > @now ORDER BY id DESC LIMIT @limit
        """;

    public Task<Stored<MemberRow>?> Find(string tenant, string id) => reads.Find<MemberRow>(FindSql, tenant, id);

    public Task<Slice<MemberRow>> List(string tenant, MemberFilter filter, PageOf page) =>
        reads.List<MemberRow>(
            new RowQuery("members", tenant)
                .Where("status", Codes.Of(filter.Status))
                .Where("email", filter.Email is null ? null : RowTables.Lower(filter.Email))
                .Where("participant_id", filter.ParticipantId),
            page
        );

    public async Task<ImmutableArray<(MemberSessionRow Session, DateTimeOffset? UsedAt)>> Sessions(
        string tenant,
        string memberId
    )
    {
        using var connection = await reads.Rent(tenant);
        var parameters = new
        {
            tenant,
            memberId,
            now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            limit = MemberLimits.SessionsPerMemberMax,
        };
        var rows = await connection.Query(
            SessionsSql,
            parameters,
            reader =>
                (
                    LedgerJson.Read<MemberSessionRow>(reader.GetFieldValue<byte[]>(0)),
                    reader.IsDBNull(1)
                        ? (DateTimeOffset?)null
                        : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1))
                )
        );
        return [.. rows];
    }
}
