using System.Reflection;
using System.Runtime.ExceptionServices;
using Orleans;
using Orleans.Runtime;

namespace Binome.Embedded;

/// <summary>Leads one call through the filters of the host, then the grain's own filter, to the grain.</summary>
internal sealed class CallPipeline(Activation activation, GrainCall call, IIncomingGrainCallFilter[] filters)
    : IIncomingGrainCallContext
{
    private int position;
    private bool answered;
    private ExceptionDispatchInfo? failure;

    public object Grain => activation.GrainInstance!;

    public GrainId? SourceId => call.Caller?.GrainId ?? GrainFactory.ClientId;

    public GrainId TargetId => activation.GrainId;

    public string InterfaceName => call.Method.InterfaceName;

    public string MethodName => call.Method.Contract.Name;

    public MethodInfo InterfaceMethod => call.Method.Contract;

    public MethodInfo ImplementationMethod => call.Method.Implementation;

    public IGrainContext TargetContext => activation;

    public object? Result
    {
        get => failure is null ? call.Result : null;
        set
        {
            call.Result = value;
            failure = null;
            answered = true;
        }
    }

    /// <summary>After the call: a grain's failure that a filter swallowed without setting a result still is the answer.</summary>
    public void ThrowIfFailed() => failure?.Throw();

    public Task Invoke()
    {
        var next =
            position < filters.Length ? filters[position]
            : position == filters.Length ? Grain as IIncomingGrainCallFilter
            : null;
        return next is null ? InvokeGrain() : Invoke(next);
    }

    private async Task Invoke(IIncomingGrainCallFilter next)
    {
        position++;
        try
        {
            await next.Invoke(this);
        }
        finally
        {
            position--;
        }
        if (!answered)
            throw new InvalidOperationException($"Filter {next.GetType()} neither went on nor set a result.");
    }

    private async Task InvokeGrain()
    {
        answered = true;
        try
        {
            await call.Invoke(Grain);
            failure = null;
        }
        catch (Exception thrown)
        {
            failure = ExceptionDispatchInfo.Capture(thrown);
            throw;
        }
    }
}
