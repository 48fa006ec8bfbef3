using System.Collections.Concurrent;
using Binome.Contracts.WakeUps;
using Binome.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Binome.Grains.Tests.EmbeddedOnly;

/// <summary>The sweeper alone: a table in memory, and time that a test moves. Nothing but the runtime's own timers can wake it.</summary>
public sealed class SweeperTests : IAsyncLifetime
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);
    private readonly SeenTime time = new();
    private readonly Table table;
    private IHost host = null!;

    public SweeperTests() => table = new Table(time);

    [Fact]
    public async Task Sweep_WhenOneFallsDueAfterTheLookAhead_CallsItAtItsInstantToo()
    {
        var (within, after) = (TimeSpan.FromMilliseconds(1_050), TimeSpan.FromMilliseconds(1_500));
        table.Add("within", within);
        table.Add("after", after);
        await host.Services.GetRequiredService<IClusterClient>().GetGrain<IWakeUpSweeperGrain>("0").Start();

        await time.IsAwaited(within);
        time.Advance(within);
        await table.Called("within");
        // Without any time passing, it waits for the next.
        await time.IsAwaited(after - within);
        time.Advance(after - within);
        await table.Called("after");

        table.Late.ShouldAllBe(late => late.Value == TimeSpan.Zero);
    }

    public Task InitializeAsync()
    {
        host = new HostBuilder().ConfigureServices(Configure).Build();
        return host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private void Configure(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<TenantClock>();
        services.AddSingleton<IWakeUpTable>(table);
        services.AddKeyedSingleton<IGrainStorage>(GrainKinds.Storage, new NoStorage());
        services.AddEmbeddedRuntime(runtime => runtime.GrainAssemblies.Add(GrainServices.Assembly));
    }

    /// <summary>Time that tells which waits were begun.</summary>
    private sealed class SeenTime() : FakeTimeProvider(Moments.Start)
    {
        private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> awaited = new();

        public Task IsAwaited(TimeSpan dueTime) => Of(dueTime).Task.WaitAsync(WaitMax);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Of(dueTime).TrySetResult();
            return timer;
        }

        private TaskCompletionSource Of(TimeSpan dueTime) =>
            awaited.GetOrAdd(dueTime, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    /// <summary>Wake-ups of a kind that nobody answers to, so that each call shows as a failed one, and is parked.</summary>
    private sealed class Table(TimeProvider time) : IWakeUpTable
    {
        private readonly ConcurrentDictionary<string, (DueWakeUp WakeUp, TaskCompletionSource Called)> rows = new();

        public ConcurrentDictionary<string, TimeSpan> Late { get; } = new();

        public void Add(string name, TimeSpan dueIn)
        {
            var dueAt = time.GetUtcNow() + dueIn;
            rows[name] = (
                new DueWakeUp("ten_acme", "nobody", "pair_1", name, dueAt, dueAt, Limits.WakeUpAttemptsMax),
                new(TaskCreationOptions.RunContinuationsAsynchronously)
            );
        }

        public Task Called(string name) => rows[name].Called.Task.WaitAsync(WaitMax);

        public Task<ImmutableArray<DueWakeUp>> Due(int shard, DateTimeOffset until, int limit) =>
            Task.FromResult<ImmutableArray<DueWakeUp>>([
                .. rows
                    .Values.Select(row => row.WakeUp)
                    .Where(row => row.NextAt <= until && !Late.ContainsKey(row.Name))
                    .OrderBy(row => row.NextAt)
                    .Take(limit),
            ]);

        public Task<DueWakeUp?> NextOfSandbox(string tenant, DateTimeOffset until) => Task.FromResult<DueWakeUp?>(null);

        public Task<bool> HasWork(string tenant) => Task.FromResult(false);

        public Task Complete(ImmutableArray<DueWakeUp> called) => Task.CompletedTask;

        public Task Failed(DueWakeUp called, DateTimeOffset? nextAt)
        {
            Late[called.Name] = time.GetUtcNow() - called.DueAt;
            rows[called.Name].Called.TrySetResult();
            return Task.CompletedTask;
        }
    }

    private sealed class NoStorage : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            throw new NotSupportedException();

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            throw new NotSupportedException();

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            throw new NotSupportedException();
    }
}
