using System.Text.Json;
using System.Text.Json.Nodes;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.People;
using Binome.WebApi.Programmes;

namespace Binome.WebApi.Lists;

/// <summary>Puts resources in the place of their ids, one level deep, as far as the caller may read them.</summary>
internal sealed class Expansions(
    Caller caller,
    IReachRows reach,
    IParticipantRows people,
    IProgrammeRows programmes,
    IPairRows pairs
)
{
    /// <summary>The members that a request asks to expand.</summary>
    /// <exception cref="RequestRefused">One of them can't be.</exception>
    public static ImmutableArray<string> Asked(HttpRequest request, Expandable expandable)
    {
        if (!request.Query.TryGetValue(Expandable.Parameter, out var values))
            return [];
        ImmutableArray<string> asked = [.. values.Select(value => value ?? "").Distinct()];
        return asked.Length <= Expandable.MembersMax && asked.All(expandable.Members.Contains)
            ? asked
            : throw QueryValues.Invalid(Expandable.Parameter, string.Join(" | ", expandable.Members));
    }

    /// <summary>Why the caller may not; null when they may.</summary>
    public string? Missing(ImmutableArray<string> members) =>
        members
            .Select(member => Expandable.References[member].Action)
            .FirstOrDefault(action => caller.ReachOf(action).IsNone);

    public async Task<byte[]> Put(ReadOnlyMemory<byte> body, ImmutableArray<string> members)
    {
        var root = JsonNode.Parse(body.Span)!.AsObject();
        var resources = root["data"] is JsonArray data ? data.Select(item => item!.AsObject()).ToList() : [root];
        foreach (var member in members)
        {
            var (kind, action) = Expandable.References[member];
            var found = await Read(kind, caller.ReachOf(action), IdsOf(resources, member));
            foreach (var resource in resources)
                if (resource[member]?.GetValue<string>() is { } id && found.TryGetValue(id, out var json))
                    resource[member] = JsonNode.Parse(json);
        }
        return JsonSerializer.SerializeToUtf8Bytes(root, ApiJson.Options);
    }

    private static ImmutableArray<string> IdsOf(List<JsonObject> resources, string member) =>
        [.. resources.Select(resource => resource[member]?.GetValue<string>()).OfType<string>().Distinct()];

    private async Task<Dictionary<string, byte[]>> Read(string kind, ProgrammeReach within, ImmutableArray<string> ids)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (kind == Ids.Participant)
            foreach (var person in await people.Many(caller.Tenant, ids))
                found[person.Row.Id] = Answers.Render(ParticipantView.Of(person.Row));
        else
            foreach (var id in ids)
                if (await One(kind, id) is { } json)
                    found[id] = json;
        if (!within.IsAll)
            foreach (var id in ids)
                if (!await reach.Includes(caller.Tenant, within, kind, id))
                    found.Remove(id);
        return found;
    }

    private async Task<byte[]?> One(string kind, string id) =>
        kind == Ids.Pair ? (await pairs.FindJson(caller.Tenant, id))?.Json
        : await programmes.Find(caller.Tenant, id) is { } programme ? Answers.Render(ProgrammeView.Of(programme.Row))
        : null;
}
