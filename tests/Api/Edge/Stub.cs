using System.Reflection;

namespace Binome.Api.Tests.Edge;

/// <summary>An interface whose calls are answered by a function.</summary>
public class Stub : DispatchProxy
{
    private Func<MethodInfo, object?[], object?> answer = (_, _) => null;

    public static T Of<T>(Func<MethodInfo, object?[], object?> answer)
        where T : class
    {
        var proxy = Create<T, Stub>();
        ((Stub)(object)proxy).answer = answer;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        answer(targetMethod!, args ?? []) ?? Nothing(targetMethod!.ReturnType);

    // A task of nothing: no row, an empty list, done; a property that is not set.
    private static object? Nothing(Type type)
    {
        if (!typeof(Task).IsAssignableFrom(type))
            return null;
        if (type == typeof(Task))
            return Task.CompletedTask;
        var value = type.GetGenericArguments()[0];
        var empty =
            value.IsGenericType && value.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
                ? value.GetField("Empty")!.GetValue(null)
            : value.IsValueType ? Activator.CreateInstance(value)
            : null;
        return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(value).Invoke(null, [empty])!;
    }
}
