using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Binome.StripeServer.Types;

/// <summary>The fields that a class of a client reads, as claims about the official type it stands for.</summary>
public static class FieldsRead
{
    private const int DepthMax = 8;

    /// <summary>
    /// Every field of a class, and of the classes in it: named by <c>JsonPropertyName</c> or in snake_case, with its kind
    /// where the property's type tells it (text, number, boolean, list, map).
    /// </summary>
    /// <param name="type">The official type, such as <c>Stripe.Subscription</c>.</param>
    public static IEnumerable<TypeClaim> Of(string type, Type read) => Of(type, read, "", 0);

    private static IEnumerable<TypeClaim> Of(string type, Type read, string path, int depth)
    {
        if (depth == DepthMax)
            throw new InvalidOperationException($"{type} {path} is nested more than {DepthMax} deep.");
        foreach (var property in read.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<JsonIgnoreAttribute>() is not null)
                continue;
            var name =
                property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
                ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            var at = path.Length == 0 ? name : $"{path}.{name}";
            var value = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            yield return TypeClaim.Field(type, at, Kind(value));
            if (Inner(value) is { } inner)
                foreach (var claim in Of(type, inner, Kind(value) == "array" ? $"{at}[]" : at, depth + 1))
                    yield return claim;
        }
    }

    private static string? Kind(Type type) =>
        type == typeof(string) || type.IsEnum ? "string"
        : type == typeof(bool) ? "boolean"
        : type == typeof(int) || type == typeof(long) || type == typeof(decimal) || type == typeof(double) ? "number"
        : typeof(IDictionary).IsAssignableFrom(type) || IsMap(type) ? "object"
        : typeof(IEnumerable).IsAssignableFrom(type) && !typeof(JsonNode).IsAssignableFrom(type) ? "array"
        : IsRead(type) ? "object"
        : null;

    private static Type? Inner(Type type)
    {
        if (Kind(type) != "array")
            return IsRead(type) ? type : null;
        var element = type.IsArray ? type.GetElementType()! : type.GetGenericArguments().FirstOrDefault();
        return element is not null && IsRead(element) ? element : null;
    }

    private static bool IsMap(Type type) =>
        type.GetInterfaces()
            .Append(type)
            .Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>));

    // Classes of the client itself; those of the framework (instants, JSON nodes) are read whole by converters.
    private static bool IsRead(Type type) =>
        !type.IsPrimitive
        && !type.IsEnum
        && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true
        && !IsMap(type)
        && !typeof(IEnumerable).IsAssignableFrom(type);
}
