using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Binome.Embedded;

/// <summary>What all activations share. Filters and the factory come late, because they may themselves need grains.</summary>
internal sealed class ActivationServices(
    IServiceProvider services,
    TimeProvider clock,
    EmbeddedOptions options,
    ILogger<ActivationServices> log
)
{
    private readonly Lazy<IIncomingGrainCallFilter[]> filters = new(() =>
        [.. services.GetServices<IIncomingGrainCallFilter>()]
    );
    private readonly Lazy<GrainFactory> factory = new(services.GetRequiredService<GrainFactory>);
    private volatile bool stopping;

    public TimeProvider Clock => clock;

    public EmbeddedOptions Options => options;

    public ILogger Log => log;

    public GrainFactory Factory => factory.Value;

    public IIncomingGrainCallFilter[] Filters => filters.Value;

    /// <summary>Once set, calls from outside are refused; those between grains go on until all is drained.</summary>
    public bool IsStopping => stopping;

    public void Stop() => stopping = true;

    public IServiceScope CreateScope() => services.CreateScope();
}
