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
            reader.TokenType == JsonTokenType.Null ? Cleared() : new Optional<T>(Value(ref reader, options));

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Or(default), options);

        private static T? Value(ref Utf8JsonReader reader, JsonSerializerOptions options)
        {
            try
            {
                return JsonSerializer.Deserialize<T>(ref reader, options);
            }
            catch (JsonException exception)
            {
                throw new NestedJsonException(exception);
            }
        }

        // default(T) is null for references and Nullable<T>; a plain value such as an enum has nothing to be cleared to.
        private static Optional<T> Cleared() =>
            default(T) is null ? new Optional<T>(default) : throw new JsonException("The member can't be null.");
    }
}

/// <summary>
/// A fault inside a value that was read by a call of its own: the path of that call starts anew, so it is kept beside
/// the path to the value, which the outer call fills in.
/// </summary>
internal sealed class NestedJsonException(JsonException inner) : JsonException(inner.Message, inner)
{
    /// <summary>The JSON pointer to what is wrong in the whole body.</summary>
    public static string PointerOf(JsonException exception) =>
        JsonPointer.FromPath(exception.Path)
        + (exception is NestedJsonException { InnerException: JsonException nested } ? PointerOf(nested) : "");
}
