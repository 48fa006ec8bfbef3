using System.Collections.Concurrent;
using Binome.Contracts.People;

namespace Binome.Api.Tests.Edge;

/// <summary>Uploads in memory.</summary>
internal sealed class FakeUploads : IImportUploads
{
    public ConcurrentDictionary<(string Tenant, string Import, int Chunk), ImmutableArray<ImportLine>> Chunks { get; } =
        new();

    public Task Put(string tenant, string importId, int chunk, ImmutableArray<ImportLine> lines)
    {
        Chunks[(tenant, importId, chunk)] = lines;
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ImportLine>> Get(string tenant, string importId, int chunk) =>
        Task.FromResult(Chunks.GetValueOrDefault((tenant, importId, chunk), []));

    public Task Drop(string tenant, string importId)
    {
        foreach (var key in Chunks.Keys.Where(key => key.Tenant == tenant && key.Import == importId))
            Chunks.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public Task DropProblems(DateTimeOffset olderThan) => Task.CompletedTask;

    public Task DropOrphans(DateTimeOffset olderThan) => Task.CompletedTask;
}
