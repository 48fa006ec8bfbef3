using System.Collections.Immutable;
using System.Reflection;

namespace Binome.Grains.Tests.Golden;

/// <summary>States with every member filled in, so that a golden file has a place for each.</summary>
internal static class GoldenStates
{
    private const int DepthMax = 12;
    private static readonly DateTimeOffset At = new(2026, 3, 29, 1, 30, 0, 123, TimeSpan.Zero);

    /// <summary>Every kind of state that a grain stores.</summary>
    public static IEnumerable<Type> Types =>
        typeof(GrainServices)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && typeof(LedgerState).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    public static object Filled(Type type) => Value(type, type.Name, DepthMax)!;

    private static object? Value(Type type, string name, int depth)
    {
        if (depth == 0)
            throw new InvalidOperationException($"{name} lies deeper than {DepthMax}.");
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Value(inner, name, depth);
        if (Plain(type, name) is { } plain)
            return plain;
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Last();
        if (type.IsGenericType && Collection(type, name, depth) is { } collection)
            return collection;
        return Composed(type, depth);
    }

    private static object? Plain(Type type, string name) =>
        type == typeof(string) ? $"é {name}"
        : type == typeof(bool) ? true
        : type == typeof(int) ? 7
        : type == typeof(long) ? 1_700_000_000_001L
        : type == typeof(double) ? 0.625
        : type == typeof(DateTimeOffset) ? At
        : type == typeof(DateOnly) ? new DateOnly(2024, 2, 29)
        : type == typeof(TimeSpan) ? TimeSpan.FromMinutes(90)
        : type == typeof(byte[]) ? new byte[] { 0, 127, 255 }
        : null;

    private static object? Collection(Type type, string name, int depth)
    {
        var arguments = type.GetGenericArguments();
        object Item(int at) => Value(arguments[at], name, depth - 1)!;
        if (type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var items = Array.CreateInstance(arguments[0], 1);
            items.SetValue(Item(0), 0);
            return typeof(ImmutableArray)
                .GetMethods()
                .First(method => method.Name == "Create" && method.GetParameters() is [{ ParameterType.IsArray: true }])
                .MakeGenericMethod(arguments[0])
                .Invoke(null, [items]);
        }
        Type[] maps = [typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>)];
        if (!maps.Contains(type.GetGenericTypeDefinition()))
            return null;
        var empty = type.GetField("Empty")!.GetValue(null)!;
        return type.GetMethod("Add")!.Invoke(empty, [Item(0), Item(1)]);
    }

    private static object Composed(Type type, int depth)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(candidate => candidate.GetParameters() is not [{ } only] || only.ParameterType != type)
            .MaxBy(candidate => candidate.GetParameters().Length);
        if (constructor is null)
            throw new NotSupportedException($"A state holds a {type}, which nobody knows how to fill.");
        object?[] arguments =
        [
            .. constructor
                .GetParameters()
                .Select(parameter => Value(parameter.ParameterType, Snake(parameter.Name!), depth - 1)),
        ];
        var made = constructor.Invoke(arguments);
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null))
            if (
                property.Name
                is not (
                    nameof(LedgerState.Schema)
                    or nameof(LedgerState.Pending)
                    or nameof(LedgerState.FromNewerRelease)
                )
            )
                property.SetValue(made, Value(property.PropertyType, Snake(property.Name), depth - 1));
        return made;
    }

    private static string Snake(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
