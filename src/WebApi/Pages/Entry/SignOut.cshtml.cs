using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Members;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Entry;

/// <summary>Ends the session of this browser.</summary>
[RequiresAction(Actions.Account)]
internal sealed class SignOutModel(SignIn signIn) : PageModel
{
    public RedirectResult OnGet() => Redirect("/app");

    public async Task<RedirectResult> OnPost()
    {
        await signIn.SignOut(HttpContext);
        return Redirect("/");
    }
}
