using Binome.Contracts.Members;
using Binome.Contracts.Sessions;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Binome.WebApi.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.MyPairs;

/// <summary>A planned session: moved, held or cancelled by either of the two.</summary>
[RequiresAction(Actions.Account)]
internal sealed class SessionModel(MyReflections reflections, MySessions sessions, IStringLocalizer<SessionWords> words)
    : PageModel
{
    public string Pair { get; private set; } = "";

    public string Zone { get; private set; } = "UTC";

    public SessionRow Session { get; private set; } = null!;

    public bool HasBegun => Session.StartsAt <= sessions.Now;

    public async Task<IActionResult> OnGet(string pair, string session) =>
        await Read(pair, session) ? Page() : NotFound();

    public Task<IActionResult> OnPostHold(string pair, string session) =>
        Change(pair, session, new ChangeSessionBody(SessionStatus.Held, null, null, null), "hold.saved");

    public Task<IActionResult> OnPostCancel(string pair, string session) =>
        Change(pair, session, new ChangeSessionBody(SessionStatus.Cancelled, null, null, null), "cancel.saved");

    public async Task<IActionResult> OnPostMove(string pair, string session)
    {
        if (!await Read(pair, session))
            return NotFound();
        var form = SessionForm.Read(Request.Form, Zone);
        if (form.Failure is { } failure)
        {
            this.Show(failure);
            return Page();
        }
        var (startsAt, minutes, format) = (form.Value.StartsAt, form.Value.Minutes, form.Value.Format);
        return await Change(pair, session, new ChangeSessionBody(null, startsAt, minutes, format), "move.saved");
    }

    private async Task<IActionResult> Change(string pair, string session, ChangeSessionBody change, string done)
    {
        if (!await Read(pair, session))
            return NotFound();
        var outcome = await sessions.Change(pair, session, change);
        if (outcome.Failure is not { } failure)
        {
            this.Flash(words[done]);
            return Redirect($"/app/my-pairs/{pair}#sessions");
        }
        this.Show(failure, ("/starts_at", "date"));
        return Page();
    }

    private async Task<bool> Read(string pair, string session)
    {
        if (await reflections.Session(pair, session) is not { } found)
            return false;
        (Pair, Session) = (pair, found.Session);
        Zone = await sessions.ZoneOf(found.Pair);
        return true;
    }
}
