using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Json;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Pairs;

/// <summary>Pauses, resumes, closes or separates a pair: asked once more, with the reason.</summary>
[RequiresAction(Actions.PairsDecide)]
internal sealed class MoveModel(
    Caller caller,
    IPairRows rows,
    IParticipantRows people,
    IStringLocalizer<PairWords> words
) : PageModel
{
    public string Pair { get; private set; } = "";

    public string Names { get; private set; } = "";

    public PairStep Step { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>A step that the pair can't take now leads back to the pair.</summary>
    public async Task<IActionResult> OnGet(string pair, string? step)
    {
        if (await rows.Find(caller.Tenant, pair) is not { Row: var row })
            return NotFound();
        var isKnown = Codes<PairStep>.ByName.TryGetValue(step ?? "", out var asked);
        if (!isKnown || !PairPhases.OfCoordinators.Contains(asked) || !PairPhases.Allows(row.Phase, asked))
            return Redirect($"/app/pairs/{pair}");
        await Show(row, asked);
        return Page();
    }

    public async Task<IActionResult> OnPost(string pair, string? step, string? reason)
    {
        if (!Codes<PairStep>.ByName.TryGetValue(step ?? "", out var asked))
            return Redirect($"/app/pairs/{pair}");
        var command = new MovePair(asked, reason, caller.Actor());
        var outcome = await caller.Send(grains => grains.Pair(pair).Move(command));
        if (outcome.Failure is not { } failure)
        {
            this.Flash(words["move.done"]);
            return Redirect($"/app/pairs/{pair}");
        }
        if (await rows.Find(caller.Tenant, pair) is not { Row: var row })
            return NotFound();
        this.Show(failure);
        Reason = reason;
        await Show(row, asked);
        return Page();
    }

    private async Task Show(PairRow row, PairStep step)
    {
        (Pair, Step) = (row.Id, step);
        var names = await NamesOfPage.Read(people, caller.Tenant, [row.MentorId, row.MenteeId]);
        Names = $"{names.Of(row.MentorId)} – {names.Of(row.MenteeId)}";
    }
}
