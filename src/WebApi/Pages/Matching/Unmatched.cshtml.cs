using Binome.Contracts.Ledger;
using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Matching;

/// <summary>Who found no pair, each with the reason.</summary>
[RequiresAction(Actions.MatchingRead)]
internal sealed class UnmatchedModel(Caller caller, IMatchingRows rows, IParticipantRows people) : PageModel
{
    private ImmutableArray<PlacementAdvice> advice = [];

    public string Run { get; private set; } = "";

    public Slice<UnmatchedRow> Unmatched { get; private set; } = null!;

    public NamesOfPage Names { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public string MessageOf(UnmatchedRow row) =>
        ReasonCatalogue.Message(row.Reason, row.Arguments, PageLanguage.Of(HttpContext));

    public async Task<IActionResult> OnGet(string run)
    {
        if (await rows.Find(caller.Tenant, run) is null)
            return NotFound();
        Run = run;
        List = new PageList(HttpContext, caller.Tenant, "role");
        var role = List.Query.Code<PairRole>("role");
        Unmatched = await rows.Unmatched(caller.Tenant, run, role, List.Page);
        advice = await Advise(run);
        var ids = Unmatched.Items.Select(item => item.Row.ParticipantId);
        var counterparts = advice.Select(one => one.CounterpartId).OfType<string>();
        Names = await NamesOfPage.Read(people, caller.Tenant, ids.Concat(counterparts));
        return Page();
    }

    /// <summary>The smallest change that would place somebody; null when it is not known.</summary>
    public string? AdviceFor(UnmatchedRow row)
    {
        if (
            advice.FirstOrDefault(one => one.ParticipantId == row.ParticipantId && one.Role == row.Role)
            is not { } found
        )
            return null;
        var counterpart = found.CounterpartId is { } id ? Names.Of(id) : null;
        return AdviceCatalogue.Advice(
            found.Change,
            counterpart,
            found.Rules,
            found.Score,
            PageLanguage.Of(HttpContext)
        );
    }

    private async Task<ImmutableArray<PlacementAdvice>> Advise(string run)
    {
        if (Unmatched.Items.IsEmpty)
            return [];
        ImmutableArray<UnmatchedPlace> places =
        [
            .. Unmatched.Items.Select(item => new UnmatchedPlace(item.Row.ParticipantId, item.Row.Role)),
        ];
        var outcome = await caller.Send(grains => grains.MatchingAdviser(run).Advise(places));
        if (outcome.Failure is not { } failure)
            return outcome.Value;
        // The reasons still stand without the advice.
        this.Show(failure);
        return [];
    }
}
