using Binome.Contracts.Ledger;
using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Home;

/// <summary>Where work begins: what waits for a person, and the programmes.</summary>
[RequiresAction(Actions.Account)]
internal sealed class HomeModel(
    Caller caller,
    IProgrammeRows programmes,
    IMatchingRows matching,
    IPairRows pairs,
    IParticipantRows people
) : PageModel
{
    private const int ItemsMax = 5;
    private static readonly PageOf Some = new(ItemsMax, null);

    public ProgrammeNames Programmes { get; private set; } = null!;

    public IEnumerable<ProgrammeRow> Newest => Programmes.All.Take(ItemsMax);

    /// <summary>Runs whose proposals wait for decisions.</summary>
    public ImmutableArray<MatchingRunRow> ToReview { get; private set; } = [];

    public ImmutableArray<PairRow> Overdue { get; private set; } = [];

    public NamesOfPage Names { get; private set; } = null!;

    public bool HasPeople { get; private set; } = true;

    public bool Can(string action) => caller.Can(action);

    public async Task OnGet()
    {
        Programmes = await ProgrammeNames.Read(programmes, caller);
        if (Can(Actions.MatchingRead))
            ToReview = await ReadRuns();
        if (Can(Actions.PairsRead))
            Overdue = await ReadOverdue();
        if (Can(Actions.ParticipantsWrite))
            HasPeople = !(await people.List(caller.Tenant, new ParticipantFilter(), new PageOf(1, null))).Items.IsEmpty;
        var ids = Overdue.SelectMany(pair => (string[])[pair.MentorId, pair.MenteeId]);
        Names = await NamesOfPage.Read(people, caller.Tenant, ids);
    }

    private async Task<ImmutableArray<MatchingRunRow>> ReadRuns()
    {
        var within = caller.ReachOf(Actions.MatchingRead);
        var page = new PageOf(Limits.PageDefault, null);
        var slice = await matching.List(caller.Tenant, programmeId: null, within, page);
        return [.. slice.Items.Select(item => item.Row).Where(row => row.Totals.Pending > 0).Take(ItemsMax)];
    }

    private async Task<ImmutableArray<PairRow>> ReadOverdue()
    {
        var filter = new PairFilter(Phase: PairPhase.Active, Overdue: true, Within: caller.ReachOf(Actions.PairsRead));
        var slice = await pairs.List(caller.Tenant, filter, Some);
        return [.. slice.Items.Select(item => item.Row)];
    }
}
