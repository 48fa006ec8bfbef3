using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>How far a publication is, and what came of it.</summary>
[RequiresAction(Actions.MatchingRead)]
internal sealed class PublicationModel(Caller caller, IMatchingRows rows, IStringLocalizer<MatchingWords> words)
    : PageModel
{
    public PublicationRow Row { get; private set; } = null!;

    public JobState State => StateOf(Row);

    public async Task<IActionResult> OnGet(string publication)
    {
        if (await rows.FindPublication(caller.Tenant, publication) is not { } stored)
            return NotFound();
        Row = stored.Row;
        return Page();
    }

    public ProgressStream OnGetProgress(string publication) =>
        new(async () =>
            await rows.FindPublication(caller.Tenant, publication) is { } stored ? StateOf(stored.Row) : null
        );

    private JobState StateOf(PublicationRow row) =>
        new(
            row.Total == 0 ? 0 : (double)row.Done / row.Total,
            words["publication.progress", row.Done, row.Total],
            row.Status is JobStatus.Completed or JobStatus.Failed
        );
}
