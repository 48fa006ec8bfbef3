using Binome.Contracts.Integrations;
using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Parts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Webhooks;

/// <summary>Where the tenant's events are sent.</summary>
[RequiresAction(Actions.WebhooksRead)]
internal sealed class WebhooksModel(Caller caller, IWebhookRows rows) : PageModel
{
    public ImmutableArray<WebhookEndpointRow> Endpoints { get; private set; } = [];

    public async Task OnGet()
    {
        var all = await rows.List(caller.Tenant, new PageOf(WebhookLimits.EndpointsPerTenantMax, null));
        Endpoints = [.. all.Items.Select(item => item.Row)];
    }

    public static Badge StateOf(WebhookEndpointRow endpoint, IStringLocalizer words) =>
        endpoint.Status is WebhookStatus.Enabled
            ? new(words["webhook.enabled"], Tone.Good)
            : new(
                words[$"webhook.disabled.{endpoint.DisabledReason ?? WebhookDisabledReason.Asked}"],
                endpoint.DisabledReason is WebhookDisabledReason.Asked ? Tone.Neutral : Tone.Bad
            );
}
