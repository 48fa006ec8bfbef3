using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Json;

/// <summary>
/// The one form of JSON on the wire: snake_case, nothing unknown, nothing twice, no comments, no numbers as text. Built
/// once; per request only the cached metadata is used.
/// </summary>
internal static class ApiJson
{
    public const int DepthMax = 32;
    public const int BodyBytesMax = 1024 * 1024;
    public const int ArrayItemsMax = 1_000;

    public static readonly JsonSerializerOptions Options = Frozen();

    public static JsonTypeInfo<T> Info<T>() => Cached<T>.Info;

    /// <summary>For the framework's own options, from which the published schemas are made: it knows the values of its own converter.</summary>
    public static void ConfigureSchemas(JsonSerializerOptions options)
    {
        Configure(options);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }

    private static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.MaxDepth = DepthMax;
        // Answers are application/json with nosniff, never markup; accents stay readable and short.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new OptionalConverterFactory());
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new RawJsonConverter());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver
        {
            Modifiers = { RequireMembers, NameReferences, PutIdentityFirst },
        };
    }

    /// <summary>True when null may stand for a value of the member.</summary>
    public static bool MayBeNull(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType
            ? Nullable.GetUnderlyingType(property.PropertyType) is not null
            : property.IsSetNullable;

    private static JsonSerializerOptions Frozen()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.Converters.Add(new CodeConverterFactory());
        options.MakeReadOnly();
        return options;
    }

    // A record's member without a default that may not be null has to be sent; one that may be null can be left out.
    private static void RequireMembers(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.GetConstructors() is not [var constructor])
            return;
        var required = constructor
            .GetParameters()
            .Where(parameter => !parameter.HasDefaultValue)
            .Select(parameter => parameter.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var property in type.Properties)
            if (property.AttributeProvider is PropertyInfo member && required.Contains(member.Name))
                property.IsRequired = !MayBeNull(property) && !OptionalConverterFactory.Holds(property.PropertyType);
    }

    // On the wire a reference is named after what it refers to; the kind of id stands in the id.
    private static void NameReferences(JsonTypeInfo type)
    {
        if (type.Type != typeof(ProgrammeChange))
            return;
        foreach (var property in type.Properties)
            if (property.Name == "parent_programme_id")
                property.Name = "parent_programme";
    }

    // Whoever reads an answer sees first what it is.
    private static void PutIdentityFirst(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            property.Order = property.Name switch
            {
                "id" => -2,
                "object" => -1,
                _ => property.Order,
            };
    }

    private static class Cached<T>
    {
        public static readonly JsonTypeInfo<T> Info = (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
    }
}
