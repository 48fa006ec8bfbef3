using Binome.Contracts.Integrations;
using Binome.Contracts.Members;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Integrations;

/// <summary>Where a tenant's events are sent, and what came of it.</summary>
internal static class WebhooksEndpoints
{
    private const string Path = "/v1/webhook_endpoints/";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/webhook_endpoints").WithTags("Webhooks");
        MapReads(group);
        group
            .MapPost("", Create)
            .Describe(
                "createWebhookEndpoint",
                Actions.WebhooksWrite,
                "Makes an endpoint; its secret is in this answer alone."
            )
            .Answers<WebhookEndpointView>(StatusCodes.Status201Created);
        group
            .MapPatch("/{endpoint}", Change)
            .WithMetadata(ChecksVersion.Mark)
            .Describe("updateWebhookEndpoint", Actions.WebhooksWrite, "Changes an endpoint.")
            .Answers<WebhookEndpointView>();
        group
            .MapDelete("/{endpoint}", Delete)
            .Describe(
                "deleteWebhookEndpoint",
                Actions.WebhooksWrite,
                "Takes an endpoint away; nothing more is sent to it."
            )
            .Answers<DeletedWebhookView>();
        group
            .MapPost("/{endpoint}/rotate_secret", Rotate)
            .Describe(
                "rotateWebhookSecret",
                Actions.WebhooksWrite,
                "Makes a new secret; the old one signs beside it for a while."
            )
            .Answers<WebhookEndpointView>();
        group
            .MapPost("/{endpoint}/enable", Enable)
            .Describe(
                "enableWebhookEndpoint",
                Actions.WebhooksWrite,
                "Goes on where it stopped: what happened meanwhile is sent."
            )
            .Answers<WebhookEndpointView>();
        group
            .MapPost("/{endpoint}/disable", Disable)
            .Describe("disableWebhookEndpoint", Actions.WebhooksWrite, "Sends nothing until it is enabled.")
            .Answers<WebhookEndpointView>();
        group
            .MapPost("/{endpoint}/ping", Ping)
            .Describe(
                "pingWebhookEndpoint",
                Actions.WebhooksWrite,
                "Sends webhook_endpoint.ping to this endpoint; the attempts tell what came of it."
            )
            .Answers<WebhookEndpointView>(StatusCodes.Status202Accepted);
        group
            .MapPost("/{endpoint}/replay", Replay)
            .Describe(
                "replayEvents",
                Actions.WebhooksWrite,
                "Sends one event again, or all of a time, in order and before what is new."
            )
            .Answers<WebhookEndpointView>(StatusCodes.Status202Accepted);
    }

    private static void MapReads(RouteGroupBuilder group)
    {
        group
            .MapGet("", List)
            .Describe("listWebhookEndpoints", Actions.WebhooksRead, "The endpoints, newest first.")
            .Lists<WebhookEndpointView>();
        group
            .MapGet("/{endpoint}", Find)
            .Describe("getWebhookEndpoint", Actions.WebhooksRead, "One endpoint.")
            .Answers<WebhookEndpointView>();
        group
            .MapGet("/{endpoint}/progress", Progress)
            .Describe("getWebhookProgress", Actions.WebhooksRead, "How far an endpoint is, and what waits.")
            .Answers<WebhookProgressView>();
        group
            .MapGet("/{endpoint}/attempts", Attempts)
            .Describe(
                "listWebhookAttempts",
                Actions.WebhooksRead,
                "The requests to an endpoint within 30 days, newest first."
            )
            .Lists<WebhookAttemptView>(
                new("event", "The id of an event."),
                new("succeeded", "true for those that were accepted, false for the others.")
            );
    }

    private static async Task<Answer> List(ListRequest list, Caller caller, IWebhookRows rows) =>
        list.Answer(await rows.List(caller.Tenant, list.Page), WebhookEndpointView.Of);

    private static async Task<Answer> Find(string endpoint, Caller caller, IWebhookRows rows) =>
        caller.Resource(await rows.Find(caller.Tenant, endpoint), WebhookEndpointView.Of);

    private static async Task<Answer> Progress(string endpoint, Caller caller, IWebhookRows rows, IEventFeed feed)
    {
        if (
            await rows.Find(caller.Tenant, endpoint) is null
            || await rows.Progress(caller.Tenant, endpoint) is not { } found
        )
            return caller.NotFound();
        var behind = Math.Max(0, await feed.Head(caller.Tenant) - found.Cursor);
        return Answers.Ok(
            new WebhookProgressView(endpoint, behind, found.Waiting, found.DueAt, found.PausedUntil, found.DeliveredAt)
        );
    }

    private static async Task<Answer> Attempts(string endpoint, ListRequest list, Caller caller, IWebhookRows rows)
    {
        var filter = new WebhookAttemptFilter(list.Query.Text("event"), list.Query.Flag("succeeded"));
        return await rows.Find(caller.Tenant, endpoint) is null
            ? caller.NotFound()
            : list.Answer(await rows.Attempts(caller.Tenant, endpoint, filter, list.Page), WebhookAttemptView.Of);
    }

    private static async Task<Answer> Create(Body<CreateWebhookBody> body, Caller caller)
    {
        var (url, events, description, apiVersion) = body.Value;
        var id = caller.NewId(Ids.WebhookEndpoint);
        var command = new CreateWebhookEndpoint(url, events ?? [], description, apiVersion);
        return caller.Answer(
            await caller.Send(grains => grains.WebhookEndpoint(id).Create(command)),
            made => new Answer(
                StatusCodes.Status201Created,
                Answers.Render(WebhookEndpointView.Of(made.Endpoint, made.Secret))
            )
            {
                Location = Path + id,
                ETag = ETags.Of(made.Version),
                Kept = Answers.Created(Path + id, WebhookEndpointView.Of(made.Endpoint), made.Version),
            }
        );
    }

    private static async Task<Answer> Change(
        string endpoint,
        Body<ChangeWebhookBody> body,
        Caller caller,
        HttpRequest request
    )
    {
        var change = new WebhookEndpointChange
        {
            Url = body.Value.Url,
            Events = body.Value.Events,
            Description = body.Value.Description,
            ApiVersion = body.Value.ApiVersion,
        };
        var ifVersion = ETags.IfMatch(request);
        return Rendered(
            caller,
            await caller.Send(grains => grains.WebhookEndpoint(endpoint).Change(change, ifVersion))
        );
    }

    private static async Task<Answer> Delete(string endpoint, Caller caller) =>
        caller.Answer(
            await caller.Send(grains => grains.WebhookEndpoint(endpoint).Delete()),
            _ => Answers.Ok(new DeletedWebhookView(endpoint))
        );

    private static async Task<Answer> Rotate(string endpoint, Body<RotateWebhookSecretBody> body, Caller caller)
    {
        var overlap = body.Value.OverlapHours is { } hours
            ? TimeSpan.FromHours(hours)
            : WebhookLimits.SecretOverlapDefault;
        if (overlap < TimeSpan.Zero || overlap > WebhookLimits.SecretOverlapMax)
            return caller.Problem(
                Failure.At(
                    "/overlap_hours",
                    FailureCodes.OutOfRange,
                    "0",
                    $"{WebhookLimits.SecretOverlapMax.TotalHours}"
                )
            );
        return caller.Answer(
            await caller.Send(grains => grains.WebhookEndpoint(endpoint).RotateSecret(overlap)),
            made => new Answer(
                StatusCodes.Status200OK,
                Answers.Render(WebhookEndpointView.Of(made.Endpoint, made.Secret))
            )
            {
                ETag = ETags.Of(made.Version),
                Kept = Answers.Ok(WebhookEndpointView.Of(made.Endpoint), made.Version),
            }
        );
    }

    private static async Task<Answer> Enable(string endpoint, Body<NoSettings> body, Caller caller) =>
        Rendered(caller, await caller.Send(grains => grains.WebhookEndpoint(endpoint).Enable()));

    private static async Task<Answer> Disable(string endpoint, Body<NoSettings> body, Caller caller) =>
        Rendered(caller, await caller.Send(grains => grains.WebhookEndpoint(endpoint).Disable()));

    private static async Task<Answer> Ping(string endpoint, Body<NoSettings> body, Caller caller) =>
        Begun(caller, await caller.Send(grains => grains.WebhookEndpoint(endpoint).Ping()));

    private static async Task<Answer> Replay(string endpoint, Body<ReplayBody> body, Caller caller, EventRanges ranges)
    {
        var range = await ranges.Of(caller.Tenant, body.Value);
        return range.Failure is { } failure
            ? caller.Problem(failure)
            : Begun(caller, await caller.Send(grains => grains.WebhookEndpoint(endpoint).Replay(range.Value)));
    }

    private static Answer Begun(Caller caller, Outcome<SavedWebhookEndpoint> outcome) =>
        caller.Answer(
            outcome,
            saved => Answers.Accepted($"{Path}{saved.Endpoint.Id}/attempts", WebhookEndpointView.Of(saved.Endpoint))
        );

    private static Answer Rendered(Caller caller, Outcome<SavedWebhookEndpoint> outcome) =>
        caller.Answer(outcome, saved => Answers.Ok(WebhookEndpointView.Of(saved.Endpoint), saved.Version));
}
