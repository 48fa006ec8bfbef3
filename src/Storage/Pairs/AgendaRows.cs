using Binome.Contracts.Pairs;
using Binome.Storage.Reads;

namespace Binome.Storage.Pairs;

/// <summary>Reads over agendas and objectives.</summary>
internal sealed class AgendaRows(RowReads reads) : IAgendaRows
{
    private const string ItemSql =
        "SELECT version, body FROM agenda_items WHERE tenant = @tenant AND pair_id = @parent AND id = @id";

    private const string ObjectiveSql =
        "SELECT version, body FROM objectives WHERE tenant = @tenant AND pair_id = @parent AND id = @id";

    public Task<Slice<AgendaItemRow>> Items(string tenant, string pairId, PageOf page) =>
        reads.List<AgendaItemRow>(
            new RowQuery("agenda_items", tenant).Where("pair_id", pairId).And("status <> 'dropped'"),
            page
        );

    public Task<Stored<AgendaItemRow>?> Item(string tenant, string pairId, string id) =>
        reads.Find<AgendaItemRow>(ItemSql, tenant, pairId, id);

    public Task<Slice<ObjectiveRow>> Objectives(string tenant, string pairId, PageOf page) =>
        reads.List<ObjectiveRow>(new RowQuery("objectives", tenant).Where("pair_id", pairId), page);

    public Task<Stored<ObjectiveRow>?> Objective(string tenant, string pairId, string id) =>
        reads.Find<ObjectiveRow>(ObjectiveSql, tenant, pairId, id);
}
