using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages;

/// <summary>What this is, for whoever opens the root; who has signed in goes on to work.</summary>
[AllowAnonymous]
internal sealed class IndexModel : PageModel
{
    public IActionResult OnGet() => Viewer.Of(HttpContext) is null ? Page() : Redirect(Navigation.Home);
}
