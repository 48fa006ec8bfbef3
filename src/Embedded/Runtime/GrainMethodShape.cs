using System.Reflection;

namespace Binome.Embedded;

/// <summary>How a grain method travels.</summary>
/// <param name="Arguments">The value tuple of its arguments, without the CancellationToken.</param>
/// <param name="Result">What it answers with; <see cref="Nothing"/> for a bare task.</param>
/// <param name="Answer">The task that a value task of its result is made from.</param>
internal sealed record GrainMethodShape(Type Arguments, Type Result, Type Answer)
{
    /// <summary>As many as a value tuple holds without nesting.</summary>
    public const int ArgumentsMax = 7;

    private static readonly Type[] tuples =
    [
        typeof(ValueTuple),
        typeof(ValueTuple<>),
        typeof(ValueTuple<,>),
        typeof(ValueTuple<,,>),
        typeof(ValueTuple<,,,>),
        typeof(ValueTuple<,,,,>),
        typeof(ValueTuple<,,,,,>),
        typeof(ValueTuple<,,,,,,>),
    ];

    public static bool IsCancellation(ParameterInfo parameter) => parameter.ParameterType == typeof(CancellationToken);

    public static IEnumerable<Type> ArgumentTypes(MethodInfo contract) =>
        contract.GetParameters().Where(parameter => !IsCancellation(parameter)).Select(each => each.ParameterType);

    public static GrainMethodShape Of(MethodInfo contract)
    {
        Type[] arguments = [.. ArgumentTypes(contract)];
        var tuple = arguments.Length == 0 ? tuples[0] : tuples[arguments.Length].MakeGenericType(arguments);
        var result = ResultType(contract.ReturnType)!;
        var answer = result == typeof(Nothing) ? typeof(Task) : typeof(Task<>).MakeGenericType(result);
        return new(tuple, result, answer);
    }

    /// <summary>What a method with this return type answers with; null when it is none of a grain.</summary>
    public static Type? ResultType(Type returned)
    {
        if (returned == typeof(Task) || returned == typeof(ValueTask))
            return typeof(Nothing);
        if (!returned.IsGenericType)
            return null;
        var shape = returned.GetGenericTypeDefinition();
        return shape == typeof(Task<>) || shape == typeof(ValueTask<>) ? returned.GetGenericArguments()[0] : null;
    }
}
