using Binome.Contracts.Programmes;
using Binome.Storage.Reads;

namespace Binome.Storage.Programmes;

/// <summary>Reads over workshops and who comes to them.</summary>
internal sealed class WorkshopRows(RowReads reads) : IWorkshopRows
{
    private const string FindSql = "SELECT version, body FROM workshops WHERE tenant = @tenant AND id = @id";

    private const string AttendanceSql =
        "SELECT version, body FROM attendances WHERE tenant = @tenant AND workshop_id = @parent AND id = @id";

    public Task<Stored<WorkshopRow>?> Find(string tenant, string id) => reads.Find<WorkshopRow>(FindSql, tenant, id);

    public Task<Slice<WorkshopRow>> OfProgramme(string tenant, string programmeId, PageOf page) =>
        reads.List<WorkshopRow>(new RowQuery("workshops", tenant).Where("programme_id", programmeId), page);

    public async Task<ImmutableArray<AttendanceRow>> Attendance(string tenant, string workshopId)
    {
        var query = new RowQuery("attendances", tenant).Where("workshop_id", workshopId);
        return
        [
            .. (await reads.Rows<AttendanceRow>(query, "id", Limits.WorkshopPeopleMax)).Select(stored => stored.Row),
        ];
    }

    public async Task<AttendanceRow?> Attendance(string tenant, string workshopId, string participantId) =>
        (await reads.Find<AttendanceRow>(AttendanceSql, tenant, workshopId, participantId))?.Row;
}
