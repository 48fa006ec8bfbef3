using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Sessions;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Binome.WebApi.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.MyPairs;

/// <summary>Plans a session: one of the times at which both could, or another.</summary>
[RequiresAction(Actions.Account)]
internal sealed class PlanModel(
    Caller caller,
    WebApi.Pairs.MyPairs mine,
    MySessions sessions,
    IParticipantRows people,
    IStringLocalizer<SessionWords> words
) : PageModel
{
    public string Pair { get; private set; } = "";

    public string Other { get; private set; } = "";

    /// <summary>Where the reader lives.</summary>
    public string Zone { get; private set; } = "UTC";

    public ImmutableArray<DateTimeOffset> Slots { get; private set; } = [];

    /// <summary>The one that was chosen, when the form comes back with faults.</summary>
    public string? Slot { get; private set; }

    public async Task<IActionResult> OnGet(string pair) => await Read(pair) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string pair)
    {
        if (!await Read(pair))
            return NotFound();
        Slot = Request.Form["slot"];
        var form = SessionForm.Read(Request.Form, Zone);
        var failure = form.Failure;
        if (failure is null)
        {
            var (startsAt, minutes, format) = (form.Value.StartsAt, form.Value.Minutes, form.Value.Format);
            failure = (
                await sessions.Add(pair, new AddSessionBody(SessionStatus.Planned, startsAt, minutes, format))
            ).Failure;
        }
        if (failure is null)
        {
            this.Flash(words["plan.saved"]);
            return Redirect($"/app/my-pairs/{pair}#sessions");
        }
        this.Show(failure, ("/starts_at", "date"));
        return Page();
    }

    private async Task<bool> Read(string pair)
    {
        if (await mine.Find(pair) is not { Row: var row } || !row.Phase.TakesSessions())
            return false;
        Pair = pair;
        var other = row.MentorId == mine.Me ? row.MenteeId : row.MentorId;
        Other = (await NamesOfPage.Read(people, caller.Tenant, [other])).Of(other) ?? "–";
        Zone = await sessions.ZoneOf(row);
        Slots = await sessions.Slots(pair, MySessions.MinutesDefault) ?? [];
        return true;
    }
}
