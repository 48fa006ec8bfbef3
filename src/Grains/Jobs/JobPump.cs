using Microsoft.Extensions.Logging;

namespace Binome.Grains.Jobs;

/// <summary>
/// Drives a job grain: one step a turn, so that other calls come between, until a step says that it was the last. A step
/// that throws stops the pump; the job's wake-up takes it up again.
/// </summary>
/// <param name="pause">Between two steps: short for a job that works in them, longer for one that looks in on a computation.</param>
internal sealed partial class JobPump(
    IGrainBase grain,
    Func<CancellationToken, Task<bool>> step,
    TimeSpan pause,
    ILogger logger
) : IDisposable
{
    public const string WakeUpName = "resume";

    public static readonly TimeSpan NoPause = TimeSpan.FromMilliseconds(1);
    private IGrainTimer? timer;

    public void Start()
    {
        timer ??= grain.RegisterGrainTimer(
            Tick,
            new GrainTimerCreationOptions(TimeSpan.Zero, pause) { KeepAlive = true }
        );
    }

    public void Dispose()
    {
        timer?.Dispose();
        timer = null;
    }

    private async Task Tick(CancellationToken cancellation)
    {
        try
        {
            if (!await step(cancellation))
                Dispose();
        }
        catch (Exception problem)
        {
            // Logged here because nobody awaits a timer; thrown on, so that a storage failure drops the activation.
            LogStopped(grain.GrainContext.GrainId, problem);
            Dispose();
            throw;
        }
    }

    [LoggerMessage(LogLevel.Error, "Job {Job} stopped in a step and is taken up again by its wake-up.")]
    private partial void LogStopped(GrainId job, Exception problem);
}
