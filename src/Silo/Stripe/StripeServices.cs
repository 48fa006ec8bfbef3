using Binome.Contracts.Billing;

namespace Binome.Silo.Stripe;

internal static class StripeServices
{
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    public static void AddBinomeStripe(this IServiceCollection services, StripeSettings settings)
    {
        services.AddSingleton(settings);
        services
            .AddHttpClient(
                StripeHttp.ClientName,
                client => (client.BaseAddress, client.Timeout) = (new Uri(settings.ApiBase), StripeHttp.AttemptMax)
            )
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = ConnectionLife }
            )
            // They would write down addresses that hold customers' ids.
            .RemoveAllLoggers();
        services.AddSingleton<StripeHttp>();
        services.AddSingleton<IStripe, StripeClient>();
        services.AddSingleton<IStripeWebhooks, StripeWebhooks>();
        if (!settings.IsUsed)
            return;
        services.AddHostedService<StripeFeedStart>();
        services.AddHostedService<StripeStartCheck>();
    }
}
