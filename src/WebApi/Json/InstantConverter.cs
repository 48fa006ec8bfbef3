using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Binome.WebApi.Json;

/// <summary>Instants: in with a zone and in any offset, out in UTC with a Z, both in whole milliseconds.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    private const int CharactersMax = 40;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && reader.ValueSpan.Length <= CharactersMax
        && TryParse(reader.GetString(), out var instant)
            ? instant
            : throw new JsonException("No instant.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);

    /// <summary>ISO 8601 with seconds and a zone; a text without a zone means something else to everybody.</summary>
    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;
        if (text is null || text.Length is < 17 or > CharactersMax || text[10] != 'T' || !HasZone(text))
            return false;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
            return false;
        instant = DateTimeOffset.FromUnixTimeMilliseconds(parsed.ToUnixTimeMilliseconds());
        return true;
    }

    private static bool HasZone(string text) => text[^1] == 'Z' || text.LastIndexOfAny(['+', '-']) > 10;
}
