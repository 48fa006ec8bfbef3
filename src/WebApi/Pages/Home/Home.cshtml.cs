using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Home;

/// <summary>Where work begins.</summary>
[Authorize]
internal sealed class HomeModel : PageModel;
