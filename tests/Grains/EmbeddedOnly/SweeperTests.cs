using System.Collections.Concurrent;
using Binome.Contracts.WakeUps;
using Binome.Embedded;
using Binome.Grains.WakeUps;
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

    [Fact]
    public async Task Sweep_WhileAnEarlierOneIsNotTakenAwayYet_CallsTheNextAtItsInstantAndThatOneOnce()
    {
        var (first, second) = (TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(1_200));
        table.Add("first", first);
        table.Add("second", second);
        table.Hold("first");
        await host.Services.GetRequiredService<IClusterClient>().GetGrain<IWakeUpSweeperGrain>("0").Start();

        await time.IsAwaited(first);
        time.Advance(first);
        await table.Called("first");
        await time.IsAwaited(second - first);
        time.Advance(second - first);
        await table.Called("second");
        table.Release();

        table.Late["second"].ShouldBe(TimeSpan.Zero);
        table.Calls("first").ShouldBe(1);
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
        services.AddSingleton<WakeUpPace>();
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

        private readonly ConcurrentDictionary<string, int> calls = new();
        private readonly ConcurrentDictionary<string, bool> parked = new();
        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private string? held;

        public ConcurrentDictionary<string, TimeSpan> Late { get; } = new();

        public void Add(string name, TimeSpan dueIn)
        {
            var dueAt = time.GetUtcNow() + dueIn;
            rows[name] = (
                new DueWakeUp("ten_acme", "nobody", "pair_1", name, dueAt, dueAt, Limits.WakeUpAttemptsMax),
                new(TaskCreationOptions.RunContinuationsAsynchronously)
            );
        }

        /// <summary>Parking this one takes until it is released.</summary>
        public void Hold(string name) => held = name;

        public void Release() => released.SetResult();

        public int Calls(string name) => calls.GetValueOrDefault(name);

        public Task Called(string name) => rows[name].Called.Task.WaitAsync(WaitMax);

        public Task<ImmutableArray<DueWakeUp>> Due(int shard, DateTimeOffset until, int limit) =>
            Task.FromResult<ImmutableArray<DueWakeUp>>([
                .. rows
                    .Values.Select(row => row.WakeUp)
                    .Where(row => row.NextAt <= until && !parked.ContainsKey(row.Name))
                    .OrderBy(row => row.NextAt)
                    .Take(limit),
            ]);

        public Task<DueWakeUp?> NextOfSandbox(string tenant, DateTimeOffset until) => Task.FromResult<DueWakeUp?>(null);

        public Task<bool> HasWork(string tenant) => Task.FromResult(false);

        public Task Complete(ImmutableArray<DueWakeUp> called) => Task.CompletedTask;

        public async Task Failed(DueWakeUp called, DateTimeOffset? nextAt)
        {
            Late[called.Name] = time.GetUtcNow() - called.DueAt;
            calls.AddOrUpdate(called.Name, 1, (_, count) => count + 1);
            rows[called.Name].Called.TrySetResult();
            if (called.Name == held)
                await released.Task;
            parked[called.Name] = true;
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
