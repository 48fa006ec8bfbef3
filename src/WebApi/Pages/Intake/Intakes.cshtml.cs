using Binome.Contracts.Intake;
using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Intake;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Intake;

/// <summary>How far the people of a programme have come with their intake, and asking those whose answers are missing.</summary>
[RequiresAction(Actions.ParticipantsRead)]
internal sealed class IntakesModel(
    Caller caller,
    IIntakeRows rows,
    IProgrammeRows programmes,
    IParticipantRows people,
    IntakeAsks asks,
    IStringLocalizer<IntakeWords> words
) : PageModel
{
    public ProgrammeRow Row { get; private set; } = null!;

    public ImmutableDictionary<IntakeStatus, int> Counts { get; private set; } =
        ImmutableDictionary<IntakeStatus, int>.Empty;

    public Slice<IntakeRow> Intakes { get; private set; } = null!;

    public NamesOfPage Names { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public bool MayAsk =>
        caller.ReachOf(Actions.IntakesWrite).Includes(Row.Id)
        && Row.Phase is > ProgrammePhase.Draft and < ProgrammePhase.Closing;

    /// <summary>Who was asked or has begun, and is not done.</summary>
    public int Unfinished =>
        Counts.GetValueOrDefault(IntakeStatus.Asked) + Counts.GetValueOrDefault(IntakeStatus.Begun);

    public bool MaySeeLearners => caller.Can(Actions.ReportsRead);

    /// <summary>Every screening answer so far is a yes; null while there are none.</summary>
    public static bool? IsReady(IntakeRow intake) =>
        intake.Screening.IsEmpty ? null : intake.Screening.Values.All(answer => answer == ScreeningAnswer.Yes);

    public async Task<IActionResult> OnGet(string programme)
    {
        if (await programmes.Find(caller.Tenant, programme) is not { } stored)
            return NotFound();
        Row = stored.Row;
        List = new PageList(HttpContext, caller.Tenant, "status");
        Counts = await rows.Counts(caller.Tenant, programme);
        Intakes = await rows.OfProgramme(caller.Tenant, programme, List.Query.Code<IntakeStatus>("status"), List.Page);
        Names = await NamesOfPage.Read(people, caller.Tenant, Intakes.Items.Select(item => item.Row.Id));
        return Page();
    }

    /// <summary>Reminds everybody whose answers are missing.</summary>
    public Task<IActionResult> OnPostRemind(string programme) =>
        Say(programme, () => asks.Unfinished(programme), "asked.unfinished");

    /// <summary>Asks one person, or everybody whom nobody has asked yet.</summary>
    public Task<IActionResult> OnPost(string programme, string? participant) =>
        participant is null
            ? Say(programme, () => asks.Everybody(programme), "asked.everybody")
            : Say(programme, () => asks.Named(programme, [participant]), "asked.one");

    private async Task<IActionResult> Say(string programme, Func<Task<Outcome<int>>> ask, string done)
    {
        // The page itself is for reading; asking is asked for apart.
        if (!caller.ReachOf(Actions.IntakesWrite).Includes(programme))
            return Forbid();
        if ((await ask()).Failure is { } failure)
        {
            this.Show(failure);
            return await OnGet(programme);
        }
        this.Flash(words[done]);
        return Redirect($"/app/programmes/{programme}/intakes");
    }
}
