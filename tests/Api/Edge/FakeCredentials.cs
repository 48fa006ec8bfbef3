using System.Collections.Concurrent;
using Binome.Contracts.Tenants;

namespace Binome.Api.Tests.Edge;

/// <summary>Credentials in memory, which can fail and be counted.</summary>
internal sealed class FakeCredentials : ICredentials
{
    private readonly ConcurrentDictionary<string, (string Tenant, ApiKeyRow Key)> keys = new();
    private int lookups;

    public int Lookups => lookups;

    public Exception? Failure { get; set; }

    public bool MakerDisabled { get; set; }

    public Func<string, FoundSession?> Session { get; set; } = _ => null;

    public Task<FoundSession?> FindSession(string hash) => Task.FromResult(Session(hash));

    public Task<FoundLink?> FindLink(string hash) => Task.FromResult<FoundLink?>(null);

    public Task<ImmutableArray<FoundMember>> FindMembers(string email) =>
        Task.FromResult(ImmutableArray<FoundMember>.Empty);

    /// <summary>Look-ups wait for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public string Add(string tenant, string? secret = null, DateTimeOffset? expiresAt = null, params string[] scopes)
    {
        secret ??= ApiKeyFormat.New(livemode: true);
        var row = new ApiKeyRow(
            $"key_{keys.Count}",
            "test",
            ApiKeyFormat.Hash(secret),
            ApiKeyFormat.Last4(secret),
            [.. scopes],
            DateTimeOffset.UnixEpoch,
            expiresAt,
            null
        );
        keys[row.Hash] = (tenant, row);
        return secret;
    }

    public void Revoke(string secret, DateTimeOffset at)
    {
        var hash = ApiKeyFormat.Hash(secret);
        var (tenant, key) = keys[hash];
        keys[hash] = (tenant, key with { RevokedAt = at });
    }

    public async Task<FoundKey?> FindKey(string hash)
    {
        Interlocked.Increment(ref lookups);
        if (Gate is { } gate)
            await gate.Task;
        if (Failure is { } failure)
            throw failure;
        return keys.TryGetValue(hash, out var found) ? new FoundKey(found.Tenant, found.Key, MakerDisabled) : null;
    }

    public Task<ImmutableArray<TenantRow>> Tenants() =>
        Task.FromResult(
            keys.Values.Select(pair => pair.Tenant)
                .Distinct()
                .Select(id => new TenantRow(id, id, DateTimeOffset.UnixEpoch))
                .ToImmutableArray()
        );

    public Task<TenantRow?> Tenant(string tenant) =>
        Task.FromResult<TenantRow?>(new TenantRow(tenant, tenant, DateTimeOffset.UnixEpoch));

    public Task<ImmutableArray<ListedKey>> Keys(string tenant) =>
        Task.FromResult(
            keys.Values.Where(pair => pair.Tenant == tenant)
                .Select(pair => new ListedKey(pair.Key, LastUsedAt: null))
                .ToImmutableArray()
        );
}
