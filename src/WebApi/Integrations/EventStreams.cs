using System.Collections.Concurrent;
using System.Threading.Channels;
using Binome.Contracts.Integrations;
using Binome.WebApi.Authentication;
using Binome.WebApi.Traffic;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Binome.WebApi.Integrations;

/// <summary>
/// Reads the logs of tenants that somebody listens to, once for all their listeners: at a signal of this process, and every second
/// with one query for all of them, since other nodes write too.
/// </summary>
internal sealed partial class EventStreams(
    IEventFeed feed,
    EventSignal signal,
    StreamWatches watches,
    RequestLimits limits,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<EventStreams> logger
) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Commits that come this close together are read at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private const int LooksPerBeat = 15;
    private const int PageEvents = 250;
    private const int OlderEvents = 100;
    private const int ReadsAtOnce = 8;

    private readonly ConcurrentDictionary<string, TenantStream> streams = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> grown = new(StringComparer.Ordinal);
    private readonly Channel<bool> waiting = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly Lock gate = new();
    private int listeners;
    private uint begun;

    public TimeProvider Time => time;

    /// <summary>A place at the tenant's stream; null and the reason when there is none.</summary>
    /// <param name="abort">Ends the stream from outside.</param>
    public async Task<(EventListener? Listener, Failure? Refusal)> Join(Caller caller, Action abort)
    {
        var tenant = caller.Tenant;
        TenantStream stream;
        lock (gate)
        {
            if (listeners >= limits.Streams)
                return (null, Failure.Of(FailureCodes.Busy));
            stream = streams.GetOrAdd(tenant, _ => new TenantStream(tenant, (int)(begun++ % LooksPerBeat)));
            if (stream.Listeners >= limits.StreamsPerTenant)
                return (null, Failure.Of(TransportCodes.ConcurrencyLimited, "1", $"{limits.StreamsPerTenant}"));
            stream.Listeners++;
            listeners++;
        }
        var listener = new EventListener(this, stream, abort);
        try
        {
            watches.Add(ShownCredential.Of(caller.Context.Request), caller.CredentialId, listener);
            if (!stream.IsBegun)
                stream.Begin(await feed.Head(tenant));
        }
        catch
        {
            Leave(listener);
            throw;
        }
        // Asked after it was added: whom the end of all streams missed sees here that it was.
        if (!lifetime.ApplicationStopping.IsCancellationRequested)
            return (listener, null);
        Leave(listener);
        return (null, Failure.Of(FailureCodes.Busy));
    }

    public void Leave(EventListener listener)
    {
        watches.Remove(listener);
        lock (gate)
        {
            listeners--;
            if (--listener.Stream.Listeners == 0)
                streams.TryRemove(KeyValuePair.Create(listener.Stream.Tenant, listener.Stream));
        }
    }

    /// <summary>Events that a stream no longer has at hand, for one listener.</summary>
    public async Task<List<StreamedEvent>> Older(string tenant, long position) =>
        [.. (await feed.After(tenant, position, OlderEvents)).Select(happened => StreamedEvent.Of(tenant, happened))];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        signal.Raised += Note;
        lifetime.ApplicationStopping.Register(watches.CutOffAll);
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        signal.Raised -= Note;
        return base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Follow(stoppingToken), Look(stoppingToken));

    private void Note(string tenant)
    {
        if (streams.ContainsKey(tenant) && grown.TryAdd(tenant, true))
            waiting.Writer.TryWrite(true);
    }

    private async Task Follow(CancellationToken stopping)
    {
        await foreach (var _ in waiting.Reader.ReadAllAsync(stopping))
        {
            await Task.Delay(Pause, time, stopping);
            await Read([.. grown.Keys.Where(tenant => grown.TryRemove(tenant, out bool _))], stopping);
        }
    }

    private async Task Look(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        for (var looks = 1; await timer.WaitForNextTickAsync(stopping); looks++)
        {
            await watches.CheckAll();
            // In turns: what is written to everybody at once needs its buffers at once.
            foreach (var stream in streams.Values)
                if (looks % LooksPerBeat == stream.Turn)
                    stream.Beat();
            await Guarded(async () =>
            {
                ImmutableArray<string> followed = [.. streams.Keys];
                if (followed.IsEmpty)
                    return;
                var heads = await feed.Heads(followed);
                var behind = followed.Where(tenant =>
                    streams.TryGetValue(tenant, out var stream)
                    && stream.IsBegun
                    && heads.GetValueOrDefault(tenant) > stream.Head
                );
                await Read([.. behind], stopping);
            });
        }
    }

    private Task Read(ImmutableArray<string> tenants, CancellationToken stopping) =>
        Parallel.ForEachAsync(
            tenants,
            new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = stopping },
            async (tenant, _) => await Guarded(() => Read(tenant))
        );

    // Two reads at once do no harm: what was published already is passed over.
    private async Task Read(string tenant)
    {
        while (streams.TryGetValue(tenant, out var stream) && stream.IsBegun)
        {
            var events = await feed.After(tenant, stream.Head, PageEvents);
            if (!events.IsEmpty)
                stream.Publish(events);
            if (events.Length < PageEvents)
                return;
        }
    }

    private async Task Guarded(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The next look reads it.
            LogFailed(problem);
        }
    }

    [LoggerMessage(LogLevel.Error, "Events could not be read for streams; the next look tries again.")]
    private partial void LogFailed(Exception problem);

    [LoggerMessage(LogLevel.Error, "A stream ended, its events could not be sent; who listened comes back.")]
    public partial void LogEnded(Exception problem);
}
