using Binome.WebApi.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Outbox;

/// <summary>One kept mail as plain text, its links to be opened.</summary>
[AllowAnonymous]
internal sealed class OutboxMailModel(IOutbox outbox) : PageModel
{
    public OutboxMail Mail { get; private set; } = null!;

    public IEnumerable<string[]> Paragraphs =>
        Mail
            .Content.Text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(paragraph => paragraph.Trim().Split("\r\n"));

    public async Task<IActionResult> OnGet(string mail, CancellationToken cancellation)
    {
        if (!outbox.IsShownTo(HttpContext) || await outbox.Find(mail, cancellation) is not { } found)
            return NotFound();
        Mail = found;
        return Page();
    }

    public static bool IsLink(string line) =>
        Uri.TryCreate(line, UriKind.Absolute, out var link) && link.Scheme is "http" or "https";
}
