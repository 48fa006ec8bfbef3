using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Binome.WebApi.Programmes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Guides;

internal sealed record MyGuide(
    MyProgramme Programme,
    ImmutableArray<ProgrammeResource> Resources,
    ImmutableArray<MyWorkshop> Workshops
);

/// <summary>What one is given in one's programmes: briefs, guides and icebreakers to read, and workshops to come to.</summary>
[RequiresAction(Actions.Account)]
internal sealed class MyGuidesModel(
    Caller caller,
    MyProgrammes mine,
    TenantClock clock,
    IStringLocalizer<GuideWords> words
) : PageModel
{
    public ImmutableArray<MyGuide> All { get; private set; } = [];

    public bool MayAnswer(WorkshopRow workshop) =>
        workshop.Status == WorkshopStatus.Planned && workshop.Details.StartsAt > clock.Now(caller.Tenant);

    public async Task OnGet()
    {
        var all = ImmutableArray.CreateBuilder<MyGuide>();
        foreach (var programme in await mine.All())
            all.Add(new MyGuide(programme, await mine.Resources(programme), await mine.Workshops(programme)));
        All = all.ToImmutable();
    }

    public async Task<IActionResult> OnPost(string workshop, bool coming)
    {
        if ((await mine.Answer(workshop, coming)).Failure is not { } failure)
        {
            this.Flash(words[coming ? "mine.said_yes" : "mine.said_no"]);
            return Redirect("/app/my-guides");
        }
        this.Show(failure);
        await OnGet();
        return Page();
    }
}
