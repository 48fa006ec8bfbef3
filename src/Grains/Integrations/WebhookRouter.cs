using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Integrations;

/// <summary>
/// Tells endpoints that their tenant's log has grown: at once after commits of this process, and once a minute, with one query over
/// all endpoints, for what a crash or another node left. An endpoint whose tenant is quiet is never looked at by itself.
/// </summary>
public sealed partial class WebhookRouter(
    IGrainFactory grains,
    IWebhookIndex index,
    EventSignal signal,
    TimeProvider time,
    ILogger<WebhookRouter> logger
) : BackgroundService
{
    /// <summary>Commits that come this close together are told of once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private const int BehindMax = 1_000;
    private const int CallsAtOnce = 16;

    private readonly ConcurrentDictionary<string, bool> grown = new(StringComparer.Ordinal);
    private readonly Channel<bool> waiting = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        signal.Raised += Note;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        signal.Raised -= Note;
        return base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Follow(stoppingToken), LookForLeftOver(stoppingToken));

    private void Note(string tenant)
    {
        if (grown.TryAdd(tenant, true))
            waiting.Writer.TryWrite(true);
    }

    private async Task Follow(CancellationToken stopping)
    {
        await foreach (var _ in waiting.Reader.ReadAllAsync(stopping))
        {
            await Task.Delay(Pause, time, stopping);
            ImmutableArray<string> tenants = [.. grown.Keys.Where(tenant => grown.TryRemove(tenant, out bool _))];
            await Guarded(async () => await Nudge(await index.Enabled(tenants), keeps: false, stopping));
        }
    }

    private async Task LookForLeftOver(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        do await Guarded(async () => await Nudge(await index.Behind(time.GetUtcNow(), BehindMax), true, stopping));
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private Task Nudge(ImmutableArray<(string Tenant, string Id)> endpoints, bool keeps, CancellationToken stopping) =>
        Parallel.ForEachAsync(
            endpoints,
            new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = stopping },
            async (endpoint, _) =>
                await Guarded(() => new TenantGrains(grains, endpoint.Tenant).WebhookEndpoint(endpoint.Id).Nudge(keeps))
        );

    private async Task Guarded(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The next look finds what is left.
            LogFailed(problem);
        }
    }

    [LoggerMessage(LogLevel.Error, "An endpoint could not be told of new events; the next look tells it.")]
    private partial void LogFailed(Exception problem);
}
