using System.Globalization;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages;

/// <summary>What went wrong and what to do. It stands in for any page, so it takes every method and asks for no token.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel(IStringLocalizer<SharedWords> words) : PageModel
{
    private const string RetryAfterSeconds = "5";

    public string Title { get; private set; } = "";

    public string Detail { get; private set; } = "";

    public string RequestId => HttpContext.TraceIdentifier;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var failure = HttpContext.Features.Get<Failure>() ?? Failure.Of(TransportCodes.RouteUnknown);
        var status = ErrorCatalogue.Of(failure.Code).Status;
        var language = PageLanguage.Of(HttpContext);
        Title = ErrorCatalogue.Title(status, language);
        Detail = DetailOf(failure, status, language);
        Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
            Response.Headers.RetryAfter = RetryAfterSeconds;
    }

    // The catalogue speaks to integrators where it names addresses, keys and headers; these say the same to people.
    private string DetailOf(Failure failure, int status, Language language)
    {
        var own = words[$"error.{status.ToString(CultureInfo.InvariantCulture)}"];
        return own.ResourceNotFound ? ErrorCatalogue.Of(failure.Code).In(language, failure.Arguments) : own.Value;
    }
}
