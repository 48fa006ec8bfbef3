using Binome.WebApi.Pages.Shell;

namespace Binome.WebApi.Http;

/// <summary>Answers a failed request in the form that was asked for: a page to a person, problem+json to a program.</summary>
internal sealed class Refusals(PageFailures pages)
{
    public Task Answer(HttpContext context, Failure failure) =>
        PageFailures.Wants(context)
            ? pages.Answer(context, failure)
            : Problems.Answer(context, failure).ExecuteAsync(context);
}
