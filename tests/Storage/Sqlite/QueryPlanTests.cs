using System.Buffers;
using Binome.Contracts.Billing;
using Binome.Contracts.Insights;
using Binome.Contracts.Intake;
using Binome.Contracts.Integrations;
using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Privacy;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sandboxes;
using Binome.Contracts.Sessions;
using Binome.Contracts.Tenants;
using Binome.Contracts.WakeUps;
using Binome.Storage.Reads;
using Binome.Storage.Rows;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Binome.Storage.Tests.Sqlite;

/// <summary>Runs every read, takes down what it asked of SQLite, and looks at the plan and at what is left open.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private const string Tenant = "ten_acme";
    private static readonly ProgrammeReach Reach = ProgrammeReach.Of(["prg_1", "prg_2"]);
    private static readonly PageOf Page = new(10, "x_5");
    private static readonly DateTimeOffset At = StorageFixture.Start;
    private readonly SqliteFixture storage = new();
    private readonly List<string> queries = [];

    [Fact]
    public async Task Lists_WithEveryFilter_ReadAlongAnIndexInTheOrderAsked()
    {
        await Record(RunLists);

        queries.Count.ShouldBeGreaterThan(30);
        foreach (var (query, plan) in Plans())
        {
            // Going along a chain is shown as a scan of it.
            plan.Replace("SCAN chain", "", StringComparison.Ordinal).ShouldNotContain("SCAN", customMessage: query);
            plan.ShouldNotContain("TEMP B-TREE", customMessage: query);
        }
    }

    [Fact]
    public async Task OtherReads_OfATenant_ScanNoTable()
    {
        await Record(RunOthers);

        string[] tables = [.. RowTables.All.Select(table => table.Name), "events", "grain_states", "wake_ups"];
        queries.Count.ShouldBeGreaterThan(15);
        foreach (var (query, plan) in Plans())
        foreach (var table in tables)
            plan.Split('\n').ShouldNotContain(step => step.StartsWith($"SCAN {table}"), customMessage: query);
    }

    [Theory]
    [InlineData("a", null, "events_type")]
    [InlineData("a,b", null, "events_type")]
    [InlineData("", "x", "events_resource,sqlite_autoindex_events_1 (tenant=? AND sequence=?)")]
    [InlineData("a", "x", "events_resource,sqlite_autoindex_events_1 (tenant=? AND sequence=?)")]
    public async Task Events_WhenFiltered_AreFoundThroughTheIndexOfTheFilter(
        string types,
        string? resource,
        string expected
    )
    {
        var filter = new EventFilter(
            [.. types.Split(',', StringSplitOptions.RemoveEmptyEntries)],
            resource,
            null,
            null
        );
        await Record(() => storage.Get<IEventRows>().List(Tenant, filter, 5, 10));

        var (query, plan) = Plans().ShouldHaveSingleItem();
        foreach (var index in expected.Split(','))
            plan.ShouldContain(index, customMessage: query);
        plan.ShouldNotContain("sqlite_autoindex_events_1 (tenant=? AND sequence<?)", customMessage: query);
    }

    [Fact]
    public async Task Reads_WhenTheyAreOver_LeaveNoStatementOpen()
    {
        await RunEverything();
        // Those that are prepared once and kept.
        var kept = await BytesOfOpenStatements();

        await RunEverything();

        (await BytesOfOpenStatements()).ShouldBe(kept);
    }

    [Fact]
    public async Task Lists_WithMoreFiltersThanAreKept_KeepNoMoreStatements()
    {
        const int some = 16;
        await ListPairs(Enumerable.Range(0, some));
        var kept = await BytesOfOpenStatements();

        await ListPairs(Enumerable.Range(0, 64));

        // Those of two such spans at most.
        (await BytesOfOpenStatements()).ShouldBeLessThan(3 * kept);
    }

    // Each bit of a number asks for something else.
    private async Task ListPairs(IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            var filter = new PairFilter(Overdue: Asked(number, 0))
            {
                Flagged = Asked(number, 1),
                Stuck = Asked(number, 2),
                ClosingProposed = Asked(number, 3),
                RuleBroken = Asked(number, 4),
                DueFrom = Asked(number, 5) is null ? null : At,
            };
            await storage.Get<IPairRows>().ListJson(Tenant, filter, Page, new ArrayBufferWriter<byte>());
        }

        static bool? Asked(int number, int bit) => (number & (1 << bit)) == 0 ? null : true;
    }

    private async Task RunEverything()
    {
        await RunLists();
        await RunOthers();
    }

    private async Task<int> BytesOfOpenStatements()
    {
        using var connection = await storage.Get<IReadConnections>().Rent(Tenant);
        var database = ((SqliteConnection)connection.Database).Handle;
        raw.sqlite3_db_status(database, raw.SQLITE_DBSTATUS_STMT_USED, out var bytes, out _, 0).ShouldBe(raw.SQLITE_OK);
        return bytes;
    }

    private async Task RunLists()
    {
        var people = storage.Get<IParticipantRows>();
        ParticipantFilter[] filters =
        [
            new(),
            new(Subsidiary: "a"),
            new(Country: "a"),
            new(JobFamily: "a"),
            new(Language: "a"),
            new(Roles: DefaultRoles.Both),
            new(Email: "a"),
            new(ManagerEmployeeId: "a"),
            new("a", "a", "a", "a", DefaultRoles.Both, "a", "a"),
            new(Within: Reach),
        ];
        var billing = storage.Get<IBillingRows>();
        await billing.Invoices(Tenant, 10);
        await billing.Lines(Tenant, null, null, Page);
        await billing.Lines(Tenant, new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1), Page);
        foreach (var filter in filters)
        {
            await people.List(Tenant, filter, Page);
            await people.List(Tenant, filter, Page with { After = null });
            await people.All(Tenant, filter, 10);
        }
        PairFilter[] pairFilters =
        [
            new(),
            new(ProgrammeId: "a"),
            new(Phase: PairPhase.Active),
            new(MentorId: "a"),
            new(MenteeId: "a"),
            new(Overdue: true),
            new("a", PairPhase.Active, "a", "a", true),
            new("a")
            {
                Flagged = true,
                Stuck = true,
                ClosingProposed = true,
                RuleBroken = true,
                WaitingOn = WaitingOn.Both,
                DueFrom = At,
                DueUntil = At,
            },
            new(Within: Reach),
        ];
        foreach (var filter in pairFilters)
        {
            await storage.Get<IPairRows>().List(Tenant, filter, Page);
            await storage.Get<IPairRows>().ListJson(Tenant, filter, Page, new ArrayBufferWriter<byte>());
        }
        await RunListsOfProgrammes();
    }

    private async Task RunListsOfProgrammes()
    {
        var programmes = storage.Get<IProgrammeRows>();
        await programmes.List(Tenant, new(), Page);
        await programmes.List(Tenant, new(Within: Reach), Page);
        await programmes.List(Tenant, new(ProgrammePhase.Draft), Page);
        await programmes.List(Tenant, new(Kind: ProgrammeKind.Peer), Page);
        await programmes.Enrolments(Tenant, "a", null, Page);
        await programmes.Enrolments(Tenant, "a", PairRole.Mentor, Page);
        await programmes.AllEnrolments(Tenant, "a");
        await programmes.Withdrawn(Tenant, "a");
        var matching = storage.Get<IMatchingRows>();
        await matching.List(Tenant, null, null, Page);
        await matching.List(Tenant, null, Reach, Page);
        await matching.List(Tenant, "a", null, Page);
        await matching.Proposals(Tenant, "a", null, Page);
        await matching.Proposals(Tenant, "a", ProposalDecision.Accepted, Page);
        await matching.ToPublish(Tenant, "a", "a", "a", 10);
        await matching.Unmatched(Tenant, "a", null, Page);
        await matching.Unmatched(Tenant, "a", PairRole.Mentor, Page);
        await storage.Get<IPairRows>().Steps(Tenant, "a", Page);
        await storage.Get<IReflectionRows>().List(Tenant, "a", Page);
        await storage.Get<IAgendaRows>().Items(Tenant, "a", Page);
        await storage.Get<IAgendaRows>().Objectives(Tenant, "a", Page);
        await storage.Get<ISessionRows>().List(Tenant, "a", null, Page);
        await storage.Get<ISessionRows>().List(Tenant, "a", SessionStatus.Held, Page);
        await storage.Get<IImportRows>().List(Tenant, Page);
        await storage.Get<IMessageRows>().List(Tenant, "a", Page);
        await storage.Get<IImportRows>().Problems(Tenant, "a", null, Page);
        await storage.Get<IImportRows>().Problems(Tenant, "a", ProblemSeverity.Rejected, Page);
        await storage.Get<ICredentials>().Keys(Tenant);
        foreach (
            var filter in (MemberFilter[])[new(), new(MemberStatus.Active), new(Email: "a"), new(ParticipantId: "a")]
        )
            await storage.Get<IMemberRows>().List(Tenant, filter, Page);
        await storage.Get<IMemberRows>().Sessions(Tenant, "a");
        await storage.Get<IWakeUpTable>().Due(1, At, 10);
        await storage.Get<IWakeUpTable>().NextOfSandbox(Tenant, At);
        await storage.Get<ISandboxRows>().Mails(Tenant, Page);
        var webhooks = storage.Get<IWebhookRows>();
        await webhooks.List(Tenant, Page);
        await webhooks.Attempts(Tenant, "a", new WebhookAttemptFilter(), Page);
        await webhooks.Attempts(Tenant, "a", new WebhookAttemptFilter("a", true), Page);
        await webhooks.Dead(Tenant, "a", 1, 5, 10);
        await storage.Get<IEventFeed>().After(Tenant, 5, 10);
        await storage.Get<IEventFeed>().Many(Tenant, [1, 2, 3]);
        await storage.Get<IEventRows>().List(Tenant, new EventFilter([], null, null, null), 5, 10);
    }

    private async Task RunOthers()
    {
        var people = storage.Get<IParticipantRows>();
        await people.Find(Tenant, "a");
        await people.Many(Tenant, ["a", "b"]);
        await people.ReportingTree(Tenant);
        await people.ManagersAbove(Tenant, "a");
        await people.ByEmployeeId(Tenant, ["a", "b"]);
        await people.ByEmail(Tenant, ["a", "b"]);
        var billing = storage.Get<IBillingRows>();
        await billing.Find(Tenant);
        await billing.TenantOf("a");
        await billing.HasEvent(Tenant, "a");
        await billing.ActivePairs(Tenant);
        await billing.OpenLines(Tenant);
        await storage.Get<IImportRows>().Find(Tenant, "a");
        await storage.Get<ISandboxRows>().Find(Tenant);
        await storage.Get<ISandboxRows>().Mail(Tenant, "a");
        await storage.Get<IWakeUpTable>().HasWork(Tenant);
        await storage.Get<IImportUploads>().Get(Tenant, "a", 0);
        await storage.Get<IProgrammeRows>().Find(Tenant, "a");
        await storage.Get<IProgrammeRows>().FindEnrolment(Tenant, "a", "a");
        await storage.Get<IProgrammeRows>().Charter(Tenant, "a", 1);
        await storage.Get<IResourceRows>().OfProgramme(Tenant, "a");
        await storage.Get<IResourceRows>().EnrolledIn(Tenant, "a");
        await storage.Get<IWorkshopRows>().Find(Tenant, "a");
        await storage.Get<IWorkshopRows>().OfProgramme(Tenant, "a", Page);
        await storage.Get<IWorkshopRows>().Attendance(Tenant, "a");
        await storage.Get<IWorkshopRows>().Attendance(Tenant, "a", "b");
        await storage.Get<IMatchingRows>().Find(Tenant, "a");
        await storage.Get<IMatchingRows>().FindPublication(Tenant, "a");
        await storage.Get<IMatchingRows>().ProposalsById(Tenant, "a", ["a"]);
        await storage.Get<IMatchingRows>().CountToPublish(Tenant, "a", "a");
        await storage.Get<IPairRows>().Find(Tenant, "a");
        await storage.Get<IPairRows>().OfProgramme(Tenant, "a");
        await storage.Get<IPairRows>().Board(Tenant, "a", At);
        await storage.Get<IIntakeRows>().Find(Tenant, "a");
        await storage.Get<IMessageRows>().Many(Tenant, "a", ["a", "b"]);
        await storage.Get<IMessageRows>().Preferences(Tenant, "a");
        await storage.Get<IIntakeRows>().OfProgramme(Tenant, "a", IntakeStatus.Asked, Page);
        await storage.Get<IIntakeRows>().Counts(Tenant, "a");
        await storage.Get<IIntakeRows>().Roles(Tenant, "a", "a");
        await storage.Get<IIntakeRows>().Learners(Tenant, "a");
        await storage.Get<IPairRows>().ToFollow(Tenant, "a", closed: false, 10);
        await storage.Get<IPairRows>().ToFollow(Tenant, "a", closed: true, 10);
        await storage.Get<IAgendaRows>().Item(Tenant, "a", "a");
        await storage.Get<IAgendaRows>().Objective(Tenant, "a", "a");
        await storage.Get<IReflectionRows>().Find(Tenant, "a", "a");
        await storage.Get<IReflectionRows>().Counts(Tenant, "a");
        await storage.Get<ICalendarFeedRows>().Find(Tenant, "a");
        await storage.Get<IPrivateKeyRows>().Find(Tenant, "a");
        await storage.Get<ISessionRows>().Find(Tenant, "a", "a");
        await storage.Get<IProgrammeReports>().Read(Tenant, "a");
        await storage.Get<ICredentials>().FindKey("a");
        await storage.Get<ICredentials>().FindSession("a");
        await storage.Get<ICredentials>().FindLink("a");
        await storage.Get<ICredentials>().FindMembers("a");
        await storage.Get<IMemberRows>().Find(Tenant, "a");
        foreach (var kind in (string[])[Ids.MatchingRun, Ids.Publication, Ids.Pair, Ids.Participant])
            await storage.Get<IReachRows>().Includes(Tenant, Reach, kind, "a");
        await storage.Get<IEventRows>().List(Tenant, new EventFilter(["a", "b"], "a", At, At), 5, 10);
        await storage.Get<IEventRows>().List(Tenant, new EventFilter(["a"], "a", At, At) { Undelivered = true }, 5, 10);
        await storage.Get<IWebhookRows>().Find(Tenant, "a");
        await storage.Get<IWebhookRows>().Progress(Tenant, "a");
        await storage.Get<IEventFeed>().Head(Tenant);
        await storage.Get<IEventFeed>().FirstSince(Tenant, At);
        await storage.Get<ILedgerStates>().Many<TestState>(Tenant, "pair", ["a", "b"]);
        await storage.Grain(Tenant, "a").Read();
    }

    // Reads run one after another and so share one connection, the one that is traced.
    private async Task Record(Func<Task> reads)
    {
        using (var connection = await storage.Get<IReadConnections>().Rent(Tenant))
            raw.sqlite3_trace(((SqliteConnection)connection.Database).Handle, (_, sql) => queries.Add(sql), null);
        await reads();
    }

    private IEnumerable<(string Query, string Plan)> Plans()
    {
        using var connection = storage.Connect();
        foreach (var query in queries.Where(query => query.Contains("SELECT", StringComparison.Ordinal)))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"EXPLAIN QUERY PLAN {query}";
            using var reader = command.ExecuteReader();
            var steps = new List<string>();
            while (reader.Read())
                steps.Add(reader.GetString(3));
            yield return (query, string.Join('\n', steps));
        }
    }

    public void Dispose() => storage.Dispose();
}
