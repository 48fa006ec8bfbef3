using System.Globalization;
using System.Text.Json;

namespace Binome.WebApi.Json;

/// <summary>
/// What the serializer does not look at: the length of arrays, nothing where a list's item should be, and characters
/// that no database stores.
/// </summary>
internal static class BodyScan
{
    /// <summary>An array of more than a thousand items needs more bytes than this.</summary>
    private const int ShortBytesMax = 2 * ApiJson.ArrayItemsMax;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = ApiJson.DepthMax };

    /// <summary>True for the few bodies that may hold any of it; looking for their bytes is cheaper than reading them twice.</summary>
    public static bool IsNeeded(ReadOnlySpan<byte> json) =>
        json.Length > ShortBytesMax || json.IndexOf("null"u8) >= 0 || json.IndexOf("\\u0000"u8) >= 0;

    /// <exception cref="RequestRefused">An array is too long, an item is null, or a text holds a NUL.</exception>
    public static void Check(ReadOnlySpan<byte> json)
    {
        // Depth 0 is the body itself; the arrays are indexed by the depth of what they hold.
        Span<int> items = stackalloc int[ApiJson.DepthMax + 2];
        Span<bool> isArray = stackalloc bool[ApiJson.DepthMax + 2];
        var reader = new Utf8JsonReader(json, ReaderOptions);
        try
        {
            while (reader.Read())
                Check(ref reader, items, isArray);
        }
        catch (JsonException)
        {
            // Malformed: the reading proper comes next and says where.
        }
    }

    private static void Check(ref Utf8JsonReader reader, scoped Span<int> items, scoped Span<bool> isArray)
    {
        var depth = reader.CurrentDepth;
        switch (reader.TokenType)
        {
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                return;
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                items[depth + 1] = 0;
                isArray[depth + 1] = reader.TokenType == JsonTokenType.StartArray;
                break;
            case JsonTokenType.Null when isArray[depth]:
                throw new RequestRefused(TransportCodes.BodyNullItem);
            case JsonTokenType.String or JsonTokenType.PropertyName when HasNul(ref reader):
                throw new RequestRefused(TransportCodes.BodyNul);
        }
        // Members of an object count as items too: nothing we take has a thousand of either.
        if (++items[depth] > ApiJson.ArrayItemsMax)
            throw new RequestRefused(
                TransportCodes.BodyArrayTooLong,
                ApiJson.ArrayItemsMax.ToString(CultureInfo.InvariantCulture)
            );
    }

    private static bool HasNul(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return false;
        try
        {
            return reader.GetString()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text: no reader takes it.
            throw new RequestRefused(TransportCodes.BodyMalformed);
        }
    }
}
