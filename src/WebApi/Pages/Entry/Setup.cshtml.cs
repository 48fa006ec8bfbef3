using Binome.WebApi.Members;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Entry;

/// <summary>The first visit: makes the organisation and its owner. Only with the link that the console printed.</summary>
[AllowAnonymous]
internal sealed class SetupModel(Setup setup) : PageModel
{
    public string? Token { get; private set; }

    public bool IsOpen { get; private set; }

    public string? Sent(string name) => Request.HasFormContentType ? Request.Form[name].ToString() : null;

    public async Task OnGet(string? token)
    {
        Token = token;
        IsOpen = await setup.IsOpen(token);
        if (!IsOpen)
            Response.StatusCode = StatusCodes.Status410Gone;
    }

    public async Task<IActionResult> OnPost(
        string? token,
        string? organisation,
        string? name,
        string? email,
        string? language
    )
    {
        var asked = new SetupBody(token ?? "", organisation ?? "", name ?? "", email ?? "", language ?? "");
        if ((await setup.Run(HttpContext, asked)).Failure is not { } failure)
            return Redirect(Navigation.Home);
        this.Show(failure);
        await OnGet(token);
        return Page();
    }
}
