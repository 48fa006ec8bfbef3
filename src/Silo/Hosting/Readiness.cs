using Binome.Contracts;
using Binome.Contracts.Health;

namespace Binome.Silo.Hosting;

internal sealed class Readiness(IGrainFactory grains) : IReadiness
{
    public async Task Check(CancellationToken cancellation) =>
        await TenantGrains.Probe(grains).Write().WaitAsync(cancellation);
}
