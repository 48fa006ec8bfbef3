using System.Text.Json;
using System.Text.Json.Serialization;

namespace Binome.WebApi.Json;

/// <summary>Tells a member that is absent from one that is null: an absent member never meets its converter.</summary>
internal sealed class OptionalConverterFactory : JsonConverterFactory
{
    public static bool Holds(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>);

    public override bool CanConvert(Type typeToConvert) => Holds(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)
            Activator.CreateInstance(
                typeof(OptionalConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()[0])
            )!;

    private sealed class OptionalConverter<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        public override Optional<T> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null
                ? Cleared()
                : new Optional<T>(JsonSerializer.Deserialize<T>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Or(default), options);

        // default(T) is null for references and Nullable<T>; a plain value such as an enum has nothing to be cleared to.
        private static Optional<T> Cleared() =>
            default(T) is null ? new Optional<T>(default) : throw new JsonException("The member can't be null.");
    }
}
