using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.People;

/// <summary>One import: how far it is, and afterwards what became of the rows.</summary>
[RequiresAction(Actions.ParticipantsWrite)]
internal sealed class ImportModel(Caller caller, IImportRows rows, IStringLocalizer<PeopleWords> words) : PageModel
{
    public ImportRow Row { get; private set; } = null!;

    public Slice<ImportProblemRow> Problems { get; private set; } = new([], false);

    public PageList List { get; private set; } = null!;

    public JobState State => StateOf(Row);

    public string? Failure =>
        Row.FailureCode is { } code ? ErrorCatalogue.Of(code).In(PageLanguage.Of(HttpContext), []) : null;

    public string MessageOf(ImportProblemRow problem) =>
        ErrorCatalogue.Of(problem.Code).In(PageLanguage.Of(HttpContext), []);

    public async Task<IActionResult> OnGet(string import)
    {
        if (await rows.Find(caller.Tenant, import) is not { } stored)
            return NotFound();
        Row = stored.Row;
        List = new PageList(HttpContext, caller.Tenant, "severity");
        if (State.Ended)
            Problems = await rows.Problems(
                caller.Tenant,
                import,
                List.Query.Code<ProblemSeverity>("severity"),
                List.Page
            );
        return Page();
    }

    public async Task<IActionResult> OnPostConfirm(string import)
    {
        // An import that went on meanwhile, or was given up, is shown as it is.
        await caller.Send(grains => grains.Import(import).Confirm());
        return Redirect($"/app/imports/{import}");
    }

    public ProgressStream OnGetProgress(string import) =>
        new(async () => await rows.Find(caller.Tenant, import) is { } stored ? StateOf(stored.Row) : null);

    private JobState StateOf(ImportRow row) =>
        new(
            row.Total == 0 ? 0 : (double)row.Done / row.Total,
            words["import.progress", row.Done, row.Total],
            row.Status is JobStatus.Completed or JobStatus.Failed or JobStatus.AwaitingConfirmation
        );
}
