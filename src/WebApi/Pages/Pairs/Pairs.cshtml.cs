using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Parts;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Pairs;

/// <summary>The pairs within the reader's reach, newest first.</summary>
[RequiresAction(Actions.PairsRead)]
internal sealed class PairsModel(Caller caller, IPairRows rows, IParticipantRows people, IProgrammeRows programmes)
    : PageModel
{
    public ImmutableArray<PairRow> Pairs { get; private set; } = [];

    public NamesOfPage Names { get; private set; } = null!;

    public ProgrammeNames Programmes { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public Pager Pager { get; private set; } = null!;

    public async Task OnGet()
    {
        List = new PageList(HttpContext, caller.Tenant, "programme", "phase", "overdue");
        var filter = new PairFilter(
            ProgrammeId: List.Query.Id("programme", Ids.Programme),
            Phase: List.Query.Code<PairPhase>("phase"),
            Overdue: List.Query.Flag("overdue"),
            Within: caller.Reach
        );
        var slice = await rows.List(caller.Tenant, filter, List.Page);
        Pairs = [.. slice.Items.Select(item => item.Row)];
        Pager = List.Pager(slice.HasMore ? slice.Items[^1].Row.Id : null);
        var ids = Pairs.SelectMany(pair => (string[])[pair.MentorId, pair.MenteeId]);
        Names = await NamesOfPage.Read(people, caller.Tenant, ids);
        Programmes = await ProgrammeNames.Read(programmes, caller);
    }
}
