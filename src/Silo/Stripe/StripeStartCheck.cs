using Binome.Contracts.Billing;

namespace Binome.Silo.Stripe;

/// <summary>
/// Asks Stripe once, after the start, whether what is set can work: whether it takes the key, and has a price for each plan. What it finds stands in the log
/// for whoever set it; the start does not wait for another's server.
/// </summary>
internal sealed partial class StripeStartCheck(IStripe stripe, ILogger<StripeStartCheck> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (stripe.Terms is not { } terms)
            return;
        try
        {
            foreach (var plan in terms.Plans)
                if (!await stripe.HasPrice(plan))
                    LogMissing(plan);
        }
        catch (StripeException problem) when (problem.Fault == StripeFault.Unauthorized)
        {
            LogRefused(problem.Code);
        }
        catch (StripeException problem)
        {
            LogUnanswered(problem.Fault, problem.Code);
        }
    }

    [LoggerMessage(
        LogLevel.Error,
        "Binome__Stripe__Prices names '{Plan}', but Stripe has no active price with that lookup key: nobody can choose it."
    )]
    private partial void LogMissing(string plan);

    [LoggerMessage(
        LogLevel.Error,
        "Stripe refuses the key of Binome__Stripe__SecretKey ({Code}): it must exist and may read Prices, among the rights in docs/operators/billing.md."
    )]
    private partial void LogRefused(string code);

    [LoggerMessage(
        LogLevel.Warning,
        "Stripe could not be asked whether the prices of Binome__Stripe__Prices exist: {Fault}, {Code}. It is asked again when somebody pays."
    )]
    private partial void LogUnanswered(StripeFault fault, string code);
}
