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
        if (GrainMethodShape.ResultType(method.ReturnType) is null)
            return $"returns {method.ReturnType.Name}; a grain method returns Task, Task<T>, ValueTask or ValueTask<T>";
        if (method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
            return "has a ref, in or out parameter";
        if (method.GetParameters().Count(GrainMethodShape.IsCancellation) > 1)
            return "has more than one CancellationToken";
        if (GrainMethodShape.ArgumentTypes(method).Count() > GrainMethodShape.ArgumentsMax)
            return $"has more than {GrainMethodShape.ArgumentsMax} arguments";
        return null;
    }

    public static GrainMethod Create(MethodInfo contract, MethodInfo implementation)
    {
        var shape = GrainMethodShape.Of(contract);
        var type = typeof(GrainMethod<,>).MakeGenericType(shape.Arguments, shape.Result);
        return (GrainMethod)Activator.CreateInstance(type, contract, implementation)!;
    }

    /// <summary>A delegate that calls <paramref name="contract"/> and turns what it returns into one shape.</summary>
    public static Func<object, TArguments, CancellationToken, ValueTask<TResult>> Compile<TArguments, TResult>(
        MethodInfo contract
    )
    {
        var grain = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(TArguments));
        var cancellation = Expression.Parameter(typeof(CancellationToken));
        var item = 0;
        var values = contract
            .GetParameters()
            .Select(parameter =>
                GrainMethodShape.IsCancellation(parameter)
                    ? (Expression)cancellation
                    : Expression.Field(arguments, $"Item{++item}")
            )
            .ToArray();
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
        return Expression
            .Lambda<Func<object, TArguments, CancellationToken, ValueTask<TResult>>>(
                call,
                grain,
                arguments,
                cancellation
            )
            .Compile();
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
