using System.Linq.Expressions;
using System.Reflection;

namespace Binome.Embedded;

/// <summary>Makes <see cref="GrainMethod"/>s from the methods of grain interfaces.</summary>
internal static class GrainMethodCompiler
{
    /// <summary>What is wrong with a method as a grain method, or null.</summary>
    public static string? Problem(MethodInfo method)
    {
        if (method.IsGenericMethod)
            return "generic grain methods are not supported";
        if (ResultType(method.ReturnType) is null)
            return $"returns {method.ReturnType.Name}; a grain method returns Task, Task<T>, ValueTask or ValueTask<T>";
        if (method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
            return "has a ref, in or out parameter";
        if (method.GetParameters().Count(parameter => parameter.ParameterType == typeof(CancellationToken)) > 1)
            return "has more than one CancellationToken";
        return null;
    }

    public static GrainMethod Create(MethodInfo contract, MethodInfo implementation)
    {
        var result = ResultType(contract.ReturnType)!;
        var make = typeof(GrainMethodCompiler)
            .GetMethod(nameof(CreateTyped), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(result);
        return (GrainMethod)make.Invoke(null, [contract, implementation])!;
    }

    /// <summary>A delegate that calls <paramref name="contract"/> and turns what it returns into one shape.</summary>
    public static Func<object, object?[], ValueTask<TResult>> Compile<TResult>(MethodInfo contract)
    {
        var grain = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        var values = contract
            .GetParameters()
            .Select(
                (parameter, index) =>
                    Expression.Convert(
                        Expression.ArrayIndex(arguments, Expression.Constant(index)),
                        parameter.ParameterType
                    )
            );
        Expression call = Expression.Call(Expression.Convert(grain, contract.DeclaringType!), contract, values);
        if (contract.ReturnType != typeof(ValueTask<TResult>))
        {
            var unify = typeof(GrainMethodCompiler)
                .GetMethods(BindingFlags.NonPublic | BindingFlags.Static)
                .Where(method => method.Name == nameof(Unify))
                .Select(method => method.IsGenericMethod ? method.MakeGenericMethod(typeof(TResult)) : method)
                .First(method => method.GetParameters()[0].ParameterType == contract.ReturnType);
            call = Expression.Call(unify, call);
        }
        return Expression.Lambda<Func<object, object?[], ValueTask<TResult>>>(call, grain, arguments).Compile();
    }

    private static GrainMethod<TResult> CreateTyped<TResult>(MethodInfo contract, MethodInfo implementation)
    {
        Func<Task<TResult>, object> promise = contract.ReturnType switch
        {
            var type when type == typeof(ValueTask) => static task => new ValueTask(task),
            var type when type == typeof(ValueTask<TResult>) => static task => new ValueTask<TResult>(task),
            _ => static task => task,
        };
        return new GrainMethod<TResult>(contract, implementation, promise);
    }

    private static Type? ResultType(Type returned)
    {
        if (returned == typeof(Task) || returned == typeof(ValueTask))
            return typeof(Nothing);
        if (!returned.IsGenericType)
            return null;
        var shape = returned.GetGenericTypeDefinition();
        return shape == typeof(Task<>) || shape == typeof(ValueTask<>) ? returned.GetGenericArguments()[0] : null;
    }

    private static ValueTask<TResult> Unify<TResult>(Task<TResult> task) => new(task);

    private static ValueTask<Nothing> Unify(Task task) => task.IsCompletedSuccessfully ? default : Wait(task);

    private static ValueTask<Nothing> Unify(ValueTask task) =>
        task.IsCompletedSuccessfully ? default : Wait(task.AsTask());

    private static async ValueTask<Nothing> Wait(Task task)
    {
        await task;
        return default;
    }
}
