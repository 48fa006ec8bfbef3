using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>What about a pair asks for a coordinator's eye.</summary>
internal enum PairConcern
{
    Due,
    Overdue,
    Flagged,
    Stuck,
    ClosingProposed,
    RuleBroken,
}

/// <summary>A programme's pairs as its coordinators follow them: where they stand, what is late, and whom they wait for.</summary>
[RequiresAction(Actions.PairsRead)]
internal sealed class BoardModel(
    Caller caller,
    IProgrammeRows programmes,
    IPairRows pairs,
    IParticipantRows people,
    TenantClock clock
) : PageModel
{
    public ProgrammeRow Row { get; private set; } = null!;

    public ProgrammeBoard Board { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public Slice<PairRow> Pairs { get; private set; } = null!;

    public NamesOfPage Names { get; private set; } = null!;

    /// <summary>The programme's page asks for more than some who follow its pairs hold.</summary>
    public bool MaySeeProgramme => caller.Can(Actions.ProgrammesRead);

    public int AllPairs => Board.PairsByPhase.Values.Sum();

    public async Task<IActionResult> OnGet(string programme)
    {
        if (await programmes.Find(caller.Tenant, programme) is not { } stored)
            return NotFound();
        Row = stored.Row;
        List = new PageList(HttpContext, caller.Tenant, "concern", "waiting_on", "phase");
        var now = clock.Now(caller.Tenant);
        Board = await pairs.Board(caller.Tenant, programme, now);
        Pairs = await pairs.List(caller.Tenant, Filter(programme, now), List.Page);
        var ids = Pairs.Items.SelectMany(item => (string[])[item.Row.MentorId, item.Row.MenteeId]);
        Names = await NamesOfPage.Read(people, caller.Tenant, ids);
        return Page();
    }

    private PairFilter Filter(string programme, DateTimeOffset now)
    {
        var concern = List.Query.Code<PairConcern>("concern");
        bool? Asked(PairConcern one) => concern == one ? true : null;
        return new PairFilter(
            ProgrammeId: programme,
            Phase: List.Query.Code<PairPhase>("phase"),
            Overdue: concern == PairConcern.Due ? false : Asked(PairConcern.Overdue),
            Within: caller.Reach
        )
        {
            Flagged = Asked(PairConcern.Flagged),
            Stuck = Asked(PairConcern.Stuck),
            ClosingProposed = Asked(PairConcern.ClosingProposed),
            RuleBroken = Asked(PairConcern.RuleBroken),
            WaitingOn = List.Query.Code<WaitingOn>("waiting_on"),
            DueUntil = concern == PairConcern.Due ? now : null,
        };
    }
}
