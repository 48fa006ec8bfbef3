using System.Reflection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Runs around every call of every grain, in order of registration. Throwing refuses the call.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Calls <see cref="IGrainCallContext.Invoke"/> to go on, or sets a result, or throws.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>One call on its way.</summary>
public interface IGrainCallContext
{
    /// <summary>The grain object.</summary>
    object Grain { get; }

    /// <summary>The calling grain; for a call from outside, an id of type "sys.client".</summary>
    GrainId? SourceId { get; }

    /// <summary>The called grain.</summary>
    GrainId TargetId { get; }

    /// <summary>The full name of the called interface.</summary>
    string InterfaceName { get; }

    /// <summary>The name of the called method.</summary>
    string MethodName { get; }

    /// <summary>The method of the interface.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The answer; null for a method that returns none.</summary>
    object? Result { get; set; }

    /// <summary>Goes on to the next filter, or to the grain.</summary>
    Task Invoke();
}

/// <summary>One call as the called side sees it.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The called activation.</summary>
    IGrainContext TargetContext { get; }

    /// <summary>The method of the grain class.</summary>
    MethodInfo ImplementationMethod { get; }
}
