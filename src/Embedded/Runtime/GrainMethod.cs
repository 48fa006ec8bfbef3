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

    public override string ToString() => $"{InterfaceName}.{Contract.Name}";
}

/// <summary>A method that takes <typeparamref name="TArguments"/> and answers with a <typeparamref name="TResult"/>.</summary>
internal sealed class GrainMethod<TArguments, TResult>(MethodInfo contract, MethodInfo implementation)
    : GrainMethod(contract, implementation)
{
    private Func<object, TArguments, CancellationToken, ValueTask<TResult>>? invoker;

    /// <summary>Calls the method on the grain object. The invoker is compiled at the first call: most starts need few.</summary>
    public ValueTask<TResult> Invoke(object grain, TArguments arguments, CancellationToken cancellation) =>
        (invoker ??= GrainMethodCompiler.Compile<TArguments, TResult>(Contract))(grain, arguments, cancellation);

    /// <summary>Sends the call and gives back the promise of its answer.</summary>
    public Task<TResult> Send(GrainReference reference, TArguments arguments, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<TResult>(cancellation);

        var caller = RuntimeContext.Current;
        if (caller is null && reference.Factory.IsStopping)
            return Task.FromException<TResult>(new SiloUnavailableException("The runtime is stopping."));

        var call = new GrainCall<TArguments, TResult>(this, arguments, cancellation)
        {
            Context = RequestContext.Capture(),
            Caller = caller,
        };
        reference.Class.Deliver(reference.Key, call);
        return IsOneWay ? Task.FromResult<TResult>(default!) : call.Task;
    }
}
