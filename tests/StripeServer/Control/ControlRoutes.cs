using System.Text.Json;
using System.Text.Json.Serialization;
using Binome.StripeServer.Checkout;
using Binome.StripeServer.Http;
using Binome.StripeServer.Webhooks;

namespace Binome.StripeServer.Control;

/// <summary>What no Stripe has: <c>/_peer</c>, where tests and developers act as people and as bad luck. Bodies are JSON.</summary>
internal static class ControlRoutes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Map(WebApplication app, StripeState state, StripePeer peer)
    {
        var peers = app.MapGroup("/_peer").AddEndpointFilter(Refused);
        peers.MapGet("/requests", () => Results.Json(peer.Requests, Json));
        peers.MapDelete("/requests", () => Done(peer.ClearRequests));
        peers.MapGet("/counts", () => Results.Json(peer.Counts, Json));
        peers.MapPost("/faults", async (HttpRequest request) => Done(() => peer.Fail, await Read<ApiFault>(request)));
        peers.MapGet("/faults", () => Results.Json(new { waiting = peer.WaitingFaults }, Json));
        peers.MapDelete("/faults", () => Done(peer.ClearFaults));
        peers.MapPost("/catch_up", () => Done(peer.CatchUp));
        peers.MapPost(
            "/checkout/{id}/pay",
            async (string id, HttpRequest request) =>
            {
                var entry = request.ContentLength > 0 ? await Read<CheckoutEntry>(request) : null;
                return Done(() => peer.Pay(id, entry));
            }
        );
        peers.MapPost(
            "/customers/{id}/card",
            async (string id, HttpRequest request) =>
            {
                var entry = await Read<CheckoutEntry>(request);
                return Done(() => peer.ReplaceCard(id, entry.Card ?? ""));
            }
        );
        MapWebhooks(peers, peer);
    }

    private static void MapWebhooks(RouteGroupBuilder peers, StripePeer peer)
    {
        peers.MapPut(
            "/webhooks/faults",
            async (HttpRequest request) =>
                Done(() => (WebhookFaults faults) => peer.WebhookFaults = faults, await Read<WebhookFaults>(request))
        );
        peers.MapGet("/webhooks/waiting", () => Results.Json(peer.WaitingWebhooks, Json));
        peers.MapPost(
            "/webhooks/waiting/{id}/deliver",
            async (string id, CancellationToken cancel) =>
                Results.Json(new { status = await peer.Deliver(id, cancel) }, Json)
        );
        peers.MapDelete("/webhooks/waiting/{id}", (string id) => Done(() => peer.Drop(id)));
        peers.MapPost(
            "/webhook_endpoints/{id}/roll",
            (string id) => Results.Json(new { secret = peer.RollSecret(id, TimeSpan.FromHours(24)) }, Json)
        );
    }

    private static async Task<T> Read<T>(HttpRequest request) =>
        await request.ReadFromJsonAsync<T>(Json) ?? throw Refusal.Invalid("A JSON body is required.");

    private static IResult Done(Action act)
    {
        act();
        return Results.NoContent();
    }

    private static IResult Done<T>(Func<Action<T>> act, T with)
    {
        act()(with);
        return Results.NoContent();
    }

    private static async ValueTask<object?> Refused(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        try
        {
            return await next(context);
        }
        catch (Refusal refusal)
        {
            return Results.Json(refusal.Render("req_peer"), Json, statusCode: refusal.Status);
        }
        catch (InvalidOperationException gone)
        {
            return Results.Json(new { error = new { message = gone.Message } }, Json, statusCode: 404);
        }
    }
}
