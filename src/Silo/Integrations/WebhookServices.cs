using Binome.Contracts.Integrations;
using Binome.Silo.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace Binome.Silo.Integrations;

internal static class WebhookServices
{
    /// <summary>How events leave: over HTTP, to checked addresses.</summary>
    public static void AddBinomeWebhooks(this IServiceCollection services, BinomeSettings settings)
    {
        services.AddSingleton(settings.Webhooks);
        services.AddSingleton(new WebhookPace(settings.Webhooks.RetryPace));
        services.AddSingleton<IHostResolver, SystemResolver>();
        services.AddSingleton<WebhookTargets>();
        services.AddSingleton<IWebhookCourier, WebhookCourier>();
        services.AddSingleton<IWebhookSeal, DataProtectionWebhookSeal>();
    }
}

/// <summary>Seals secrets of endpoints with the host's Data Protection keys, which lie in the data folder and not in the database.</summary>
internal sealed class DataProtectionWebhookSeal(IDataProtectionProvider protection) : IWebhookSeal
{
    public string Seal(string tenant, string endpointId, string text) => For(tenant, endpointId).Protect(text);

    public string Open(string tenant, string endpointId, string sealedText) =>
        For(tenant, endpointId).Unprotect(sealedText);

    private IDataProtector For(string tenant, string endpointId) =>
        protection.CreateProtector("binome.webhook", tenant, endpointId);
}
