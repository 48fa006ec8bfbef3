using Binome.Contracts.Sessions;
using Binome.Storage.Reads;
using Binome.Storage.Rows;

namespace Binome.Storage.Sessions;

/// <summary>Reads over the sessions of a pair.</summary>
internal sealed class SessionRows(RowReads reads) : ISessionRows
{
    private const string FindSql =
        "SELECT version, body FROM sessions WHERE tenant = @tenant AND pair_id = @parent AND id = @id";

    public Task<Stored<SessionRow>?> Find(string tenant, string pairId, string id) =>
        reads.Find<SessionRow>(FindSql, tenant, pairId, id);

    public Task<Slice<SessionRow>> List(string tenant, string pairId, SessionStatus? status, PageOf page) =>
        reads.List<SessionRow>(
            new RowQuery("sessions", tenant).Where("pair_id", pairId).Where("status", Codes.Of(status)),
            page
        );
}
