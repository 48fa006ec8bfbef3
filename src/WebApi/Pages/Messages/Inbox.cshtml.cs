using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.WebApi.Authentication;
using Binome.WebApi.Messages;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Messages;

/// <summary>What there is to tell somebody, newest first.</summary>
[RequiresAction(Actions.Account)]
internal sealed class InboxModel(Caller caller, MyMessages mine) : PageModel
{
    public Slice<MessageRow> Messages { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public bool HasUnread => Messages.Items.Any(item => item.Row.ReadAt is null);

    public string TextOf(MessageRow row) => MessageView.TextOf(row, PageLanguage.Of(HttpContext));

    public async Task OnGet()
    {
        List = new PageList(HttpContext, caller.Tenant);
        Messages = await mine.List(List.Page);
    }

    /// <summary>Opening a page changes nothing; the person says that they have seen what it showed.</summary>
    public async Task<IActionResult> OnPost()
    {
        await mine.MarkRead([.. Request.Form["message"].OfType<string>().Take(Limits.PageMax)]);
        return Redirect("/app/messages");
    }
}
