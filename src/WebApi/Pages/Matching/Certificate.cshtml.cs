using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Matching;

/// <summary>What proves that a run's proposals are the best, in words, to check and to take along.</summary>
[RequiresAction(Actions.MatchingRead)]
internal sealed class CertificateModel(Caller caller, IMatchingRows rows) : PageModel
{
    public MatchingRunRow Row { get; private set; } = null!;

    /// <summary>Null until somebody asks for the check, which looks at every two people.</summary>
    public CertificateAnswer? Answer { get; private set; }

    public async Task<IActionResult> OnGet(string run, bool check)
    {
        if (await rows.Find(caller.Tenant, run) is not { } stored)
            return NotFound();
        Row = stored.Row;
        if (!check)
            return Page();
        var outcome = await caller.Send(grains => grains.MatchingAdviser(run).Verify(HttpContext.RequestAborted));
        if (outcome.Failure is { } failure)
            this.Show(failure);
        else
            Answer = outcome.Value;
        return Page();
    }
}
