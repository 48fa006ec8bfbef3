using Binome.Contracts.Sessions;
using Binome.Storage.Reads;

namespace Binome.Storage.Sessions;

/// <summary>Reads over calendar feeds.</summary>
internal sealed class CalendarFeedRows(RowReads reads) : ICalendarFeedRows
{
    private const string FindSql = "SELECT version, body FROM calendar_feeds WHERE tenant = @tenant AND id = @id";

    public async Task<CalendarFeedRow?> Find(string tenant, string participantId) =>
        (await reads.Find<CalendarFeedRow>(FindSql, tenant, participantId))?.Row;
}
