using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.People;

/// <summary>Sends an HR file in.</summary>
[RequiresAction(Actions.ParticipantsWrite)]
[RequestSizeLimit(RequestBytesMax)]
[RequestFormLimits(MultipartBodyLengthLimit = RequestBytesMax)]
internal sealed class ImportNewModel(Caller caller, ImportUpload upload) : PageModel
{
    private const string SampleName = "binome-sample.csv";

    // The file and the few fields round it.
    private const int RequestBytesMax = Limits.ImportBytesMax + 64 * 1024;

    public FileContentResult OnGetSample() => File(Assets.Read("sample.csv"), ImportsEndpoints.CsvType, SampleName);

    public async Task<IActionResult> OnPost(IFormFile? file, ImportMode mode = ImportMode.Delta)
    {
        if (file is null)
        {
            this.Show(Failure.At("/file", FailureCodes.Required));
            return Page();
        }
        try
        {
            return await Start(file, mode);
        }
        catch (RequestRefused refused)
        {
            this.Show(refused.Failure with { Pointer = "/file" });
            return Page();
        }
    }

    private async Task<IActionResult> Start(IFormFile file, ImportMode mode)
    {
        var id = caller.NewId(Ids.Import);
        await using var content = file.OpenReadStream();
        var staged = await upload.Stage(caller.Tenant, id, content, isJsonLines: false, HttpContext.RequestAborted);
        var command = new StartImport(staged.Columns, staged.Rows, staged.Chunks, caller.Actor()) { Mode = mode };
        var outcome = await caller.Send(grains => grains.Import(id).Start(command));
        if (outcome.Failure is not { } failure)
            return Redirect($"/app/imports/{id}");
        await upload.Drop(caller.Tenant, id);
        this.Show(failure);
        return Page();
    }
}
