using Binome.Contracts.Integrations;
using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Pairs;

/// <summary>One pair: who accompanies whom, who decided it, its rhythm and what happened. Nothing of what is said in it.</summary>
[RequiresAction(Actions.PairsRead)]
internal sealed class PairModel(
    Caller caller,
    IPairRows rows,
    ISessionRows sessions,
    IAgendaRows agenda,
    IReflectionRows reflections,
    IEventRows events,
    IParticipantRows people,
    IProgrammeRows programmes
) : PageModel
{
    private const int EventsMax = 50;

    public PairRow Row { get; private set; } = null!;

    public NamesOfPage Names { get; private set; } = null!;

    public ProgrammeNames Programmes { get; private set; } = null!;

    public string Zone => Programmes.ZoneOf(Row.ProgrammeId);

    public ImmutableArray<SessionRow> Sessions { get; private set; } = [];

    private ImmutableDictionary<string, int> Reflected { get; set; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>How many of the two said how a session was; never which, or what.</summary>
    public int ReflectionsOn(SessionRow session) => Reflected.GetValueOrDefault(session.Id);

    public ImmutableArray<ObjectiveRow> Objectives { get; private set; } = [];

    public ImmutableArray<StoredEvent> Events { get; private set; } = [];

    public ImmutableArray<PairStepRow> Steps { get; private set; } = [];

    /// <summary>What the reader can do with the pair as it stands.</summary>
    public ImmutableArray<PairStep> Moves =>
        caller.Can(Actions.PairsDecide)
            ? [.. PairPhases.OfCoordinators.Where(step => PairPhases.Allows(Row.Phase, step) && IsOffered(step))]
            : [];

    /// <summary>Keeping a pair means something only where it is stuck.</summary>
    private bool IsOffered(PairStep step) => step != PairStep.Keep || Row.StuckAt is not null;

    public bool MayChangeRhythm => caller.Can(Actions.PairsWrite) && !Row.Phase.HasEnded();

    public bool MaySeePeople => caller.Can(Actions.ParticipantsRead);

    public async Task<IActionResult> OnGet(string pair)
    {
        if (await rows.Find(caller.Tenant, pair) is not { } stored)
            return NotFound();
        Row = stored.Row;
        Names = await NamesOfPage.Read(people, caller.Tenant, [Row.MentorId, Row.MenteeId]);
        Programmes = await ProgrammeNames.Read(programmes, caller);
        var page = new PageOf(Limits.PageDefault, null);
        var held = await sessions.List(caller.Tenant, pair, status: null, page);
        Sessions = [.. held.Items.Select(item => item.Row).OrderByDescending(session => session.StartsAt)];
        Reflected = await reflections.Counts(caller.Tenant, pair);
        Objectives = [.. (await agenda.Objectives(caller.Tenant, pair, page)).Items.Select(item => item.Row)];
        Steps = [.. (await rows.Steps(caller.Tenant, pair, page)).Items.Select(item => item.Row)];
        (Events, _) = await events.List(caller.Tenant, new EventFilter([], pair, null, null), before: null, EventsMax);
        return Page();
    }
}
