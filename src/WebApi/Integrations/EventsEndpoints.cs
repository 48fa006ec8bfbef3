using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Binome.Contracts.Integrations;
using Binome.Contracts.Members;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Integrations;

internal static class EventsEndpoints
{
    private const int TypesPerFilterMax = 30;

    private static readonly FrozenSet<string> KnownTypes = typeof(EventTypes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (string)field.GetValue(null)!)
        .ToFrozenSet(StringComparer.Ordinal);

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
                new("created[lt]", "Before this instant.", typeof(DateTimeOffset))
            );
        group.MapGet("/{event}", Find).Describe("getEvent", Actions.EventsRead, "One event.").Answers<EventView>();
    }

    private static async Task<Answer> List(ListRequest list, Caller caller, IEventRows rows)
    {
        var types = list.Query.Many("types", TypesPerFilterMax);
        foreach (var type in types)
            if (!KnownTypes.Contains(type))
                throw QueryValues.Invalid("types", string.Join(" | ", KnownTypes.Order(StringComparer.Ordinal)));
        var filter = new EventFilter(
            types,
            list.Query.Text("resource"),
            list.Query.Instant("created[gte]"),
            list.Query.Instant("created[lt]")
        );
        long? before = list.After is { } after ? long.Parse(after, CultureInfo.InvariantCulture) : null;
        var (events, hasMore) = await rows.List(caller.Tenant, filter, before, list.Limit);
        var last = hasMore ? events[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null;
        return list.Answer([.. events.Select(EventView.Of)], last);
    }

    private static async Task<Answer> Find(string @event, Caller caller, IEventRows rows) =>
        await rows.Find(caller.Tenant, @event) is { } found ? Answers.Ok(EventView.Of(found)) : caller.NotFound();
}

/// <summary>Something that happened.</summary>
/// <param name="Sequence">1, 2, 3… per tenant, without gaps.</param>
/// <param name="Data">Ids, codes, numbers and instants.</param>
internal sealed record EventView(
    string Id,
    string Type,
    DateTimeOffset Created,
    long Sequence,
    string Resource,
    RawJson Data
)
{
    public string Object { get; } = "event";

    public static EventView Of(StoredEvent stored) =>
        new(stored.Id, stored.Type, stored.CreatedAt, stored.Sequence, stored.Resource, new RawJson(stored.Data));
}
