using Binome.Contracts.Matching;
using Binome.Contracts.People;

namespace Binome.WebApi.Pages.Matching;

/// <summary>A proposal on the page that reviews it.</summary>
internal sealed record ReviewedProposal(ReviewModel Page, ProposalRow Row)
{
    public Profile? Mentor => Page.PersonOf(Row.MentorId);

    public Profile? Mentee => Page.PersonOf(Row.MenteeId);

    /// <summary>What speaks most for the pair comes first.</summary>
    public IEnumerable<ProposalReason> Reasons =>
        Row.Reasons.Where(reason => reason.Weight > 0).OrderByDescending(reason => reason.Contribution);
}
