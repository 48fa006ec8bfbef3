using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>Asks why proposals are rejected, and records it.</summary>
[RequiresAction(Actions.MatchingDecide)]
internal sealed class ReasonModel(
    Caller caller,
    IMatchingRows rows,
    IParticipantRows people,
    IStringLocalizer<MatchingWords> words
) : PageModel
{
    public string Run { get; private set; } = "";

    public string Back { get; private set; } = "";

    public string? Text { get; private set; }

    public ImmutableArray<ProposalRow> Proposals { get; private set; } = [];

    public NamesOfPage Names { get; private set; } = null!;

    public RedirectResult OnGet(string run) => Redirect($"/app/matching/{run}");

    /// <summary>First without a reason, which asks for it; then with one.</summary>
    public async Task<IActionResult> OnPost(
        string run,
        string[] proposal,
        string? reason,
        bool answered,
        [FromForm(Name = "return")] string? back
    )
    {
        (Run, Text) = (run, reason);
        Back = Url.IsLocalUrl(back) ? back : $"/app/matching/{run}";
        if (answered)
        {
            if (await Reject(run, proposal, reason) is not { } failure)
            {
                this.Flash(words.Count("decided.rejected", proposal.Length));
                return LocalRedirect(Back);
            }
            // Every proposal has the same reason, so every failure is the reason's.
            this.Show(failure with { Pointer = "/reason", Others = [] });
        }
        Proposals = await rows.ProposalsById(caller.Tenant, run, [.. proposal.Take(Limits.DecisionsPerCallMax)]);
        var ids = Proposals.SelectMany(row => (string[])[row.MentorId, row.MenteeId]);
        Names = await NamesOfPage.Read(people, caller.Tenant, ids);
        return Page();
    }

    private async Task<Failure?> Reject(string run, string[] proposal, string? reason)
    {
        var decisions = proposal.Select(id => new DecideProposal(id, Accept: false, reason));
        var command = new DecideProposals([.. decisions], caller.Actor());
        return (await caller.Send(grains => grains.MatchingRun(run).Decide(command))).Failure;
    }
}
