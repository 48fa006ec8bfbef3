using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Binome.Contracts.Sandboxes;

namespace Binome.Contracts.Integrations;

/// <summary>The log of events as a feed, oldest first, for what passes events on.</summary>
public interface IEventFeed
{
    /// <summary>The number of the tenant's last event; 0 when there is none.</summary>
    Task<long> Head(string tenant);

    /// <summary>The numbers of the last events of many tenants, in one query.</summary>
    Task<ImmutableDictionary<string, long>> Heads(ImmutableArray<string> tenants);

    /// <summary>Events after that number, in order, at most so many.</summary>
    Task<ImmutableArray<StoredEvent>> After(string tenant, long sequence, int limit);

    /// <summary>Events by their numbers, in order; those that are gone are left out.</summary>
    Task<ImmutableArray<StoredEvent>> Many(string tenant, ImmutableArray<long> sequences);

    /// <summary>The number of the first event created at that instant or later.</summary>
    Task<long> FirstSince(string tenant, DateTimeOffset instant);
}

/// <summary>
/// Says within this process that a tenant's log has grown, so that nobody has to ask the database for it. It may be missed
/// (by another process, or in a crash): whoever listens also looks now and then.
/// </summary>
public sealed class EventSignal
{
    /// <summary>Called with the tenant after the commit, on the committing thread: must be quick and never throw.</summary>
    public event Action<string>? Raised;

    public void Raise(string tenant) => Raised?.Invoke(tenant);
}

/// <summary>The versions in which events are written for integrators.</summary>
public static class EventVersions
{
    public const string Current = "2026-11-28";

    public static readonly ImmutableArray<string> All = [Current];
}

/// <summary>An event as it leaves Binome, the same bytes in the API, in a stream and in a webhook.</summary>
public static class EventBody
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(string tenant, StoredEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("id", happened.Id);
            json.WriteString("object", "event");
            json.WriteString("type", happened.Type);
            json.WriteString("created", happened.CreatedAt.UtcDateTime);
            json.WriteNumber("sequence", happened.Sequence);
            json.WriteString("resource", happened.Resource);
            json.WriteBoolean("livemode", !Sandbox.Is(tenant));
            json.WritePropertyName("data");
            json.WriteRawValue(happened.Data);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
