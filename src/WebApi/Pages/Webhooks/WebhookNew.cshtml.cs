using Binome.Contracts.Integrations;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Webhooks;

/// <summary>Makes an endpoint and shows its secret, this once.</summary>
[RequiresAction(Actions.WebhooksWrite)]
internal sealed class WebhookNewModel(Caller caller) : PageModel
{
    public string? Address { get; private set; }

    /// <summary>Only in the answer that made it; nobody can be shown it again.</summary>
    public WebhookSecretShown? Created { get; private set; }

    public async Task<IActionResult> OnPost()
    {
        var form = new FormValues(Request.Form);
        Address = form.Text("url");
        var command = new CreateWebhookEndpoint(
            Address ?? "",
            form.Lines("events"),
            form.Text("description"),
            ApiVersion: null
        );
        var id = caller.NewId(Ids.WebhookEndpoint);
        var outcome = await caller.Send(grains => grains.WebhookEndpoint(id).Create(command));
        if (outcome.Failure is { } failure)
            this.Show(failure);
        else
            Created = outcome.Value;
        return Page();
    }
}
