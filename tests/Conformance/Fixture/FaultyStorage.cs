using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace Binome.Conformance.Fixture;

/// <summary>Storage in memory that checks ETags and fails on request. It keeps bytes, so nothing is shared with grains.</summary>
public sealed class FaultyStorage : IGrainStorage
{
    public const string Name = "memory";

    private readonly ConcurrentDictionary<GrainId, (byte[] State, string ETag)> records = new();
    private readonly ConcurrentDictionary<(string Key, string Operation), int> faults = new();
    private int versions;

    /// <summary>Makes the next operation ("read", "write" or "clear") on the grain with this key fail with an IOException.</summary>
    public void FailNext(string key, string operation) => faults[(key, operation)] = 1;

    /// <summary>Changes a stored record behind the back of the grain that holds it.</summary>
    public void Overwrite<T>(GrainId grain, T state) =>
        records[grain] = (JsonSerializer.SerializeToUtf8Bytes(state), Next());

    public bool Holds(GrainId grain) => records.ContainsKey(grain);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        FailIfAsked(grainId, "read");
        var found = records.TryGetValue(grainId, out var record);
        grainState.State = found ? JsonSerializer.Deserialize<T>(record.State)! : Activator.CreateInstance<T>();
        grainState.ETag = found ? record.ETag : null;
        grainState.RecordExists = found;
        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // A real write comes back on another thread; so does this one.
        await Task.Yield();
        FailIfAsked(grainId, "write");
        RequireETag(grainId, grainState.ETag);
        var etag = Next();
        records[grainId] = (JsonSerializer.SerializeToUtf8Bytes(grainState.State), etag);
        grainState.ETag = etag;
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        FailIfAsked(grainId, "clear");
        RequireETag(grainId, grainState.ETag);
        records.TryRemove(grainId, out _);
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private string Next() => Interlocked.Increment(ref versions).ToString(CultureInfo.InvariantCulture);

    private void FailIfAsked(GrainId grain, string operation)
    {
        if (faults.TryRemove((grain.Key.ToString(), operation), out _))
            throw new IOException($"The {operation} failed as asked.");
    }

    private void RequireETag(GrainId grain, string? etag)
    {
        var stored = records.TryGetValue(grain, out var record) ? record.ETag : null;
        if (stored != etag)
            throw new InconsistentStateException("Somebody else wrote.", stored, etag);
    }
}
