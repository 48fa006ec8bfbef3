using Binome.Contracts;
using Binome.Contracts.Billing;
using Binome.Contracts.Exports;
using Binome.Contracts.Integrations;
using Binome.Contracts.People;
using Binome.Contracts.Sandboxes;
using Binome.Contracts.Tenants;

namespace Binome.Silo.Hosting;

/// <summary>
/// Throws away what is kept for a time only: answers under an Idempotency-Key, uploads nobody took in, reported rows, files of exports, mails of sandboxes, attempts of
/// webhooks.
/// </summary>
internal sealed partial class Housekeeping(
    IIdempotency idempotency,
    IImportUploads uploads,
    IExportFiles exports,
    ICredentialUses credentials,
    ISandboxStore sandboxes,
    IWebhookIndex webhooks,
    IStripeEventUpkeep stripeEvents,
    TimeProvider time,
    ILogger<Housekeeping> logger
) : BackgroundService
{
    // The start has enough to do.
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan AnswersKept = TimeSpan.FromHours(48);
    private static readonly TimeSpan UploadsKept = TimeSpan.FromHours(24);
    private static readonly TimeSpan ReportedRowsKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan EndedSessionsKept = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(FirstAfter, time, stoppingToken);
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                var now = time.GetUtcNow();
                await idempotency.DropOlderThan(now - AnswersKept);
                await uploads.DropOrphans(now - UploadsKept);
                await uploads.DropProblems(now - ReportedRowsKept);
                await exports.DropOlderThan(now - Limits.ExportKept);
                await credentials.DropEnded(now - EndedSessionsKept);
                await sandboxes.DropMails(now - SandboxLimits.MailsKept);
                await webhooks.DropOlderThan(now - WebhookLimits.AttemptsKept);
                await stripeEvents.DropOlderThan(now - BillingLimits.EventsKept);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // Nothing depends on it now; the next round does it.
                LogFailed(problem);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "Housekeeping failed; the next round tries again.")]
    private partial void LogFailed(Exception problem);
}
