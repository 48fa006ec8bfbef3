using System.Globalization;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Binome.WebApi.Programmes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Guides;

/// <summary>One resource: read by whoever follows the programme, worded by whoever runs it. At <c>new</c> there is none yet.</summary>
[RequiresAction(Actions.ProgrammesRead)]
internal sealed class ResourceModel(
    Caller caller,
    IProgrammeRows rows,
    ProgrammeResources resources,
    IStringLocalizer<GuideWords> words
) : PageModel
{
    private const string New = "new";

    private FormValues? sent;

    public ProgrammeRow Row { get; private set; } = null!;

    /// <summary>Null while it is made.</summary>
    public ProgrammeResource? Shown { get; private set; }

    public string Version => (Shown?.Version ?? 0).ToString(CultureInfo.InvariantCulture);

    public bool IsDefault => DefaultResources.All.Any(one => one.Id == Shown?.Row.Id);

    public bool MayWrite =>
        caller.ReachOf(Actions.ProgrammesWrite).Includes(Row.Id) && Row.Phase != ProgrammePhase.Closed;

    /// <summary>What was entered, or what is there.</summary>
    public string? Value(string field)
    {
        if (sent is not null)
            return sent.Text(field);
        var row = Shown?.Row;
        return field switch
        {
            "kind" => row is null
                ? Codes<ResourceKind>.ByValue[ResourceKind.Other].ToString()
                : Codes<ResourceKind>.ByValue[row.Kind].ToString(),
            "for" => row?.For is { } role ? Codes<PairRole>.ByValue[role].ToString() : null,
            "en.title" => row?.En.Title,
            "en.text" => row?.En.Text,
            "fr.title" => row?.Fr.Title,
            "fr.text" => row?.Fr.Text,
            _ => row?.Hidden == true ? "true" : null,
        };
    }

    public async Task<IActionResult> OnGet(string programme, string resource)
    {
        if (await rows.Find(caller.Tenant, programme) is not { Row: var row })
            return NotFound();
        Row = row;
        Shown = (await resources.Of(row)).FirstOrDefault(one => one.Row.Id == resource);
        var isNew = resource == New && MayWrite;
        return Shown is null && !isNew ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPost(string programme, string resource, long version)
    {
        // The page itself is for reading; wording it is asked for apart.
        if (!caller.ReachOf(Actions.ProgrammesWrite).Includes(programme))
            return Forbid();
        var shown = await OnGet(programme, resource);
        if (shown is not PageResult)
            return shown;
        sent = new FormValues(Request.Form);
        var body = Read(sent);
        var failure = sent.Failure;
        if (failure is null)
        {
            var outcome =
                resource == New
                    ? await resources.Add(programme, body)
                    : await resources.Write(programme, resource, body, version);
            failure = outcome.Failure;
        }
        if (failure is null)
        {
            this.Flash(words["resources.saved"]);
            return Redirect($"/app/programmes/{programme}/resources");
        }
        this.Show(failure);
        return Page();
    }

    private ResourceBody Read(FormValues form) =>
        new(
            IsDefault ? Shown!.Row.Kind : form.Code<ResourceKind>("kind") ?? ResourceKind.Other,
            IsDefault ? Shown!.Row.For : form.Code<PairRole>("for"),
            new ResourceWords(form.Text("en.title") ?? "", form.Text("en.text") ?? ""),
            new ResourceWords(form.Text("fr.title") ?? "", form.Text("fr.text") ?? ""),
            form.Flag("hidden")
        );
}
