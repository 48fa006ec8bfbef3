using Binome.Contracts.Messages;
using Binome.Storage.Reads;

namespace Binome.Storage.Messages;

/// <summary>Reads over inboxes.</summary>
internal sealed class MessageRows(RowReads reads) : IMessageRows
{
    private const string ManySql = """
        SELECT version, body FROM messages
        WHERE tenant = @tenant AND participant_id = @participantId AND id IN @ids
        """;

    private const string PreferencesSql = "SELECT version, body FROM preferences WHERE tenant = @tenant AND id = @id";

    public Task<Slice<MessageRow>> List(string tenant, string participantId, PageOf page) =>
        reads.List<MessageRow>(new RowQuery("messages", tenant).Where("participant_id", participantId), page);

    public async Task<ImmutableArray<MessageRow>> Many(string tenant, string participantId, ImmutableArray<string> ids)
    {
        using var connection = await reads.Rent(tenant);
        var rows = await RowReads.Many(
            ids,
            some =>
                connection.Query(
                    ManySql,
                    new
                    {
                        tenant,
                        participantId,
                        ids = some,
                    },
                    RowReads.Read<MessageRow>
                )
        );
        return [.. rows.Select(row => row.Row)];
    }

    public Task<Stored<PreferencesRow>?> Preferences(string tenant, string participantId) =>
        reads.Find<PreferencesRow>(PreferencesSql, tenant, participantId);
}
