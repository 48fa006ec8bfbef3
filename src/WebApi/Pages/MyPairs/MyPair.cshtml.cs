using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Privacy;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.MyPairs;

/// <summary>One of one's own pairs: accept or decline, and where it stands.</summary>
[RequiresAction(Actions.Account)]
internal sealed partial class MyPairModel(
    Caller caller,
    WebApi.Pairs.MyPairs mine,
    WebApi.Pairs.MyAgenda agenda,
    WebApi.Sessions.MyReflections reflections,
    ISessionRows sessions,
    IPairRows rows,
    IParticipantRows people,
    IProgrammeRows programmes,
    IPrivateWords privateWords,
    IStringLocalizer<PairWords> words,
    IStringLocalizer<AgendaWords> agendaWords
) : PageModel
{
    public PairRow Row { get; private set; } = null!;

    public string Other { get; private set; } = "";

    public ProgrammeSettings? Programme { get; private set; }

    public string Zone => Programme?.TimeZone ?? "UTC";

    public PairRole Role => Row.MentorId == mine.Me ? PairRole.Mentor : PairRole.Mentee;

    public bool HasAccepted =>
        (Role == PairRole.Mentor ? Row.Acceptance?.MentorAt : Row.Acceptance?.MenteeAt) is not null;

    public bool HasSigned => (Role == PairRole.Mentor ? Row.Charter?.MentorAt : Row.Charter?.MenteeAt) is not null;

    /// <summary>Null when the programme asks for no signatures.</summary>
    public CharterRow? Charter { get; private set; }

    public string CharterText => PageLanguage.Of(HttpContext) == Language.French ? Charter!.Text.Fr : Charter!.Text.En;

    /// <summary>Why oneself declined, when one wrote it down.</summary>
    public string? PrivateReason { get; private set; }

    public async Task<IActionResult> OnGet(string pair)
    {
        if (await mine.Find(pair) is not { } stored)
            return NotFound();
        Row = stored.Row;
        var other = Role == PairRole.Mentor ? Row.MenteeId : Row.MentorId;
        var names = await NamesOfPage.Read(people, caller.Tenant, [other]);
        Other = names.Of(other) ?? "–";
        Programme = (await programmes.Find(caller.Tenant, Row.ProgrammeId))?.Row.Settings;
        Charter = await mine.Charter(Row);
        if (Row.Phase == PairPhase.Declined)
            PrivateReason = await ReadPrivateReason(pair);
        if (Row.Phase != PairPhase.AwaitingAcceptance)
        {
            await ReadSessions(pair);
            await ReadAgenda(pair);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAccept(string pair) =>
        await Done(pair, await mine.Answer(pair, accepts: true, privateReason: null), "mine.accepted");

    public async Task<IActionResult> OnPostDecline(
        string pair,
        [FromForm(Name = "private_reason")] string? privateReason
    ) => await Done(pair, await mine.Answer(pair, accepts: false, privateReason), "mine.declined");

    public async Task<IActionResult> OnPostSign(string pair, int version) =>
        await Done(pair, await mine.Sign(pair, version), "mine.signed");

    private async Task<IActionResult> Done(string pair, Outcome<SavedPair> outcome, string done)
    {
        if (outcome.Failure is not { } failure)
        {
            this.Flash(words[done]);
            return Redirect($"/app/my-pairs/{pair}");
        }
        this.Show(failure);
        return await OnGet(pair);
    }

    private async Task<string?> ReadPrivateReason(string pair)
    {
        var steps = await rows.Steps(caller.Tenant, pair, new PageOf(1, After: null));
        var mineAlone = steps.Items.Select(item => item.Row).FirstOrDefault(step => step.ParticipantId == mine.Me);
        if (mineAlone?.SealedReason is not { } kept)
            return null;
        var place = new PrivatePlace(caller.Tenant, mine.Me!, $"{pair}/private_reason");
        return await privateWords.Open(place, kept) ?? words["mine.reason_gone"];
    }
}
