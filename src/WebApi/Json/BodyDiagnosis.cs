using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Binome.WebApi.Json;

/// <summary>
/// Says what is wrong with a body that could not be read. Only bodies that failed come here, so it takes its time: it
/// reads them again as a document and holds them against the members the endpoint knows.
/// </summary>
internal static class BodyDiagnosis
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = ApiJson.DepthMax,
        AllowDuplicateProperties = false,
    };

    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = ApiJson.DepthMax };

    public static RequestRefused Of(ReadOnlySpan<byte> json, JsonTypeInfo type, string pointer)
    {
        var bytes = json.ToArray();
        if (!TryParse(bytes, Lenient, out var document))
            return new RequestRefused(TransportCodes.BodyMalformed);
        using (document)
        {
            if (!TryParse(bytes, Strict, out var strict))
                return Refused(TransportCodes.BodyDuplicateMember, pointer);
            strict.Dispose();
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return new RequestRefused(TransportCodes.BodyMalformed);
            return HasNames(document.RootElement)
                ? Compare(document.RootElement, type, pointer)
                : new RequestRefused(TransportCodes.BodyMalformed);
        }
    }

    // A name with half a surrogate pair can't even be compared with one that is known.
    private static bool HasNames(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element
                    .EnumerateObject()
                    .All(member => member.Name.Length >= 0 && HasNames(member.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(HasNames),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static RequestRefused Compare(JsonElement root, JsonTypeInfo type, string pointer)
    {
        var element = root;
        JsonTypeInfo? at = type;
        foreach (var segment in JsonPointer.Segments(pointer))
        {
            if (element.ValueKind == JsonValueKind.Array && int.TryParse(segment, out var index))
            {
                if (index >= element.GetArrayLength())
                    break;
                (element, at) = (element[index], at?.ElementType is { } item ? TypeInfo(item) : null);
                continue;
            }
            var property = at?.Properties.FirstOrDefault(property => property.Name == segment);
            if (at is { Kind: JsonTypeInfoKind.Object } && property is null)
                return Refused(TransportCodes.FieldUnknown, pointer, Known(at));
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(segment, out element))
                break;
            at = property is null ? null : TypeInfo(property.PropertyType);
        }
        var missing = Missing(element, at, pointer);
        return missing.Count > 0
            ? new RequestRefused(missing[0] with { Others = [.. missing.Skip(1)] })
            : Refused(FailureCodes.Invalid, pointer, Expected(at));
    }

    private static List<Failure> Missing(JsonElement element, JsonTypeInfo? type, string pointer)
    {
        if (element.ValueKind != JsonValueKind.Object || type is not { Kind: JsonTypeInfoKind.Object })
            return [];
        return
        [
            .. type
                .Properties.Where(property => property.IsRequired && !element.TryGetProperty(property.Name, out _))
                .Select(property => Failure.At($"{pointer}/{property.Name}", FailureCodes.Required)),
        ];
    }

    private static string Known(JsonTypeInfo type) =>
        string.Join(", ", type.Properties.Select(property => property.Name));

    // What stands here goes into both languages, so it names types and values, not sentences.
    private static string[] Expected(JsonTypeInfo? type)
    {
        var plain = type?.Type;
        plain = plain is null ? null : Nullable.GetUnderlyingType(plain) ?? plain;
        if (plain is { IsEnum: true })
            return [string.Join(" | ", Enum.GetNames(plain).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))];
        if (plain == typeof(string))
            return ["string"];
        if (plain == typeof(bool))
            return ["true | false"];
        if (plain == typeof(int) || plain == typeof(long))
            return ["integer"];
        if (plain == typeof(double))
            return ["number"];
        if (plain == typeof(DateOnly))
            return ["YYYY-MM-DD"];
        if (plain == typeof(DateTimeOffset))
            return ["YYYY-MM-DDThh:mm:ssZ"];
        return type?.Kind switch
        {
            JsonTypeInfoKind.Object => ["object"],
            JsonTypeInfoKind.Enumerable => ["array"],
            _ => [],
        };
    }

    private static JsonTypeInfo TypeInfo(Type type)
    {
        if (OptionalConverterFactory.Holds(type))
            type = type.GetGenericArguments()[0];
        return ApiJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
    }

    private static RequestRefused Refused(string code, string pointer, params string[] arguments) =>
        new(Failure.At(pointer, code, arguments));

    private static bool TryParse(
        ReadOnlyMemory<byte> json,
        JsonDocumentOptions options,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JsonDocument? document
    )
    {
        try
        {
            document = JsonDocument.Parse(json, options);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second is half a surrogate pair in the name of a member.
            document = null;
            return false;
        }
    }
}
