using Binome.WebApi.Mail;
using Binome.WebApi.Members;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Entry;

/// <summary>Signs in by a mailed link, or by a password for those who set one. It never tells who has an account.</summary>
[AllowAnonymous]
internal sealed class SignInModel(SignIn signIn, IOutbox outbox) : PageModel
{
    /// <summary>Where the person wanted to go, kept in this browser until the link has been clicked.</summary>
    public const string ReturnKey = "return";

    [BindProperty(SupportsGet = true, Name = "return")]
    public string? Return { get; set; }

    public string? Email { get; private set; }

    public bool IsSent { get; private set; }

    /// <summary>The address of the page that shows kept mails; null when mail is really sent.</summary>
    public string? Outbox => outbox.IsShownTo(HttpContext) ? "/outbox" : null;

    public IActionResult OnGet(bool sent)
    {
        IsSent = sent;
        return Viewer.Of(HttpContext) is null ? Page() : Redirect(Navigation.Home);
    }

    public IActionResult OnPost(string? email)
    {
        Email = email;
        if (signIn.AskLink(HttpContext, email ?? "").Failure is { } failure)
        {
            this.Show(failure);
            return Page();
        }
        if (Url.IsLocalUrl(Return))
            TempData[ReturnKey] = Return;
        return Redirect("/sign-in?sent=true");
    }

    public async Task<IActionResult> OnPostPassword(string? email, string? password)
    {
        Email = email;
        var outcome = await signIn.ByPassword(HttpContext, email ?? "", password ?? "");
        if (outcome.Failure is not { } failure)
            return LocalRedirect(Url.IsLocalUrl(Return) ? Return : Navigation.Home);
        this.Show(failure);
        return Page();
    }
}
