using Binome.Contracts.People;

namespace Binome.Grains.Tests.Sandboxes;

internal static class SandboxUploads
{
    /// <summary>Puts a file where the import <c>imp_1</c> of the sandbox finds it.</summary>
    public static async Task Upload(this SandboxWorld world, ImmutableArray<ImportLine> lines)
    {
        foreach (var (at, chunk) in lines.Chunk(Limits.ImportChunkRows).Index())
            await world.Get<IImportUploads>().Put(SandboxWorld.Tenant, "imp_1", at, [.. chunk]);
    }
}
