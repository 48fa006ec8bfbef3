using System.Globalization;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.MyPairs;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Binome.WebApi.Programmes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Guides;

/// <summary>Plans a workshop, or changes one that is there; a new one begins with words of our own.</summary>
[RequiresAction(Actions.WorkshopsWrite)]
internal sealed class WorkshopPlanModel(
    Caller caller,
    IProgrammeRows programmes,
    ProgrammeWorkshops workshops,
    IStringLocalizer<GuideWords> words
) : PageModel
{
    private const int MinutesDefault = 90;

    private FormValues? sent;
    private WorkshopDetails? before;
    private long version;

    public ProgrammeRow Row { get; private set; } = null!;

    /// <summary>Null while it is made.</summary>
    public string? Workshop { get; private set; }

    /// <summary>What was entered, what is there, or what one begins with.</summary>
    public string? Value(string field)
    {
        if (sent is not null)
            return sent.Text(field);
        var zone = Row.Settings.TimeZone;
        return field switch
        {
            "version" => version.ToString(CultureInfo.InvariantCulture),
            "date" => before?.StartsAt.Local("yyyy-MM-dd", zone),
            "time" => before?.StartsAt.Local("HH:mm", zone),
            "duration_minutes" => (before?.DurationMinutes ?? MinutesDefault).ToString(CultureInfo.InvariantCulture),
            "for" => before?.For is { } role ? Codes<PairRole>.ByValue[role].ToString() : null,
            "place" => before?.Place,
            "en.title" => before?.En.Title ?? GuideTemplates.OfWorkshop(Language.English).Title,
            "en.text" => before?.En.Text ?? GuideTemplates.OfWorkshop(Language.English).Text,
            "fr.title" => before?.Fr.Title ?? GuideTemplates.OfWorkshop(Language.French).Title,
            _ => before?.Fr.Text ?? GuideTemplates.OfWorkshop(Language.French).Text,
        };
    }

    public async Task<IActionResult> OnGet(string programme, string? workshop)
    {
        if (await programmes.Find(caller.Tenant, programme) is not { Row: var row })
            return NotFound();
        Row = row;
        if (string.IsNullOrEmpty(workshop))
            return Page();
        if (await workshops.Find(programme, workshop) is not { } stored)
            return NotFound();
        (Workshop, before, version) = (workshop, stored.Row.Details, stored.Version);
        return Page();
    }

    public async Task<IActionResult> OnPost(string programme, string? workshop)
    {
        var shown = await OnGet(programme, workshop);
        if (shown is not PageResult)
            return shown;
        sent = new FormValues(Request.Form);
        var when = SessionForm.Read(Request.Form, Row.Settings.TimeZone);
        var failure = when.Failure ?? sent.Failure;
        if (failure is null)
        {
            var body = Read(sent, when.Value);
            var outcome = Workshop is { } id
                ? await workshops.Change(programme, id, body, sent.Integer("version"))
                : await workshops.Add(programme, body);
            failure = outcome.Failure;
            if (outcome.Succeeded)
            {
                this.Flash(words["workshops.saved"]);
                return Redirect($"/app/programmes/{programme}/workshops/{outcome.Value.Workshop.Id}");
            }
        }
        this.Show(failure!, ("/starts_at", "date"));
        return Page();
    }

    private static WorkshopBody Read(FormValues form, SessionForm when) =>
        new(
            form.Code<PairRole>("for"),
            new WorkshopWords(form.Text("en.title") ?? "", form.Text("en.text") ?? ""),
            new WorkshopWords(form.Text("fr.title") ?? "", form.Text("fr.text") ?? ""),
            when.StartsAt,
            when.Minutes,
            form.Text("place") ?? ""
        );
}
