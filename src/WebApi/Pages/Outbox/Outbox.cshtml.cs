using Binome.WebApi.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Outbox;

/// <summary>The mails that were kept instead of sent, so that a person who tries Binome can open a sign-in link.</summary>
[AllowAnonymous]
internal sealed class OutboxModel(IOutbox outbox) : PageModel
{
    private const int MailsShownMax = 50;

    public ImmutableArray<OutboxMail> Mails { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken cancellation)
    {
        if (!outbox.IsShownTo(HttpContext))
            return NotFound();
        Mails = await outbox.Newest(MailsShownMax, cancellation);
        return Page();
    }
}
