using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace Binome.Benchmarks.WakeUps;

/// <summary>
/// The peer: Quartz.NET with its persistent store on the same PostgreSQL, tuned as its documentation says: a batch as large as
/// the pool of threads. Its triggers, too, are for jobs that do nothing.
/// </summary>
internal static class QuartzPeer
{
    private const int Threads = 64;
    private static readonly TimeSpan FirstIn = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LateMax = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DrainMax = TimeSpan.FromMinutes(5);
    private static long firedFirst;
    private static long firedLast;
    private static int fired;

    /// <summary>Fires per second while so many are due at once and the others wait.</summary>
    public static async Task<double> FiresPerSecond(string connectionString, int due, int waiting)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(Threads);
            quartz.ConfigureScheduler(scheduler => scheduler.MaxBatchSize = Threads);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(NpgsqlFactory.Instance, connectionString);
                store.ProvisionSchema();
                store.ConfigureStore(options => options.MisfireThreshold = LateMax);
            });
        });
        using var host = builder.Build();
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var now = TimeProvider.System.GetUtcNow();
        await Schedule(scheduler, "due", now + FirstIn);
        await Schedule(scheduler, "waiting", now.AddDays(30));
        await Copy(connectionString, "due", due - 1);
        await Copy(connectionString, "waiting", waiting - 1);

        await scheduler.Start();
        var since = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref fired) < due && Stopwatch.GetElapsedTime(since) < DrainMax)
            await Task.Delay(50);
        await scheduler.Shutdown();
        return (fired - 1) / Stopwatch.GetElapsedTime(firedFirst, firedLast).TotalSeconds;
    }

    private static async Task Schedule(IScheduler scheduler, string name, DateTimeOffset at)
    {
        var job = JobBuilder.Create<NoJob>().WithIdentity(name).Build();
        await scheduler.ScheduleJob(job, TriggerBuilder.Create().WithIdentity(name).StartAt(at).Build());
    }

    /// <summary>More triggers like the one that Quartz itself wrote: a million one by one would take it hours.</summary>
    private static async Task Copy(string connectionString, string name, int copies)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        foreach (var table in (string[])["qrtz_triggers", "qrtz_simple_triggers"])
        {
            var columns = new List<string>();
            await using (
                var find = new NpgsqlCommand(
                    $"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' AND column_name <> 'trigger_name'",
                    connection
                )
            )
            await using (var reader = await find.ExecuteReaderAsync())
                while (await reader.ReadAsync())
                    columns.Add(reader.GetString(0));
            var names = string.Join(", ", columns);
            await using var copy = new NpgsqlCommand(
                $"""
                INSERT INTO {table} (trigger_name, {names})
                SELECT trigger_name || '_' || number, {names} FROM {table}, generate_series(1, {copies}) AS number
                WHERE trigger_name = '{name}'
                """,
                connection
            )
            {
                CommandTimeout = 0,
            };
            await copy.ExecuteNonQueryAsync();
        }
    }

    private sealed class NoJob : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            var now = Stopwatch.GetTimestamp();
            Interlocked.CompareExchange(ref firedFirst, now, 0);
            Volatile.Write(ref firedLast, now);
            Interlocked.Increment(ref fired);
            return ValueTask.CompletedTask;
        }
    }
}
