using System.Diagnostics;
using Binome.Contracts;
using Binome.Rig;
using Binome.Silo.Hosting;
using Npgsql;
using Orleans.Storage;

namespace Binome.Benchmarks.WakeUps;

/// <summary>
/// A million wake-ups wait while others fall due: how late they come, how fast a backlog is worked off, and Quartz.NET beside
/// it. What is woken has nothing to do, in both.
/// </summary>
internal static class WakeUpReport
{
    public const int Waiting = 1_000_000;
    private const int PerSecond = 5_000;
    private const int WarmUpSeconds = 5;
    private const int Seconds = 20;
    private const int Backlog = 100_000;
    private const int QuartzDue = 5_000;
    private static readonly TimeSpan Until = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FiresMax = TimeSpan.FromMinutes(4);

    /// <param name="waiting">How many wait; a million as asked, fewer to try it out.</param>
    public static async Task RunSqlite(string data, int waiting) =>
        await Measure("SQLite", new BenchStorage(data), superuser: null, waiting);

    /// <inheritdoc cref="RunSqlite"/>
    public static async Task RunPostgreSql(string data, int waiting)
    {
        var server = PostgreSqlServer.Durable();
        try
        {
            var storage = new BenchStorage(data, server.NewDatabase());
            var ours = await Measure("PostgreSQL", storage, server.AsSuperuser(storage.ConnectionString!), waiting);
            var quartz = await QuartzPeer.FiresPerSecond(server.AsSuperuser(server.NewDatabase()), QuartzDue, waiting);
            Console.WriteLine(
                $"PostgreSQL: {ours:N0} fires/s, Quartz.NET {quartz:N0} fires/s, ratio {ours / quartz:0.0} (asked ≥ 20, goal 100)"
            );
        }
        finally
        {
            server.Stop();
        }
    }

    /// <summary>Fires per second out of a backlog, right after the rows were put in.</summary>
    private static async Task<double> Measure(string name, BenchStorage storage, string? superuser, int waiting)
    {
        Console.WriteLine($"{name}: {waiting:N0} wake-ups wait, {PerSecond:N0} fall due per second, for {Seconds} s");
        await using (var migrated = await Start(storage, new NoStates(1)))
            await migrated.StopAsync();
        await Execute(superuser, "ALTER TABLE wake_ups SET (autovacuum_enabled = false)");
        var far = TimeProvider.System.GetUtcNow().AddDays(30).ToUnixTimeMilliseconds();
        await WaitingRows.Add(storage.Data, superuser, Enumerable.Range(0, waiting).Select(number => far + number));
        // First, so that the working set is of nothing else.
        await Late(name, storage, superuser);
        var fresh = await Drain(storage, superuser);
        if (superuser is not null)
        {
            await Execute(superuser, "ANALYZE");
            var analysed = await Drain(storage, superuser);
            Console.WriteLine(
                $"{name}: without statistics {fresh:N0} fires/s, with {analysed:N0}, ratio {fresh / analysed:0.00} (asked ≥ 0.8)"
            );
        }
        var left = await WaitingRows.Count(storage.Data, superuser);
        Console.WriteLine($"{name}: {left:N0} still wait, {waiting - left:N0} lost");
        return fresh;
    }

    private static async Task Late(string name, BenchStorage storage, string? superuser)
    {
        const int Fires = PerSecond * (WarmUpSeconds + Seconds);
        var from = (TimeProvider.System.GetUtcNow() + Until).ToUnixTimeMilliseconds();
        await WaitingRows.Add(
            storage.Data,
            superuser,
            Enumerable.Range(0, Fires).Select(number => from + number * 1_000L / PerSecond)
        );
        var states = new NoStates(Fires);
        await using var app = await Start(storage, states);
        using var over = new CancellationTokenSource();
        var bare = BareTimers.LateMilliseconds(over.Token);
        await Fired(states, Fires);
        await over.CancelAsync();
        var timers = await bare;
        var late = states.LateMilliseconds(PerSecond * WarmUpSeconds);
        Console.WriteLine(
            $"{name}: late p50 {At(late, 0.5):0.0} ms, p99 {At(late, 0.99):0.0} ms (asked ≤ 50, goal 5), most {late[^1]:0.0} ms, earliest {late[0]:0.0} ms; "
                + $"working set {Environment.WorkingSet / 1_048_576} MB (asked ≤ 256, goal 128) with {Fires:N0} grains in memory"
        );
        Console.WriteLine(
            $"  bare timers of the same process meanwhile: late p50 {At(timers, 0.5):0.0} ms, p99 {At(timers, 0.99):0.0} ms, most {timers[^1]:0.0} ms"
        );
        await app.StopAsync();
    }

    private static async Task<double> Drain(BenchStorage storage, string? superuser)
    {
        var past = TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeMilliseconds();
        await WaitingRows.Add(storage.Data, superuser, Enumerable.Range(0, Backlog).Select(number => past + number));
        var states = new NoStates(Backlog);
        await using var app = await Start(storage, states);
        var ready = TimeProvider.System.GetUtcNow();
        await Fired(states, Backlog);
        Console.WriteLine(
            $"  backlog of {Backlog:N0}: {states.Lasted.TotalSeconds:0.0} s, the first {(states.FirstAt - ready).TotalSeconds:0.00} s after ready (asked ≤ 2)"
        );
        await app.StopAsync();
        return states.Fires / states.Lasted.TotalSeconds;
    }

    private static async Task<WebApplication> Start(BenchStorage storage, NoStates states)
    {
        var settings = new BinomeSettings
        {
            Url = "http://127.0.0.1:0",
            Storage = storage.Settings,
            Log = new LogSettings { Level = "Error" },
        };
        var app = BinomeHost.Build(
            settings,
            configure: host => host.Services.AddKeyedSingleton<IGrainStorage>(GrainKinds.Storage, states)
        );
        await BinomeHost.Start(app, CancellationToken.None);
        return app;
    }

    private static async Task Fired(NoStates states, int fires)
    {
        var since = Stopwatch.GetTimestamp();
        while (states.Fires < fires)
        {
            if (Stopwatch.GetElapsedTime(since) > FiresMax)
                throw new TimeoutException($"{states.Fires:N0} of {fires:N0} wake-ups fired within {FiresMax}.");
            await Task.Delay(20);
        }
    }

    private static async Task Execute(string? superuser, string sql)
    {
        if (superuser is null)
            return;
        await using var connection = new NpgsqlConnection(superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static double At(double[] ascending, double share) => ascending[(int)((ascending.Length - 1) * share)];
}
