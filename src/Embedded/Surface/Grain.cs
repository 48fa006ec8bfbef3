using Binome.Embedded;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Base of grain classes. Only the runtime constructs one, inside an activation.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    protected Grain() =>
        GrainContext =
            RuntimeContext.Current
            ?? throw new InvalidOperationException($"{GetType().Name} was constructed outside the actor runtime.");

    /// <inheritdoc/>
    public IGrainContext GrainContext { get; }

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.GrainFactory;

    /// <summary>The services of this activation.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>The grain's name, "type/key".</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    private IActivation Activation => (IActivation)GrainContext;

    /// <inheritdoc cref="IGrainBase.OnActivateAsync"/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="IGrainBase.OnDeactivateAsync"/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Ends this activation after the running turns.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps this activation from being collected for at least this long.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.DelayDeactivation(timeSpan);
}
