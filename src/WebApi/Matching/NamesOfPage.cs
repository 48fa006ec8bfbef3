using Binome.Contracts.People;

namespace Binome.WebApi.Matching;

/// <summary>The names of the people on one page of a list, in one read.</summary>
internal sealed class NamesOfPage
{
    private readonly Dictionary<string, string> names;

    private NamesOfPage(Dictionary<string, string> names) => this.names = names;

    public static async Task<NamesOfPage> Read(IParticipantRows people, string tenant, IEnumerable<string> ids)
    {
        var found = await people.Many(tenant, [.. ids.Distinct(StringComparer.Ordinal)]);
        return new NamesOfPage(
            found.ToDictionary(person => person.Row.Id, person => person.Row.Profile.FullName(), StringComparer.Ordinal)
        );
    }

    /// <summary>Null for somebody who is not there any more.</summary>
    public string? Of(string id) => names.GetValueOrDefault(id);
}
