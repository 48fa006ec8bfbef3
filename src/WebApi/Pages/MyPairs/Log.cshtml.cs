using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.Sessions;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Binome.WebApi.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.MyPairs;

/// <summary>Logs a session that was held without having been planned.</summary>
[RequiresAction(Actions.Account)]
internal sealed class LogModel(WebApi.Pairs.MyPairs mine, MySessions sessions, IStringLocalizer<SessionWords> words)
    : PageModel
{
    public string Pair { get; private set; } = "";

    public string Zone { get; private set; } = "UTC";

    public async Task<IActionResult> OnGet(string pair) => await Read(pair) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string pair)
    {
        if (!await Read(pair))
            return NotFound();
        var form = SessionForm.Read(Request.Form, Zone);
        var failure = form.Failure;
        if (failure is null)
        {
            var (startsAt, minutes, format) = (form.Value.StartsAt, form.Value.Minutes, form.Value.Format);
            failure = (
                await sessions.Add(pair, new AddSessionBody(SessionStatus.Held, startsAt, minutes, format))
            ).Failure;
        }
        if (failure is null)
        {
            this.Flash(words["log.saved"]);
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
        Zone = await sessions.ZoneOf(row);
        return true;
    }
}
