using System.Collections.Concurrent;
using Binome.Contracts.Tenants;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Binome.WebApi.Authentication;

/// <summary>Collects when keys and sessions are used and notes it once a minute, so that no request waits for it.</summary>
internal sealed partial class CredentialUses(ICredentialUses stored, TimeProvider time, ILogger<CredentialUses> logger)
    : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private const int EntriesMax = 100_000;

    private readonly ConcurrentDictionary<(string Tenant, string Id), DateTimeOffset> pending = new();

    public void Note(CallerIdentity identity, DateTimeOffset now)
    {
        if (pending.Count < EntriesMax)
            pending[(identity.CredentialTenant, identity.CredentialId)] = now;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Flush();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await Flush();
    }

    private async Task Flush()
    {
        var uses = ImmutableArray.CreateBuilder<CredentialUse>();
        foreach (var (tenant, id) in pending.Keys)
            if (pending.TryRemove((tenant, id), out var at))
                uses.Add(new CredentialUse(tenant, id, at));
        if (uses.Count == 0)
            return;
        try
        {
            await stored.Note(uses.ToImmutable());
        }
        catch (Exception problem)
        {
            // A use that is not noted makes a session end a little early; whoever goes on is noted the next time.
            LogFailed(problem);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Uses of credentials could not be noted.")]
    private partial void LogFailed(Exception problem);
}
