using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;

namespace Binome.Embedded;

/// <summary>Starts the runtime with the host, and drains it before the host ends.</summary>
internal sealed class EmbeddedHost(
    IServiceProvider services,
    ActivationServices shared,
    IServiceProviderIsKeyedService registered,
    ILogger<EmbeddedHost> log
) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var classes = services.GetRequiredService<GrainClasses>();
        RequireStorage(classes);
        services.GetRequiredService<Housekeeper>().Start();
        services.GetRequiredService<GrainMetrics>();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        shared.Stop();
        services.GetRequiredService<ReminderService>().Dispose();
        var classes = services.GetRequiredService<GrainClasses>();
        try
        {
            // A draining grain may still call others into memory, so look again until none is left.
            while (classes.All.SelectMany(grainClass => grainClass.Activations).ToList() is { Count: > 0 } active)
            {
                active.ForEach(activation => activation.Drain());
                await Task.WhenAll(active.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            log.LogWarning("The runtime was stopped before all grains had finished their turns");
        }
    }

    private void RequireStorage(GrainClasses classes)
    {
        foreach (var grainClass in classes.All)
        {
            foreach (var name in grainClass.Constructor.StorageNames)
            {
                var present = string.IsNullOrWhiteSpace(name)
                    ? registered.IsService(typeof(IGrainStorage))
                    : registered.IsKeyedService(typeof(IGrainStorage), name);
                if (!present)
                    throw new InvalidOperationException(
                        $"{grainClass.Type} stores its state in \"{name}\", but no such IGrainStorage is registered."
                    );
            }
        }
    }
}
