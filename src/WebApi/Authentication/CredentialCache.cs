using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Binome.WebApi.Authentication;

/// <summary>
/// Credentials looked up a moment ago, by the hash of their secret. Bounded in number, and in age so that one that was revoked
/// is refused soon: no request is let in on a look-up that began more than two seconds before.
/// </summary>
internal abstract class CredentialCache<T>(CredentialUses uses, TimeProvider time)
    where T : KnownCredential
{
    public const int EntriesMax = 10_000;
    public static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Digest, Entry> entries = new();

    /// <summary>The credential with this secret; null when there is none.</summary>
    /// <exception cref="CredentialsUnavailableException">Nobody can say, so nobody is let in.</exception>
    public ValueTask<T?> Find(string secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!TryHash(secret, hash))
            return default;
        var digest = MemoryMarshal.Read<Digest>(hash);
        return Fresh(digest, out var stale) ?? (IsWellFormed(secret) ? new(Refresh(digest, stale)) : default);
    }

    /// <summary>The same for a secret of which the caller holds the hash alone, and has from us.</summary>
    public ValueTask<T?> FindByHash(ReadOnlySpan<byte> hash)
    {
        var digest = MemoryMarshal.Read<Digest>(hash);
        return Fresh(digest, out var stale) ?? new(Refresh(digest, stale));
    }

    private ValueTask<T?>? Fresh(Digest digest, out Entry? entry)
    {
        if (!entries.TryGetValue(digest, out entry) || time.GetElapsedTime(entry.BeganAt) >= AgeMax)
            return null;
        return entry.Lookup.IsCompletedSuccessfully ? new(entry.Lookup.Result) : new ValueTask<T?>(entry.Lookup);
    }

    /// <summary>Forgets a credential that this process has ended itself.</summary>
    public void Forget(string secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (TryHash(secret, hash))
            entries.TryRemove(MemoryMarshal.Read<Digest>(hash), out _);
    }

    protected abstract bool TryHash(ReadOnlySpan<char> secret, Span<byte> hash);

    protected abstract bool IsWellFormed(string secret);

    protected abstract Task<T?> LookUp(string hash);

    // Whoever finds the entry stale first looks it up; the others wait for the same look-up.
    private async Task<T?> Refresh(Digest digest, Entry? stale)
    {
        var promise = new TaskCompletionSource<T?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var fresh = new Entry(time.GetTimestamp(), promise.Task);
        var isFirst = stale is null ? entries.TryAdd(digest, fresh) : entries.TryUpdate(digest, fresh, stale);
        if (!isFirst)
            return entries.TryGetValue(digest, out var other) ? await other.Lookup : await Ask(digest);
        try
        {
            var known = await Ask(digest);
            promise.SetResult(known);
            // What is not there is not kept: guessing must not push real ones out, and a new one works at once.
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

    private async Task<T?> Ask(Digest digest)
    {
        T? known;
        try
        {
            known = await LookUp(Convert.ToHexStringLower(MemoryMarshal.AsBytes(new ReadOnlySpan<Digest>(in digest))));
        }
        catch (Exception exception)
        {
            throw new CredentialsUnavailableException(exception);
        }
        var now = time.GetUtcNow();
        if (known?.Authenticate(now).Succeeded == true)
            uses.Note(known.Identity, now);
        return known;
    }

    private sealed record Entry(long BeganAt, Task<T?> Lookup);

    // The 32 bytes of a SHA-256, comparable without making a string of them for every request.
    private readonly record struct Digest(ulong First, ulong Second, ulong Third, ulong Fourth);
}
