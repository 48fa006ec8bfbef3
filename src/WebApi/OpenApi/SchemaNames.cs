using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Binome.WebApi.OpenApi;

/// <summary>Names of schemas without the words that only mean something in our code, and schemas of our own converters.</summary>
internal static class SchemaNames
{
    public static string? Of(JsonTypeInfo type)
    {
        if (type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(Lists.ListView<>))
            return $"{Short(type.Type.GetGenericArguments()[0].Name)}List";
        if (OptionalConverterFactory.Holds(type.Type) || type.Type == typeof(RawJson))
            return null;
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        return name is null ? null : Short(name);
    }

    public static async Task Describe(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellation
    )
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(RawJson))
            schema.Type = JsonSchemaType.Object;
        else if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        else if (OptionalConverterFactory.Holds(type))
            await Unwrap(schema, type.GetGenericArguments()[0], context, cancellation);
    }

    // A member that may be left out has the schema of its value, or null.
    private static async Task Unwrap(
        OpenApiSchema schema,
        Type type,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellation
    )
    {
        var value = await context.GetOrCreateSchemaAsync(Nullable.GetUnderlyingType(type) ?? type, null, cancellation);
        schema.Type = (value.Type ?? JsonSchemaType.String) | JsonSchemaType.Null;
        schema.Format = value.Format;
        schema.Items = value.Items;
        schema.Properties = value.Properties;
        schema.Required = value.Required;
        schema.Enum = value.Enum;
    }

    private static string Short(string name)
    {
        foreach (var ending in (string[])["View", "Body"])
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
                return name[..^ending.Length];
        return name;
    }
}
