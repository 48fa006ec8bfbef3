using Binome.Contracts.Tenants;
using Binome.WebApi.Members;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Entry;

/// <summary>Where a mailed link leads: says whose it is, and signs in when the person clicks. Opening it changes nothing.</summary>
[AllowAnonymous]
internal sealed class LinkModel(SignIn signIn, TimeProvider time) : PageModel
{
    public FoundLink? Found { get; private set; }

    public string? Token { get; private set; }

    /// <summary>The page of ours that the mail was about; null leads home, or where the person wanted to go.</summary>
    public string? Return { get; private set; }

    public async Task OnGet(string? token, [FromQuery(Name = "return")] string? wanted)
    {
        (Token, Return) = (token, wanted);
        Found = await signIn.Look(token, time.GetUtcNow());
        if (Found is null)
            Response.StatusCode = StatusCodes.Status410Gone;
    }

    public async Task<IActionResult> OnPost(string? token, [FromForm(Name = "return")] string? wanted)
    {
        var outcome = await signIn.Redeem(HttpContext, token ?? "", confirmed: true);
        if (outcome.Succeeded)
        {
            var back = wanted ?? TempData[SignInModel.ReturnKey] as string;
            return LocalRedirect(Url.IsLocalUrl(back) ? back : Navigation.Home);
        }
        await OnGet(token, wanted);
        return Page();
    }
}
