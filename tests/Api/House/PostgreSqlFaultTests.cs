using System.Collections.Concurrent;
using System.Net;
using Binome.Rig;
using Npgsql;

namespace Binome.Api.Tests.House;

/// <summary>
/// PostgreSQL fails under the running product. Whoever asks meanwhile hears 503 and when to come back, what was acknowledged is
/// there, and the product goes on by itself.
/// </summary>
[Collection(WholeProduct.Name)]
public sealed class PostgreSqlFaultTests : IAsyncLifetime
{
    private const int Workers = 8;
    private const int CutsMax = 100;
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly PostgreSqlServer server = PostgreSqlServer.Alone();
    private readonly ConcurrentBag<string> acknowledged = [];
    private int refusals;
    private ApiFixture house = null!;
    private ApiClient api = null!;

    public async Task InitializeAsync()
    {
        house = new ApiFixture { Storage = TestStorage.On(server) };
        await house.StartAlone();
        api = (await house.NewTenant("Groupe Alizé")).Api;
    }

    [Fact]
    public async Task Writes_WhileConnectionsAreCut_AreTrueOrBusy()
    {
        await Under(async () =>
        {
            for (var cuts = 0; Volatile.Read(ref refusals) < Workers && cuts < CutsMax; cuts++)
            {
                CutConnections();
                await Task.Delay(Pause);
            }
        });

        await ShouldHaveKeptItsWord();
    }

    [Fact]
    public async Task Writes_WhenTheServerCrashes_AreTrueOrBusy_AndGoOnByThemselves()
    {
        await Under(async () =>
        {
            server.Crash();
            using (var reading = await api.Send("GET", "/v1/participants"))
                await ShouldBeBusy(reading);
            while (Volatile.Read(ref refusals) < Workers)
                await Task.Delay(Pause);
            server.Restart();
        });

        await ShouldHaveKeptItsWord();
    }

    [Fact]
    public async Task Writes_WhileSomebodyHoldsTheTables_AreBusy_AndGoOnAfterwards()
    {
        await using var holder = new NpgsqlConnection(server.AsSuperuser(house.Storage.ConnectionString));
        await holder.OpenAsync();
        await using var held = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("LOCK TABLE event_sequences IN ACCESS EXCLUSIVE MODE", holder))
            await hold.ExecuteNonQueryAsync();
        (await Write("held")).ShouldBeFalse();

        await held.RollbackAsync();

        await Until(() => Write("held"));
        await ShouldHaveKeptItsWord();
    }

    [Fact]
    public async Task Readiness_WhenTheServerIsDown_SaysSo_UntilItIsBack()
    {
        server.Crash();
        using (var down = await api.Send("GET", "/readyz"))
            down.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        server.Restart();

        await Until(async () =>
        {
            using var back = await api.Send("GET", "/readyz");
            return back.IsSuccessStatusCode;
        });
    }

    /// <summary>Workers write one person after the other until the fault is over and each has written once more.</summary>
    private async Task Under(Func<Task> fault)
    {
        using var over = new CancellationTokenSource();
        var workers = Enumerable.Range(0, Workers).Select(worker => Work(worker, over.Token)).ToList();
        await Until(() => Task.FromResult(acknowledged.Count >= Workers));
        await fault();
        await over.CancelAsync();
        await Task.WhenAll(workers);
        refusals.ShouldBeGreaterThan(0, "the fault did not fire");
    }

    private async Task Work(int worker, CancellationToken over)
    {
        for (var i = 0; !over.IsCancellationRequested; i++)
            await Write($"{worker}-{i}");
        await Until(() => Write($"{worker}-last"));
    }

    private async Task<bool> Write(string employeeId)
    {
        var body = $$"""{"first_name":"Ada","last_name":"L","email":"{{employeeId}}@alize.example"}""";
        using var response = await api.Send("PUT", $"/v1/participants/by_employee_id/{employeeId}", body);
        if (response.IsSuccessStatusCode)
        {
            acknowledged.Add(employeeId);
            return true;
        }
        await ShouldBeBusy(response);
        Interlocked.Increment(ref refusals);
        return false;
    }

    private static async Task ShouldBeBusy(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, await response.Content.ReadAsStringAsync());
        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    private async Task ShouldHaveKeptItsWord()
    {
        var stored = await Texts("SELECT employee_id FROM participants");
        acknowledged.Except(stored).ShouldBeEmpty();
        (
            await Texts(
                "SELECT tenant FROM event_sequences s WHERE sequence <> (SELECT count(*) FROM events e WHERE e.tenant = s.tenant)"
            )
        ).ShouldBeEmpty("the log has gaps");
        (await api.Get("/v1/participants?limit=1")).Data().Count.ShouldBe(1);
    }

    private void CutConnections() =>
        server.ExecuteAsSuperuser(
            house.Storage.ConnectionString,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'binome'"
        );

    private async Task<List<string>> Texts(string sql)
    {
        await using var connection = new NpgsqlConnection(server.AsSuperuser(house.Storage.ConnectionString));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(0));
        return texts;
    }

    private static async Task Until(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(RecoveryMax);
        while (!await isSo())
            await Task.Delay(Pause, limit.Token);
    }

    public async Task DisposeAsync()
    {
        await house.DisposeAsync();
        server.Stop();
    }
}
