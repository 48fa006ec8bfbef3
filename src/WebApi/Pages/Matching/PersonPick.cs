using Binome.Contracts.Ledger;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Microsoft.AspNetCore.Http.Extensions;

namespace Binome.WebApi.Pages.Matching;

/// <summary>
/// Somebody of a programme to be chosen: typed, then picked among those found. The choice stands in the address, so that it can be linked to and needs no
/// JavaScript.
/// </summary>
internal sealed class PersonPick
{
    private const int FoundMax = 10;

    private readonly HttpRequest request;

    private PersonPick(HttpRequest request, string name, string label)
    {
        this.request = request;
        Name = name;
        Label = label;
    }

    /// <summary>The name of the parameter.</summary>
    public string Name { get; }

    public string Label { get; }

    /// <summary>What was typed; null when nothing was, or somebody is chosen.</summary>
    public string? Typed { get; private set; }

    public ParticipantRow? Chosen { get; private set; }

    /// <summary>Whom the typed text may mean.</summary>
    public ImmutableArray<ParticipantRow> Found { get; private set; } = [];

    public string Address(ParticipantRow? person)
    {
        var query = new QueryBuilder(
            request.Query.Where(pair => pair.Key != Name && !string.IsNullOrWhiteSpace(pair.Value))
        );
        if (person is not null)
            query.Add(Name, person.Id);
        return request.Path.ToUriComponent() + query.ToQueryString();
    }

    public static async Task<PersonPick> Read(
        HttpRequest request,
        (string Name, string Label) field,
        Func<string, Task<ImmutableArray<ParticipantRow>>> find
    )
    {
        var pick = new PersonPick(request, field.Name, field.Label);
        if (request.Query[field.Name].ToString().Trim() is not { Length: > 0 } value)
            return pick;
        var found = await find(value);
        pick.Chosen = found is [var only] ? only : null;
        (pick.Typed, pick.Found) = pick.Chosen is null ? (value, found) : (null, []);
        return pick;
    }

    /// <summary>Those of some people whom an id or a part of a name, e-mail address or employee id means.</summary>
    /// <param name="enrolled">Who takes part in the programme, in the role that is asked for.</param>
    public static async Task<ImmutableArray<ParticipantRow>> Find(
        Caller caller,
        IParticipantRows people,
        IEnumerable<EnrolmentRow> enrolled,
        string value
    )
    {
        var ids = enrolled.Select(enrolment => enrolment.ParticipantId).ToHashSet(StringComparer.Ordinal);
        if (Ids.Has(Ids.Participant, value))
            return ids.Contains(value)
                ? [.. (await people.Many(caller.Tenant, [value])).Select(stored => stored.Row)]
                : [];
        var filter = new ParticipantFilter(Within: caller.Reach, Search: value);
        var slice = await people.List(caller.Tenant, filter, new PageOf(Limits.PageMax, null));
        return [.. slice.Items.Select(stored => stored.Row).Where(row => ids.Contains(row.Id)).Take(FoundMax)];
    }
}
