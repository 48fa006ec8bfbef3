using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Binome.WebApi.OpenApi;

/// <summary>Names of schemas without the words that only mean something in our code, and schemas of our own converters.</summary>
internal static class SchemaNames
{
    /// <summary>Marks members that are left out instead of being null, until the description is complete.</summary>
    public const string MayBeAbsent = "x-may-be-absent";

    private static readonly HashSet<string> Views =
    [
        .. typeof(SchemaNames).Assembly.GetTypes().Select(type => type.Name),
    ];

    public static string? Of(JsonTypeInfo type)
    {
        if (type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(Lists.ListView<>))
            return $"{Short(type.Type.GetGenericArguments()[0].Name)}List";
        if (type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(Tenants.WholeListView<>))
            return $"{Short(type.Type.GetGenericArguments()[0].Name)}WholeList";
        if (OptionalConverterFactory.Holds(type.Type) || type.Type == typeof(RawJson))
            return null;
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        if (name is null)
            return null;
        // A code may be called like the resource that tells it, and so may the body that writes it.
        return (Nullable.GetUnderlyingType(type.Type) ?? type.Type).IsEnum && Views.Contains($"{name}View")
                ? $"{name}Code"
            : Short(name) is var resource && name == $"{resource}Body" && Views.Contains($"{resource}View")
                ? $"{resource}Input"
            : resource;
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
        else if (type == typeof(DateTimeOffset))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        else if (type == typeof(DateTimeOffset?))
            (schema.Type, schema.Format) = (JsonSchemaType.String | JsonSchemaType.Null, "date-time");
        else if (OptionalConverterFactory.Holds(type))
            await Unwrap(schema, type.GetGenericArguments()[0], context, cancellation);
        else if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && schema.Properties is { Count: > 0 })
            schema.Required = context
                .JsonTypeInfo.Properties.Where(member => member.IsRequired)
                .Select(member => member.Name)
                .ToHashSet(StringComparer.Ordinal);
        if (context.JsonPropertyInfo is { } property)
            DescribeMember(schema, property);
    }

    private static void DescribeMember(OpenApiSchema schema, JsonPropertyInfo property)
    {
        if (property is { Name: "object", Set: null } && KindOf(property.DeclaringType) is { } kind)
            (schema.Type, schema.Const) = (JsonSchemaType.String, kind);
        var ignored = property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false);
        if (ignored is not [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }])
            return;
        schema.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        schema.Extensions[MayBeAbsent] = new JsonNodeExtension(JsonValue.Create(true));
    }

    // What a view is called is set where it is declared; views do nothing else when they are made.
    private static string? KindOf(Type view)
    {
        if (view.GetConstructors() is not [var constructor] || view.ContainsGenericParameters)
            return null;
        var nothing = constructor.GetParameters().Select(parameter => Nothing(parameter.ParameterType));
        return view.GetProperty("Object")?.GetValue(constructor.Invoke([.. nothing])) as string;
    }

    private static object? Nothing(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    // A member that may be left out has the schema of its value, or null.
    private static async Task Unwrap(
        OpenApiSchema schema,
        Type type,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellation
    )
    {
        var value = await context.GetOrCreateSchemaAsync(Nullable.GetUnderlyingType(type) ?? type, null, cancellation);
        // A plain value such as an enum has nothing to be cleared to.
        var mayBeNull = !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
        schema.Type = (value.Type ?? JsonSchemaType.String) | (mayBeNull ? JsonSchemaType.Null : 0);
        schema.Format = value.Format;
        schema.Items = value.Items;
        schema.Properties = value.Properties;
        schema.Required = value.Required;
        schema.Enum = value.Enum;
        schema.AdditionalProperties = value.AdditionalProperties;
    }

    private static string Short(string name)
    {
        foreach (var ending in (string[])["View", "Body"])
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
                return name[..^ending.Length];
        return name;
    }
}
