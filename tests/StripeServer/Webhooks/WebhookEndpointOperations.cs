using System.Text.Json.Nodes;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Webhooks;

internal static class WebhookEndpointOperations
{
    private const int EndpointsMax = 16;

    public static readonly Operation[] All =
    [
        new(
            "POST",
            "/v1/webhook_endpoints",
            "Stripe.WebhookEndpointCreateParams",
            "Stripe.WebhookEndpoint",
            ["url", "enabled_events[]", "description", "api_version", "metadata.*"],
            Create
        ),
        new(
            "GET",
            "/v1/webhook_endpoints/{id}",
            "Stripe.WebhookEndpointRetrieveParams",
            "Stripe.WebhookEndpoint",
            [],
            call => call.Account.Endpoints.OfPath(call).Render()
        ),
        new(
            "POST",
            "/v1/webhook_endpoints/{id}",
            "Stripe.WebhookEndpointUpdateParams",
            "Stripe.WebhookEndpoint",
            ["url", "enabled_events[]", "description", "disabled", "metadata.*"],
            Update
        ),
        new(
            "GET",
            "/v1/webhook_endpoints",
            "Stripe.WebhookEndpointListParams",
            "Stripe.ApiList<Stripe.WebhookEndpoint>",
            Listing.Paging,
            call => Listing.Page(call, call.Account.Endpoints.All)
        ),
        new(
            "DELETE",
            "/v1/webhook_endpoints/{id}",
            "Stripe.WebhookEndpointDeleteParams",
            "Stripe.DeletedWebhookEndpoint",
            [],
            Delete
        ),
    ];

    /// <summary>The one answer that shows the secret.</summary>
    private static JsonObject Create(Call call)
    {
        call.Form.Required("url");
        call.Form.OneOf("api_version", ApiVersion.Current);
        if (call.Account.Endpoints.All.Count == EndpointsMax)
            throw Refusal.Invalid($"You have reached the maximum of {EndpointsMax} test webhook endpoints.");
        var endpoint = new WebhookEndpoint(call.Account, Url(call)!, Events(call))
        {
            Description = call.Form.Text("description"),
        };
        call.Merge(endpoint.Metadata);
        call.Account.Endpoints.Add(endpoint);
        var answer = endpoint.Render();
        answer["secret"] = endpoint.Secret;
        return answer;
    }

    private static JsonObject Update(Call call)
    {
        var endpoint = call.Account.Endpoints.OfPath(call);
        endpoint.Url = Url(call) ?? endpoint.Url;
        endpoint.EnabledEvents = call.Form.Has("enabled_events") ? Events(call) : endpoint.EnabledEvents;
        endpoint.Description = call.Form.Text("description") ?? endpoint.Description;
        endpoint.Disabled = call.Form.Flag("disabled") ?? endpoint.Disabled;
        call.Merge(endpoint.Metadata);
        return endpoint.Render();
    }

    private static JsonObject Delete(Call call)
    {
        var endpoint = call.Account.Endpoints.OfPath(call);
        call.Account.Endpoints.Remove(endpoint);
        return new JsonObject
        {
            ["id"] = endpoint.Id,
            ["object"] = "webhook_endpoint",
            ["deleted"] = true,
        };
    }

    private static string[] Events(Call call)
    {
        var events = call.Form.Texts("enabled_events");
        return events.Length > 0
            ? events
            : throw Refusal.Invalid("Missing required param: enabled_events.", "enabled_events", "parameter_missing");
    }

    // In live mode a receiver must be reached by https.
    private static string? Url(Call call)
    {
        if (call.Form.Text("url") is not { } text)
            return null;
        var valid = Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        if (!valid)
            throw Refusal.Invalid(
                "Invalid URL: An explicit scheme (such as https) must be provided.",
                "url",
                "url_invalid"
            );
        if (call.Account.Livemode && url!.Scheme != "https" && !url.IsLoopback)
            throw Refusal.Invalid("Invalid URL: URL must be HTTPS for live mode.", "url", "url_invalid");
        return text;
    }
}
