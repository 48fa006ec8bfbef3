using System.Data.Common;
using Binome.Contracts.People;
using Binome.Storage.Reads;
using Binome.Storage.Rows;

namespace Binome.Storage.People;

/// <summary>Reads over people.</summary>
internal sealed class ParticipantRows(RowReads reads) : IParticipantRows
{
    private const string Table = "participants";

    private const string FindSql = "SELECT version, body FROM participants WHERE tenant = @tenant AND id = @id";

    private const string ManySql = "SELECT version, body FROM participants WHERE tenant = @tenant AND id IN @ids";

    private const string Enrolled =
        "(SELECT participant_id FROM enrolments WHERE tenant = @tenant AND programme_id IN {0} AND withdrawn = 0)";

    // The order of the index that covers it, so that 50,000 people are read without their bodies.
    private const string TreeSql = """
        SELECT id, employee_id, manager_employee_id FROM participants
        WHERE tenant = @tenant ORDER BY employee_id, manager_employee_id LIMIT @limit
        """;

    private const string AboveSql = """
        WITH RECURSIVE above (employee_id, depth) AS (
            SELECT manager_employee_id, 1 FROM participants
            WHERE tenant = @tenant AND employee_id = @employeeId AND manager_employee_id IS NOT NULL
            UNION ALL
            SELECT person.manager_employee_id, above.depth + 1
            FROM above JOIN participants person ON person.tenant = @tenant AND person.employee_id = above.employee_id
            WHERE person.manager_employee_id IS NOT NULL AND above.depth < @depthMax
        )
        SELECT employee_id FROM above ORDER BY depth
        """;

    private const string LeftSql =
        "SELECT id FROM participants WHERE tenant = @tenant AND left_at IS NOT NULL ORDER BY id LIMIT @limit";

    private const string SubsidiariesSql = """
        SELECT DISTINCT subsidiary FROM participants
        WHERE tenant = @tenant AND subsidiary IS NOT NULL ORDER BY subsidiary LIMIT @limit
        """;

    public Task<Stored<ParticipantRow>?> Find(string tenant, string id) =>
        reads.Find<ParticipantRow>(FindSql, tenant, id);

    public Task<Slice<ParticipantRow>> List(string tenant, ParticipantFilter filter, PageOf page) =>
        reads.List<ParticipantRow>(Query(tenant, filter), page);

    public async Task<ImmutableArray<string>> Subsidiaries(string tenant)
    {
        using var connection = await reads.Rent(tenant);
        var parameters = new { tenant, limit = Limits.SubsidiariesListedMax };
        var names = await connection.Query(SubsidiariesSql, parameters, reader => reader.GetString(0));
        // As people sort them: É stands beside E, not after Z.
        return [.. names.Order(StringComparer.InvariantCultureIgnoreCase)];
    }

    public async Task<ImmutableArray<Stored<ParticipantRow>>> Many(string tenant, ImmutableArray<string> ids)
    {
        using var connection = await reads.Rent(tenant);
        var rows = await RowReads.Many(
            ids,
            some => connection.Query(ManySql, new { tenant, ids = some }, RowReads.Read<ParticipantRow>)
        );
        return [.. rows];
    }

    public async Task<ImmutableArray<ParticipantRow>> All(string tenant, ParticipantFilter filter, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, Limits.PeoplePerTenantMax);
        var rows = await reads.Rows<ParticipantRow>(Query(tenant, filter), "id", limit);
        return [.. rows.Select(row => row.Row)];
    }

    public async Task<ImmutableArray<ReportingEdge>> ReportingTree(string tenant)
    {
        using var connection = await reads.Rent(tenant);
        var parameters = new { tenant, limit = Limits.PeoplePerTenantMax };
        return [.. await connection.Query(TreeSql, parameters, Edge)];
    }

    public async Task<ImmutableHashSet<string>> Left(string tenant)
    {
        using var connection = await reads.Rent(tenant);
        var parameters = new { tenant, limit = Limits.PeoplePerTenantMax };
        return [.. await connection.Query(LeftSql, parameters, reader => reader.GetString(0))];
    }

    public async Task<ImmutableArray<string>> ManagersAbove(string tenant, string employeeId)
    {
        using var connection = await reads.Rent(tenant);
        var parameters = new
        {
            tenant,
            employeeId,
            depthMax = StorageLimits.ReportingDepthMax,
        };
        // In a cycle the query goes round until its limit; the first repetition is where the chain ends.
        var above = await connection.Query(AboveSql, parameters, reader => reader.GetString(0));
        return [.. above.Distinct(StringComparer.Ordinal)];
    }

    public Task<ImmutableDictionary<string, string>> ByEmployeeId(string tenant, ImmutableArray<string> employeeIds) =>
        Holders(tenant, "employee_id", employeeIds);

    public Task<ImmutableDictionary<string, string>> ByEmail(string tenant, ImmutableArray<string> emails) =>
        Holders(tenant, "email", [.. emails.Select(RowTables.Lower)]);

    private async Task<ImmutableDictionary<string, string>> Holders(
        string tenant,
        string column,
        ImmutableArray<string> values
    )
    {
        var sql = $"SELECT {column}, id FROM participants WHERE tenant = @tenant AND {column} IN @values";
        using var connection = await reads.Rent(tenant);
        var rows = await RowReads.Many(
            values,
            some =>
                connection.Query(
                    sql,
                    new { tenant, values = some },
                    reader => KeyValuePair.Create(reader.GetString(0), reader.GetString(1))
                )
        );
        return ImmutableDictionary.CreateRange(StringComparer.Ordinal, rows);
    }

    private static ReportingEdge Edge(DbDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2));

    private static RowQuery Query(string tenant, ParticipantFilter filter)
    {
        var query = new RowQuery(Table, tenant)
            .Where("email", filter.Email is null ? null : RowTables.Lower(filter.Email))
            .Where("manager_employee_id", filter.ManagerEmployeeId)
            .Where("subsidiary", filter.Subsidiary)
            .Where("country", filter.Country)
            .Where("job_family", filter.JobFamily)
            .Where("language", filter.Language)
            .Where("roles", Codes.Of(filter.Roles))
            .Within(filter.Within, "id", Enrolled);
        if (filter.Left is { } left)
            query.And(left ? "left_at IS NOT NULL" : "left_at IS NULL");
        foreach (var (at, pattern) in SearchText.Patterns(filter.Search ?? "").Index())
            query.And($@"search LIKE @search{at} ESCAPE '\'", $"search{at}", pattern);
        return query;
    }
}
