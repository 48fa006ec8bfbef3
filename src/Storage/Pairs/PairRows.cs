using System.Buffers;
using Binome.Contracts.Pairs;
using Binome.Storage.Reads;
using Binome.Storage.Rows;

namespace Binome.Storage.Pairs;

/// <summary>Reads over pairs.</summary>
internal sealed class PairRows(RowReads reads) : IPairRows
{
    private const string FindSql = "SELECT version, body FROM pairs WHERE tenant = @tenant AND id = @id";

    private const string OfProgrammeSql = """
        SELECT mentor_id, mentee_id, phase FROM pairs
        WHERE tenant = @tenant AND programme_id = @programmeId LIMIT @limit
        """;

    private const string LivingSql = """
        SELECT id FROM pairs
        WHERE tenant = @tenant AND programme_id = @programmeId AND phase IN ('awaiting_acceptance', 'charter', 'active', 'paused')
        LIMIT @limit
        """;

    private const string UnendedSql = """
        SELECT id FROM pairs
        WHERE tenant = @tenant AND programme_id = @programmeId
            AND phase IN ('awaiting_acceptance', 'charter', 'active', 'paused', 'closing')
        LIMIT @limit
        """;

    private const string BoardSql = """
        SELECT phase, COUNT(*),
            SUM(CASE WHEN overdue = 0 AND due_at <= @now THEN 1 ELSE 0 END),
            SUM(overdue), SUM(flagged), SUM(stuck), SUM(closing_proposed), SUM(rule_broken),
            SUM(CASE WHEN waiting_on IN ('mentor', 'both') THEN 1 ELSE 0 END),
            SUM(CASE WHEN waiting_on IN ('mentee', 'both') THEN 1 ELSE 0 END)
        FROM pairs WHERE tenant = @tenant AND programme_id = @programmeId GROUP BY phase
        """;

    public Task<Stored<PairRow>?> Find(string tenant, string id) => reads.Find<PairRow>(FindSql, tenant, id);

    public Task<StoredJson?> FindJson(string tenant, string id) => reads.FindJson(FindSql, tenant, id);

    public Task<Slice<PairRow>> List(string tenant, PairFilter filter, PageOf page) =>
        reads.List<PairRow>(Query(tenant, filter), page);

    public Task<string?> ListJson(string tenant, PairFilter filter, PageOf page, IBufferWriter<byte> rows) =>
        reads.ListJson(Query(tenant, filter), page, rows);

    public async Task<ProgrammeBoard> Board(string tenant, string programmeId, DateTimeOffset now)
    {
        var parameters = new
        {
            tenant,
            programmeId,
            now = now.ToUnixTimeMilliseconds(),
        };
        using var connection = await reads.Rent(tenant);
        var phases = await connection.Query(
            BoardSql,
            parameters,
            reader =>
                (
                    Phase: Codes.Parse<PairPhase>(reader.GetString(0)),
                    Counts: Enumerable.Range(1, 9).Select(reader.GetInt32).ToArray()
                )
        );
        int Sum(int count) => phases.Sum(phase => phase.Counts[count]);
        var byPhase = phases.ToImmutableDictionary(phase => phase.Phase, phase => phase.Counts[0]);
        return new ProgrammeBoard(byPhase, Sum(1), Sum(2), Sum(3), Sum(4), Sum(5), Sum(6), Sum(7), Sum(8));
    }

    public Task<Slice<PairStepRow>> Steps(string tenant, string pairId, PageOf page) =>
        reads.List<PairStepRow>(new RowQuery("pair_steps", tenant).Where("pair_id", pairId), page);

    public async Task<ImmutableArray<string>> ToFollow(string tenant, string programmeId, bool closed, int limit)
    {
        var parameters = new
        {
            tenant,
            programmeId,
            limit,
        };
        using var connection = await reads.Rent(tenant);
        var sql = closed ? UnendedSql : LivingSql;
        return [.. await connection.Query(sql, parameters, reader => reader.GetString(0))];
    }

    public async Task<ImmutableArray<PairRow>> Living(string tenant, string? after, int limit)
    {
        var query = new RowQuery("pairs", tenant)
            .And("id > @after", "after", after)
            .And("phase NOT IN ('closed', 'declined', 'separated', 'expired')");
        return [.. (await reads.Rows<PairRow>(query, "id", limit)).Select(row => row.Row)];
    }

    public async Task<ImmutableArray<PairedPeople>> OfProgramme(string tenant, string programmeId)
    {
        using var connection = await reads.Rent(tenant);
        var rows = await connection.Query(
            OfProgrammeSql,
            new
            {
                tenant,
                programmeId,
                limit = StorageLimits.PairsPerProgrammeMax,
            },
            reader => new PairedPeople(
                reader.GetString(0),
                reader.GetString(1),
                Codes.Parse<PairPhase>(reader.GetString(2))
            )
        );
        return [.. rows];
    }

    private static RowQuery Query(string tenant, PairFilter filter) =>
        new RowQuery("pairs", tenant)
            .Where("mentor_id", filter.MentorId)
            .Where("mentee_id", filter.MenteeId)
            .Where("programme_id", filter.ProgrammeId)
            .Where("phase", Codes.Of(filter.Phase))
            .Where("overdue", Number(filter.Overdue))
            .Where("flagged", Number(filter.Flagged))
            .Where("stuck", Number(filter.Stuck))
            .Where("closing_proposed", Number(filter.ClosingProposed))
            .Where("rule_broken", Number(filter.RuleBroken))
            .And("due_at >= @dueFrom", "dueFrom", filter.DueFrom?.ToUnixTimeMilliseconds())
            .And("due_at <= @dueUntil", "dueUntil", filter.DueUntil?.ToUnixTimeMilliseconds())
            // Whoever waits for both waits for each of them.
            .And("waiting_on IN (@waitingOn, 'both')", "waitingOn", Codes.Of(filter.WaitingOn))
            .Within(filter.Within, "programme_id");

    private static object? Number(bool? flag) =>
        flag switch
        {
            null => null,
            true => 1,
            false => 0,
        };
}
