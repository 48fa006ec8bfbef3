using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Pages.Shell;

/// <summary>The names of the newest programmes within somebody's reach, for lists and filters.</summary>
internal sealed class ProgrammeNames
{
    private readonly Dictionary<string, ProgrammeRow> rows;

    private ProgrammeNames(ImmutableArray<ProgrammeRow> all)
    {
        All = all;
        rows = all.ToDictionary(row => row.Id, StringComparer.Ordinal);
    }

    public ImmutableArray<ProgrammeRow> All { get; }

    public static async Task<ProgrammeNames> Read(IProgrammeRows programmes, Caller caller)
    {
        var within = caller.ReachOf(Actions.ProgrammesRead);
        if (within.IsNone)
            return new([]);
        var page = new PageOf(Limits.PageMax, null);
        var slice = await programmes.List(caller.Tenant, new ProgrammeFilter(Within: within), page);
        return new([.. slice.Items.Select(item => item.Row)]);
    }

    /// <summary>Empty for a programme that is not among them.</summary>
    public string Of(string id) => rows.TryGetValue(id, out var row) ? row.Settings.Name : "";

    /// <summary>The time zone in which a programme counts its days.</summary>
    public string ZoneOf(string id) => rows.TryGetValue(id, out var row) ? row.Settings.TimeZone : "UTC";
}
