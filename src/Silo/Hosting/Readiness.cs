using System.Security.Cryptography;
using System.Text;
using Binome.Contracts;
using Binome.Contracts.Health;

namespace Binome.Silo.Hosting;

internal sealed class Readiness(IGrainFactory grains, BinomeSettings settings) : IReadiness
{
    private const string Prefix = "probe_";
    private const int CharactersOfHash = 16;

    // The same name after a restart, so that each node has one row.
    private readonly string node =
        Prefix
        + Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}\n{settings.Url}"))
        )[..CharactersOfHash];

    public async Task Check(CancellationToken cancellation) =>
        await TenantGrains.Probe(grains, node).Write().WaitAsync(cancellation);
}
