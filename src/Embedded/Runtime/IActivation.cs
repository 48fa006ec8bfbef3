using Orleans;
using Orleans.Runtime;

namespace Binome.Embedded;

/// <summary>What the surface asks of an activation beyond <see cref="IGrainContext"/>.</summary>
internal interface IActivation : IGrainContext
{
    IGrainFactory GrainFactory { get; }

    IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options);

    void DelayDeactivation(TimeSpan timeSpan);

    void EnterReentrantSection(Guid id);

    void ExitReentrantSection(Guid id);
}
