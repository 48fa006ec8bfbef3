using System.Text.Json.Nodes;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Events;

internal static class EventOperations
{
    /// <summary>Events are kept that long; older ones are neither listed nor found.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private const int TypesMax = 20;

    public static readonly Operation[] All =
    [
        new(
            "GET",
            "/v1/events",
            "Stripe.EventListParams",
            "Stripe.ApiList<Stripe.Event>",
            [.. Listing.Paging, .. Listing.Created, "type", "types[]", "delivery_success"],
            List
        ),
        new("GET", "/v1/events/{id}", "Stripe.EventRetrieveParams", "Stripe.Event", [], Get),
    ];

    private static JsonObject Get(Call call)
    {
        var found = call.Account.Events.OfPath(call);
        return IsKept(call, found) ? found.Render() : throw call.NotFound("event");
    }

    private static JsonObject List(Call call)
    {
        var (type, types) = (call.Form.Text("type"), call.Form.Texts("types"));
        if (type is not null && types.Length > 0)
            throw Refusal.Invalid("You may only specify one of these parameters: type, types.", "type");
        if (types.Length > TypesMax)
            throw Refusal.Invalid($"You may only specify up to {TypesMax} types.", "types");
        var delivered = call.Form.Flag("delivery_success");
        return Listing.Page(
            call,
            call.Account.Events.All.Where(happened =>
                IsKept(call, happened)
                && (type is null || Matches(type, happened.Type))
                && (types.Length == 0 || types.Contains(happened.Type))
                && (delivered is null || delivered == (happened.Pending == 0 && !happened.Failed))
                && Listing.InRange(call.Form, "created", happened.Created)
            )
        );
    }

    private static bool IsKept(Call call, StripeEvent happened) => happened.Logged >= call.Account.Now() - Kept;

    // A type may be a group, such as customer.subscription.*
    private static bool Matches(string asked, string type) =>
        asked.EndsWith('*') ? type.StartsWith(asked[..^1], StringComparison.Ordinal) : asked == type;
}
