using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Binome.Contracts.Tenants;

namespace Binome.WebApi.Authentication;

/// <summary>
/// Keys looked up a moment ago, by their hash. Bounded in number, and in age so that a revoked key is refused soon: no
/// request is let in on a look-up that began more than two seconds before.
/// </summary>
internal sealed class ApiKeyCache(ICredentials credentials, TimeProvider time)
{
    public const int EntriesMax = 10_000;
    public static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Digest, Entry> entries = new();

    /// <summary>The key with this secret; null when there is none.</summary>
    /// <exception cref="CredentialsUnavailableException">Nobody can say, so nobody is let in.</exception>
    public ValueTask<KnownKey?> Find(string secret)
    {
        Span<byte> hash = stackalloc byte[ApiKeyFormat.HashBytes];
        if (!ApiKeyFormat.TryHash(secret, hash))
            return default;
        var digest = MemoryMarshal.Read<Digest>(hash);
        if (entries.TryGetValue(digest, out var entry) && time.GetElapsedTime(entry.BeganAt) < AgeMax)
            return entry.Lookup.IsCompletedSuccessfully ? new(entry.Lookup.Result) : new(entry.Lookup);
        return ApiKeyFormat.IsWellFormed(secret) ? new(Refresh(digest, entry)) : default;
    }

    // Whoever finds the entry stale first looks the key up; the others wait for the same look-up.
    private async Task<KnownKey?> Refresh(Digest digest, Entry? stale)
    {
        var promise = new TaskCompletionSource<KnownKey?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var fresh = new Entry(time.GetTimestamp(), promise.Task);
        var isFirst = stale is null ? entries.TryAdd(digest, fresh) : entries.TryUpdate(digest, fresh, stale);
        if (!isFirst)
            return entries.TryGetValue(digest, out var other) ? await other.Lookup : await Lookup(digest);
        try
        {
            var known = await Lookup(digest);
            promise.SetResult(known);
            // What is not there is not kept: guessing must not push real keys out, and a new key works at once.
            if (known is null)
                entries.TryRemove(KeyValuePair.Create(digest, fresh));
            else if (entries.Count > EntriesMax)
                entries.Clear();
            return known;
        }
        catch (Exception exception)
        {
            entries.TryRemove(KeyValuePair.Create(digest, fresh));
            promise.SetException(exception);
            // Observed here, in case nobody else waits for it.
            _ = promise.Task.Exception;
            throw;
        }
    }

    private async Task<KnownKey?> Lookup(Digest digest)
    {
        try
        {
            var hash = Convert.ToHexStringLower(MemoryMarshal.AsBytes(new ReadOnlySpan<Digest>(in digest)));
            return await credentials.FindKey(hash) is { } found ? new KnownKey(found.Tenant, found.Key) : null;
        }
        catch (Exception exception)
        {
            throw new CredentialsUnavailableException(exception);
        }
    }

    private sealed record Entry(long BeganAt, Task<KnownKey?> Lookup);

    // The 32 bytes of a SHA-256, comparable without making a string of them for every request.
    private readonly record struct Digest(ulong First, ulong Second, ulong Third, ulong Fourth);
}
