using System.Globalization;
using Binome.Contracts.Exports;
using Binome.Contracts.Integrations;
using Binome.Contracts.Members;
using Binome.Storage.Integrations;
using Binome.Storage.Reads;

namespace Binome.Storage.Exports;

/// <summary>Reads over exports, and over what goes into them.</summary>
internal sealed class ExportRows(RowReads reads) : IExportRows
{
    private const string FindSql = "SELECT version, body FROM exports WHERE tenant = @tenant AND id = @id";

    private const string RunningSql =
        "SELECT COUNT(*) FROM exports WHERE tenant = @tenant AND status IN ('queued', 'running')";

    private const string Enrolled =
        "id IN (SELECT participant_id FROM enrolments WHERE tenant = @tenant AND programme_id = @programme AND withdrawn = 0)";

    private const string OfPairs =
        "pair_id IN (SELECT id FROM pairs WHERE tenant = @tenant AND programme_id = @programme)";

    private const string EventsSql = $"""
        SELECT {EventRows.Columns} FROM events WHERE tenant = @tenant AND sequence >= @first AND sequence < @end
        ORDER BY sequence LIMIT @limit
        """;

    public Task<Stored<ExportRow>?> Find(string tenant, string id) => reads.Find<ExportRow>(FindSql, tenant, id);

    public Task<Slice<ExportRow>> List(string tenant, ProgrammeReach within, PageOf page) =>
        reads.List<ExportRow>(new RowQuery("exports", tenant).Within(within, "programme_id"), page);

    public async Task<int> CountRunning(string tenant)
    {
        using var connection = await reads.Rent(tenant);
        return (int)await connection.Value<long>(RunningSql, new { tenant });
    }

    public async Task<int> Count(string tenant, ExportContent content)
    {
        if (content.Resource == ExportResource.Events)
            return await CountEvents(tenant, content);
        var query = Query(tenant, content);
        var sql = $"SELECT COUNT(*) FROM ({query.Sql("id", order: null, Limits.ExportRowsMax + 1)}) AS counted";
        using var connection = await reads.Rent(tenant);
        return (int)await connection.Value<long>(sql, query.Parameters);
    }

    public async Task<ExportedRows> Next(string tenant, ExportContent content, string? after)
    {
        if (content.Resource == ExportResource.Events)
            return await NextEvents(tenant, content, after);
        var query = Query(tenant, content).And("id > @after", "after", after);
        var sql = query.Sql("body, id", "id", Limits.ExportPieceRows);
        var bodies = ImmutableArray.CreateBuilder<byte[]>(Limits.ExportPieceRows);
        string? last = null;
        using var connection = await reads.Rent(tenant);
        await connection.Each(
            sql,
            query.Parameters,
            columns =>
            {
                bodies.Add(columns.Bytes(0).ToArray());
                last = columns.Text(1);
            }
        );
        return new ExportedRows(bodies.DrainToImmutable(), last);
    }

    // Their numbers have no gaps.
    private async Task<int> CountEvents(string tenant, ExportContent content)
    {
        using var connection = await reads.Rent(tenant);
        var (first, end) = await EventRows.RangeOf(connection, tenant, content.CreatedFrom, content.CreatedUntil);
        return (int)Math.Clamp(end - first, 0, Limits.ExportRowsMax + 1);
    }

    private async Task<ExportedRows> NextEvents(string tenant, ExportContent content, string? after)
    {
        using var connection = await reads.Rent(tenant);
        var from = after is null ? content.CreatedFrom : null;
        var (first, end) = await EventRows.RangeOf(connection, tenant, from, content.CreatedUntil);
        var parameters = new
        {
            tenant,
            first = after is null ? first : long.Parse(after, CultureInfo.InvariantCulture) + 1,
            end,
            limit = Limits.ExportPieceRows,
        };
        var events = await connection.Query(EventsSql, parameters, reader => EventRows.Read(reader, tenant));
        return new ExportedRows(
            [.. events.Select(happened => EventBody.Of(tenant, happened))],
            events.LastOrDefault()?.Sequence.ToString(CultureInfo.InvariantCulture)
        );
    }

    private static RowQuery Query(string tenant, ExportContent content) =>
        content.Resource switch
        {
            ExportResource.Participants => new RowQuery("participants", tenant).And(
                Enrolled,
                "programme",
                content.ProgrammeId
            ),
            ExportResource.Pairs => new RowQuery("pairs", tenant).Where("programme_id", content.ProgrammeId),
            ExportResource.Sessions => new RowQuery("sessions", tenant).And(OfPairs, "programme", content.ProgrammeId),
            _ => throw new ArgumentOutOfRangeException(nameof(content), content.Resource, null),
        };
}
