using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Binome.Embedded;

/// <summary>One method of one grain interface, on the class that answers it.</summary>
internal abstract class GrainMethod(MethodInfo contract, MethodInfo implementation)
{
    public MethodInfo Contract { get; } = contract;

    public MethodInfo Implementation { get; } = implementation;

    public string InterfaceName { get; } = contract.DeclaringType!.FullName!;

    public bool IsReadOnly { get; } = contract.IsDefined(typeof(ReadOnlyAttribute));

    public bool IsInterleaved { get; } = contract.IsDefined(typeof(AlwaysInterleaveAttribute));

    public bool IsOneWay { get; } = contract.IsDefined(typeof(OneWayAttribute));

    /// <summary>Where the CancellationToken stands among the arguments; -1 for none.</summary>
    public int TokenIndex { get; } =
        Array.FindIndex(contract.GetParameters(), parameter => parameter.ParameterType == typeof(CancellationToken));

    /// <summary>Sends the call and gives back what the interface promises: a task or value task.</summary>
    public abstract object Send(GrainProxy proxy, object?[] arguments);

    public CancellationToken? Token(object?[] arguments) =>
        TokenIndex < 0 ? null : (CancellationToken)arguments[TokenIndex]!;

    public override string ToString() => $"{InterfaceName}.{Contract.Name}";
}

/// <summary>A method that answers with a <typeparamref name="TResult"/>.</summary>
internal sealed class GrainMethod<TResult>(
    MethodInfo contract,
    MethodInfo implementation,
    Func<Task<TResult>, object> promise
) : GrainMethod(contract, implementation)
{
    private Func<object, object?[], ValueTask<TResult>>? invoker;

    /// <summary>Calls the method on the grain object. The invoker is compiled at the first call: most starts need few.</summary>
    public ValueTask<TResult> Invoke(object grain, object?[] arguments) =>
        (invoker ??= GrainMethodCompiler.Compile<TResult>(Contract))(grain, arguments);

    public override object Send(GrainProxy proxy, object?[] arguments)
    {
        if (Token(arguments) is { IsCancellationRequested: true } token)
            return promise(Task.FromCanceled<TResult>(token));

        var caller = RuntimeContext.Current;
        if (caller is null && proxy.Factory.IsStopping)
            return promise(Task.FromException<TResult>(new SiloUnavailableException("The runtime is stopping.")));

        var call = new GrainCall<TResult>(this, arguments)
        {
            Context = RequestContext.Capture(),
            Caller = caller,
            CameAt = proxy.Factory.Clock.GetTimestamp(),
        };
        proxy.Class.Deliver(proxy.Key, call);
        return promise(IsOneWay ? Task.FromResult<TResult>(default!) : call.Task);
    }
}
