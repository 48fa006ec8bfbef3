using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Binome.Storage.Ledger;

/// <summary>An event's data as a JSON object.</summary>
internal static class EventJson
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int BytesUsual = 256;
    private static readonly byte[] Empty = "{}"u8.ToArray();
    private static readonly JsonWriterOptions Options = new() { Encoder = LedgerJson.Options.Encoder };

    // One per thread: events are serialised on every commit, by whoever commits.
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? cached;

    public static EventChange Change(LedgerEvent happened) =>
        new(happened.Type, happened.Resource, happened.Data.Length == 0 ? Empty : Write(happened.Data));

    private static byte[] Write(ImmutableArray<(string Name, EventValue Value)> data)
    {
        var (buffer, json) = cached ??= Fresh();
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartObject();
        foreach (var (name, value) in data)
            Write(json, name, value.Content);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) Fresh()
    {
        var buffer = new ArrayBufferWriter<byte>(BytesUsual);
        return (buffer, new Utf8JsonWriter(buffer, Options));
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case string code:
                json.WriteString(name, code);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case double number:
                json.WriteNumber(name, number);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case DateTimeOffset instant:
                json.WriteString(name, instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException($"'{name}' is a {value.GetType().Name}, which no event carries.");
        }
    }
}
