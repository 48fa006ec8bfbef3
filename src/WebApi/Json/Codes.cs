using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Binome.WebApi.Json;

/// <summary>The names of an enum on the wire: snake_case, exactly, in the order of their values.</summary>
internal static class Codes<T>
    where T : struct, Enum
{
    public static readonly ImmutableArray<string> Names =
    [
        .. Enum.GetValues<T>().Select(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString())),
    ];

    public static readonly FrozenDictionary<string, T> ByName = Enum.GetValues<T>()
        .ToFrozenDictionary(
            value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()),
            StringComparer.Ordinal
        );

    public static readonly FrozenDictionary<T, JsonEncodedText> ByValue = ByName.ToFrozenDictionary(
        pair => pair.Value,
        pair => JsonEncodedText.Encode(pair.Key)
    );
}

/// <summary>Enums by their code alone: no numbers, no other case, no combinations.</summary>
internal sealed class CodeConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(CodeConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class CodeConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Codes<T>.ByName.TryGetValue(reader.GetString()!, out var value)
                ? value
                : throw new JsonException("None of the known codes.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Codes<T>.ByValue[value]);
    }
}
