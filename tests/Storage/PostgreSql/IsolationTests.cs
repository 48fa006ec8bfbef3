using Binome.Storage.PostgreSql;
using Binome.Storage.Rows;
using Npgsql;

namespace Binome.Storage.Tests.PostgreSql;

/// <summary>What keeps tenants apart when a query forgets to.</summary>
public sealed class IsolationTests : IDisposable
{
    private const string Acme = "ten_acme";
    private const string Other = "ten_other";
    private readonly PostgreSqlFixture storage = new();

    [Fact]
    public async Task Query_UnderATenant_SeesNothingOfAnother_EvenWithoutAWhere()
    {
        await WriteEverything(Acme);
        await WriteEverything(Other);
        await using var app = storage.Connect(DatabaseRole.App);
        await Tell(app, Acme);

        foreach (var table in Tables)
        {
            var seen = await Tenants(app, table);
            seen.ShouldBe([Acme], table);
        }
        await using var system = storage.Connect(DatabaseRole.System);
        (await Tenants(system, "events")).ShouldBe([Acme, Other]);
    }

    [Fact]
    public async Task Query_UnderNoTenant_IsRefused()
    {
        await using var app = storage.Connect(DatabaseRole.App);

        foreach (var table in RowTables.All.Select(table => table.Name).Concat(Tables).Distinct())
        {
            var refused = await Should.ThrowAsync<PostgresException>(() => Tenants(app, table));
            refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    [Theory]
    [InlineData("INSERT INTO claims VALUES ('ten_other', 'email', 'a@example.com', 'pair', 'pair_1')")]
    [InlineData("UPDATE grain_states SET tenant = 'ten_other'")]
    public async Task Write_ForAnotherTenant_IsRefused(string sql)
    {
        await WriteEverything(Acme);
        await using var app = storage.Connect(DatabaseRole.App);
        await Tell(app, Acme);
        await using var command = new NpgsqlCommand(sql, app);

        var refused = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Change_UnderATenant_TouchesNothingOfAnother_EvenWithoutAWhere()
    {
        await WriteEverything(Other);
        await using var app = storage.Connect(DatabaseRole.App);
        await Tell(app, Acme);
        await using var command = new NpgsqlCommand("DELETE FROM grain_states", app);

        (await command.ExecuteNonQueryAsync()).ShouldBe(0);

        (await storage.Grain(Other, "pair_1").Read()).Exists.ShouldBeTrue();
    }

    [Theory]
    [InlineData("DROP POLICY tenant ON pairs", "pairs")]
    [InlineData("ALTER TABLE events NO FORCE ROW LEVEL SECURITY", "events")]
    [InlineData("ALTER TABLE api_keys DISABLE ROW LEVEL SECURITY", "api_keys")]
    [InlineData("CREATE POLICY wide ON members USING (true)", "members")]
    [InlineData("ALTER POLICY tenant ON pairs USING (tenant = (SELECT binome_tenant()) OR true)", "pairs")]
    [InlineData("ALTER POLICY tenant ON pairs TO binome_system", "pairs")]
    [InlineData("CREATE TABLE loose (tenant text); GRANT SELECT ON loose TO binome_app", "loose")]
    [InlineData("CREATE VIEW every AS SELECT * FROM pairs; GRANT SELECT ON every TO binome_app", "every")]
    [InlineData("ALTER TABLE pairs OWNER TO binome_app", "owns the tables")]
    [InlineData("ALTER DATABASE {0} SET synchronous_commit = off", "synchronous_commit")]
    public void Open_WhenTheDatabaseIsUnsafe_Refuses(string change, string named)
    {
        var database = new NpgsqlConnectionStringBuilder(storage.ConnectionString).Database;
        storage.Execute(string.Format(null, change, database));

        var refused = Should.Throw<UnsafeDatabaseException>(storage.Reopen);

        refused.Message.ShouldContain(named);
    }

    [Fact]
    public void Open_WhenAUserMayDoEverything_Refuses()
    {
        var options = new StorageOptions
        {
            DataPath = storage.Folder,
            Provider = StorageProvider.PostgreSql,
            ConnectionString = PostgreSqlFixture.Server.AsSuperuser(storage.ConnectionString),
        };
        storage.Get<StorageDatabase>().Dispose();

        Should
            .Throw<UnsafeDatabaseException>(() => PostgreSqlFixture.OpenOnce(options))
            .Message.ShouldContain("superuser");
    }

    private static readonly string[] Tables =
    [
        "grain_states",
        "events",
        "event_sequences",
        "claims",
        "wake_ups",
        "pairs",
        "idempotency",
        "import_uploads",
    ];

    private async Task WriteEverything(string tenant)
    {
        var effects = new Effects()
            .Event(new LedgerEvent("pair.opened", "pair_1"))
            .Row(TestRows.Pair("pair_1"))
            .Claim("email", "ada@example.com")
            .WakeUp("cadence", StorageFixture.Start);
        await storage.Grain(tenant, "pair_1").Write(1, effects);
        await storage.Get<Contracts.Integrations.IIdempotency>().Claim(tenant, "k", "h", "c");
        await storage.Get<Contracts.People.IImportUploads>().Put(tenant, "imp_1", 0, []);
    }

    private static async Task Tell(NpgsqlConnection connection, string tenant)
    {
        await using var command = new NpgsqlCommand("SELECT set_config('binome.tenant', $1, false)", connection);
        command.Parameters.AddWithValue(tenant);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> Tenants(NpgsqlConnection connection, string table)
    {
        await using var command = new NpgsqlCommand($"SELECT DISTINCT tenant FROM {table} ORDER BY tenant", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tenants = new List<string>();
        while (await reader.ReadAsync())
            tenants.Add(reader.GetString(0));
        return tenants;
    }

    public void Dispose() => storage.Dispose();
}
