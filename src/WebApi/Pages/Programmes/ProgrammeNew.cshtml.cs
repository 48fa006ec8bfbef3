using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>Begins a programme from the template of its kind.</summary>
[RequiresAction(Actions.ProgrammesWrite)]
internal sealed class ProgrammeNewModel(Caller caller) : PageModel
{
    public string? Name { get; private set; }

    public string Kind { get; private set; } = Codes<ProgrammeKind>.Names[0];

    public async Task<IActionResult> OnPost(string? name, string? kind)
    {
        (Name, Kind) = (name, kind ?? "");
        var id = caller.NewId(Ids.Programme);
        ProgrammeKind? chosen = Codes<ProgrammeKind>.ByName.TryGetValue(Kind, out var known) ? known : null;
        var settings = new ProgrammeChange { Name = name, Kind = chosen };
        var outcome = await caller.Send(grains => grains.Programme(id).Create(settings, caller.Actor()));
        if (outcome.Failure is not { } failure)
            return Redirect($"/app/programmes/{id}");
        this.Show(failure);
        return Page();
    }
}
