using System.Collections.Concurrent;
using Binome.Contracts.Integrations;

namespace Binome.Api.Tests.Edge;

/// <summary>Claims in memory; they outlive the host that is given them.</summary>
internal sealed class FakeIdempotency : IIdempotency
{
    private readonly ConcurrentDictionary<
        (string, string),
        (string Hash, string CommandId, StoredAnswer? Answer)
    > claims = new();

    public int Count => claims.Count;

    /// <summary>Fails the next time an answer is to be stored, as a crash after the effect would.</summary>
    public bool LosesAnswer { get; set; }

    public Task<IdempotencyState> Claim(string tenant, string key, string requestHash, string commandId)
    {
        var isFresh = claims.TryAdd((tenant, key), (requestHash, commandId, null));
        var claim = claims[(tenant, key)];
        var standing =
            isFresh ? IdempotencyClaim.Fresh
            : claim.Hash != requestHash ? IdempotencyClaim.OtherRequest
            : claim.Answer is null ? IdempotencyClaim.Again
            : IdempotencyClaim.Answered;
        return Task.FromResult(new IdempotencyState(standing, claim.CommandId, claim.Answer));
    }

    public Task Answer(string tenant, string key, StoredAnswer answer)
    {
        if (LosesAnswer)
        {
            LosesAnswer = false;
            throw new IOException("crash");
        }
        claims[(tenant, key)] = claims[(tenant, key)] with { Answer = answer };
        return Task.CompletedTask;
    }

    public Task Forget(string tenant, string key)
    {
        claims.TryRemove((tenant, key), out _);
        return Task.CompletedTask;
    }

    public Task DropOlderThan(DateTimeOffset instant) => Task.CompletedTask;
}
