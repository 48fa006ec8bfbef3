using System.Globalization;
using System.Text.Json;

namespace Binome.WebApi.Json;

/// <summary>What the serializer does not look at: the length of arrays and characters that no database stores.</summary>
internal static class BodyScan
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = ApiJson.DepthMax };

    /// <exception cref="RequestRefused">An array is too long or a text holds a NUL.</exception>
    public static void Check(ReadOnlySpan<byte> json)
    {
        Span<int> items = stackalloc int[ApiJson.DepthMax + 1];
        var reader = new Utf8JsonReader(json, ReaderOptions);
        try
        {
            while (reader.Read())
                Check(ref reader, items);
        }
        catch (JsonException)
        {
            // Malformed: the reading proper comes next and says where.
        }
    }

    // Members of an object count as items too: nothing we take has a thousand of either.
    private static void Check(ref Utf8JsonReader reader, scoped Span<int> items)
    {
        if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
            return;
        var starts = reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject;
        if (reader.CurrentDepth < items.Length && ++items[reader.CurrentDepth] > ApiJson.ArrayItemsMax)
            throw new RequestRefused(
                TransportCodes.BodyArrayTooLong,
                ApiJson.ArrayItemsMax.ToString(CultureInfo.InvariantCulture)
            );
        if (starts && reader.CurrentDepth + 1 < items.Length)
            items[reader.CurrentDepth + 1] = 0;
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && HasNul(ref reader))
            throw new RequestRefused(TransportCodes.BodyNul);
    }

    private static bool HasNul(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped && reader.GetString()!.Contains('\0', StringComparison.Ordinal);
}
