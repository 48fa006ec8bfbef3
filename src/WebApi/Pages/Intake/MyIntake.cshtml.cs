using Binome.Contracts.Intake;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Intake;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Intake;

/// <summary>One calm page about oneself, part by part; each answer is saved as it is given.</summary>
[RequiresAction(Actions.Account)]
internal sealed class MyIntakeModel(
    MyIntake mine,
    IStringLocalizer<IntakeWords> words,
    IStringLocalizer<SharedWords> shared
) : PageModel
{
    public const string Path = "/app/my-intake";

    /// <summary>False for a member who is not among the people of the organisation.</summary>
    public bool TakesPart { get; private set; }

    public IntakeRow Intake { get; private set; } = IntakeRow.None("");

    public Profile Profile { get; private set; } = null!;

    public ImmutableArray<string> Parts { get; private set; } = [];

    public ImmutableArray<string> Missing { get; private set; } = [];

    /// <summary>Programmes that are open to volunteers, with the roles one has in them already.</summary>
    public ImmutableArray<(ProgrammeRow Row, ImmutableArray<PairRole> Roles)> Open { get; private set; } = [];

    public Language Language => PageLanguage.Of(HttpContext);

    public ImmutableArray<PairRole> Roles => Intake.Roles.IsEmpty ? [PairRole.Mentor, PairRole.Mentee] : Intake.Roles;

    public bool IsMissing(string part) => Missing.Contains(part);

    public ImmutableArray<SkillLevel> Skills(string part) =>
        part == IntakeParts.SkillsOffered ? Profile.SkillsOffered : Profile.SkillsWanted;

    public async Task OnGet()
    {
        if (await mine.Read() is not { } read)
            return;
        TakesPart = true;
        (Intake, Profile) = (read.Intake, read.Profile);
        var shown = Intake with { Roles = Roles };
        Parts = IntakeParts.All(Roles);
        Missing = IntakeParts.Missing(shown, Profile);
        var open = ImmutableArray.CreateBuilder<(ProgrammeRow, ImmutableArray<PairRole>)>();
        foreach (var row in await mine.Open())
            open.Add((row, await mine.RolesIn(row.Id)));
        Open = open.ToImmutable();
    }

    public async Task<IActionResult> OnPost(string? part)
    {
        if (await mine.Read() is not { Profile: var before })
            return NotFound();
        var form = new FormValues(Request.Form);
        var change = new IntakeForm(form, shared).Read(part ?? "", before);
        if (form.Failure is { } unreadable)
            return await Refused(unreadable);
        var outcome = await mine.Save(change);
        return outcome.Failure is { } failure ? await Refused(failure) : Redirect($"{Path}#{part}");
    }

    public async Task<IActionResult> OnPostComplete()
    {
        if ((await mine.Complete()).Failure is { } failure)
            return await Refused(failure);
        this.Flash(words["mine.completed"]);
        return Redirect(Path);
    }

    public async Task<IActionResult> OnPostVolunteer(string? programme, string? role)
    {
        var asked = role == "mentor" ? PairRole.Mentor : PairRole.Mentee;
        if ((await mine.Volunteer(programme ?? "", asked)).Failure is { } failure)
            return await Refused(failure);
        this.Flash(words["volunteer.done"]);
        return Redirect(Path);
    }

    private async Task<IActionResult> Refused(Failure failure)
    {
        this.Show(failure);
        await OnGet();
        return Page();
    }
}
