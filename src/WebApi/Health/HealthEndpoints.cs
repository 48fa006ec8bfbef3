using Binome.Contracts.Health;
using Microsoft.Extensions.Logging;

namespace Binome.WebApi.Health;

/// <summary>For whoever runs the process: is it alive, and can it do its work.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    public static void Map(WebApplication app)
    {
        app.MapGet("/healthz", () => Answers.Ok(new HealthView("ok"))).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/readyz", Ready).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<Answer> Ready(HttpContext context, IReadiness readiness, ILogger<IReadiness> logger)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        timeout.CancelAfter(CheckTimeout);
        try
        {
            await readiness.Check(timeout.Token).WaitAsync(timeout.Token);
            return Answers.Ok(new HealthView("ready"));
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            // Whatever the reason, the answer is the same: not now. The log has the reason.
            logger.LogWarning(exception, "Not ready");
            return Problems.Answer(context, FailureCodes.Busy);
        }
    }
}

internal sealed record HealthView(string Status);
