using Binome.Contracts.Billing;
using Binome.Contracts.Ledger;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;

namespace Binome.WebApi.Pages.Billing;

/// <summary>Who the people of some lines are, and with whom they are in the pairs because of which they are billed.</summary>
internal sealed class BilledPeople(IPairRows pairs, IParticipantRows people)
{
    /// <summary>Hardly anybody is in more pairs at once; the others are counted.</summary>
    public const int PairsShown = 3;

    public async Task<BilledNames> Of(string tenant, ImmutableArray<BilledPersonRow> lines)
    {
        var ids = lines.SelectMany(line => line.Pairs.Take(PairsShown)).Distinct(StringComparer.Ordinal);
        var found = await Task.WhenAll(ids.Select(id => pairs.Find(tenant, id)));
        var rows = found.OfType<Stored<PairRow>>().ToDictionary(pair => pair.Row.Id, pair => pair.Row);
        string[] everybody =
        [
            .. lines
                .Select(line => line.ParticipantId)
                .Concat(rows.Values.SelectMany(pair => (string[])[pair.MentorId, pair.MenteeId]))
                .Distinct(StringComparer.Ordinal),
        ];
        var names = (await people.Many(tenant, [.. everybody])).ToDictionary(
            person => person.Row.Id,
            person => person.Row.Profile.FullName(),
            StringComparer.Ordinal
        );
        return new BilledNames(rows, names);
    }
}

/// <summary>Null for whoever or whatever is gone.</summary>
internal sealed class BilledNames(Dictionary<string, PairRow> pairs, Dictionary<string, string> names)
{
    public string? Of(string participantId) => names.GetValueOrDefault(participantId);

    /// <summary>The other side of a pair.</summary>
    public string? OtherOf(string pairId, string participantId) =>
        pairs.TryGetValue(pairId, out var pair)
            ? Of(pair.MentorId == participantId ? pair.MenteeId : pair.MentorId)
            : null;
}
