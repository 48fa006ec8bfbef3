namespace Binome.Embedded;

/// <summary>Which activation the running code belongs to; none outside a turn, as inside Task.Run.</summary>
internal static class RuntimeContext
{
    public static Activation? Current => (TaskScheduler.Current as TurnScheduler)?.Owner;
}
