using Binome.Contracts;
using Orleans.Runtime;

namespace Binome.Silo.Stripe;

/// <summary>Starts the reading of Stripe's events once the actors run; starting it where it goes already does nothing.</summary>
internal sealed partial class StripeFeedStart(IGrainFactory grains, TimeProvider time, ILogger<StripeFeedStart> logger)
    : BackgroundService
{
    private const int TriesMax = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await TenantGrains.StripeFeed(grains).Start();
                return;
            }
            catch (OrleansException problem) when (tries < TriesMax)
            {
                // A member that died a moment ago is still in the table; the others notice soon.
                LogAgain(problem);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The reading of Stripe's events could not be started yet.")]
    private partial void LogAgain(Exception problem);
}
