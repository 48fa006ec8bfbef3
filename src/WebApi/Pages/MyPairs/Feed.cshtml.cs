using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Calendar;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.MyPairs;

/// <summary>The private address of one's own calendar: made, made anew, taken back.</summary>
[RequiresAction(Actions.Account)]
internal sealed class FeedModel(MyFeed mine, IStringLocalizer<SessionWords> words) : PageModel
{
    /// <summary>Holds the address in the answer that made it, and never again.</summary>
    public CalendarFeedView Feed { get; private set; } = new(null, null, null);

    public bool IsOpen => Feed is { OpenedAt: not null, RevokedAt: null };

    public async Task OnGet() => Feed = await mine.Find() ?? Feed;

    public async Task<IActionResult> OnPostOpen()
    {
        var opened = await mine.Open();
        if (opened.Failure is { } failure)
            this.Show(failure);
        else
            Feed = opened.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostRevoke()
    {
        var revoked = await mine.Revoke();
        if (revoked.Failure is { } failure)
        {
            this.Show(failure);
            return Page();
        }
        this.Flash(words["feed.revoked"]);
        return Redirect("/app/my-calendar");
    }
}
