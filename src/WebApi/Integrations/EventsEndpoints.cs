using System.Globalization;
using Binome.Contracts.Integrations;
using Binome.Contracts.Members;
using Binome.Contracts.Sandboxes;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Integrations;

internal static class EventsEndpoints
{
    private const int TypesPerFilterMax = 30;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/events").WithTags("Events");
        group
            .MapGet("", List)
            .Describe("listEvents", Actions.EventsRead, "What happened, newest first.")
            .Lists<EventView>(
                new("types", "Event types, separated by commas or repeated."),
                new("resource", "The id of the resource it happened to."),
                new("created[gte]", "At this instant or later.", typeof(DateTimeOffset)),
                new("created[lt]", "Before this instant.", typeof(DateTimeOffset)),
                new(
                    "delivery_success",
                    "false for events that some webhook endpoint has not accepted yet.",
                    typeof(bool)
                )
            );
        EventStreamEndpoint.Map(group);
        group.MapGet("/{event}", Find).Describe("getEvent", Actions.EventsRead, "One event.").Answers<EventView>();
    }

    /// <summary>The types that a query asks for; none asks for all.</summary>
    public static ImmutableArray<string> Types(QueryValues query)
    {
        var types = query.Many("types", TypesPerFilterMax);
        foreach (var type in types)
            if (!EventTypes.All.Contains(type))
                throw QueryValues.Invalid("types", string.Join(" | ", EventTypes.All.Order(StringComparer.Ordinal)));
        return types;
    }

    private static async Task<Answer> List(ListRequest list, Caller caller, IEventRows rows)
    {
        var types = Types(list.Query);
        if (list.Query.Flag("delivery_success") is true)
            throw QueryValues.Invalid("delivery_success", "false");
        var filter = new EventFilter(
            types,
            list.Query.Text("resource"),
            list.Query.Instant("created[gte]"),
            list.Query.Instant("created[lt]")
        )
        {
            Undelivered = list.Query.Flag("delivery_success") is false,
        };
        long? before = list.After is { } after ? long.Parse(after, CultureInfo.InvariantCulture) : null;
        var (events, hasMore) = await rows.List(caller.Tenant, filter, before, list.Limit);
        var last = hasMore ? events[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null;
        return list.Answer([.. events.Select(found => EventView.Of(found, caller.Tenant))], last);
    }

    private static async Task<Answer> Find(string @event, Caller caller, IEventRows rows) =>
        await rows.Find(caller.Tenant, @event) is { } found
            ? Answers.Ok(EventView.Of(found, caller.Tenant))
            : caller.NotFound();
}

/// <summary>Something that happened.</summary>
/// <param name="Sequence">1, 2, 3… per tenant, without gaps.</param>
/// <param name="Livemode">False for an event of the sandbox.</param>
/// <param name="Data">Ids, codes, numbers and instants.</param>
internal sealed record EventView(
    string Id,
    string Type,
    DateTimeOffset Created,
    long Sequence,
    string Resource,
    bool Livemode,
    RawJson Data
)
{
    public string Object { get; } = "event";

    public static EventView Of(StoredEvent stored, string tenant) =>
        new(
            stored.Id,
            stored.Type,
            stored.CreatedAt,
            stored.Sequence,
            stored.Resource,
            !Sandbox.Is(tenant),
            new RawJson(stored.Data)
        );
}
