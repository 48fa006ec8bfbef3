using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Runtime;

namespace Binome.Embedded;

/// <summary>Puts the embedded runtime into a host.</summary>
public static class EmbeddedServices
{
    /// <summary>
    /// Registers IGrainFactory, IClusterClient and the hosted service that starts and drains the runtime. Grain classes
    /// are checked when the host starts. Time is the host's unkeyed TimeProvider, or the system's.
    /// </summary>
    public static IServiceCollection AddEmbeddedRuntime(
        this IServiceCollection services,
        Action<EmbeddedOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new EmbeddedOptions();
        configure(options);
        options.Validate();

        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<ActivationServices>();
        services.AddSingleton<GrainClasses>();
        services.AddSingleton<GrainFactory>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddSingleton<ReminderService>();
        services.AddSingleton<Housekeeper>();
        services.AddSingleton<GrainMetrics>();
        services.AddTransient<IGrainContext>(_ =>
            RuntimeContext.Current
            ?? throw new InvalidOperationException("IGrainContext exists only inside an activation.")
        );
        services.AddHostedService<EmbeddedHost>();
        return services;
    }

    /// <summary>Adds a filter around every grain call; filters run in the order they were added.</summary>
    public static IServiceCollection AddIncomingGrainCallFilter<TFilter>(this IServiceCollection services)
        where TFilter : class, IIncomingGrainCallFilter => services.AddSingleton<IIncomingGrainCallFilter, TFilter>();
}
