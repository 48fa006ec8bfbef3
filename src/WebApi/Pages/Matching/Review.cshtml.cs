using System.Globalization;
using Binome.Contracts.Ledger;
using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Matching;

/// <summary>One group of proposals, opened: who with whom, and why. Whoever decides has seen what they decide.</summary>
[RequiresAction(Actions.MatchingRead)]
internal sealed class ReviewModel(Caller caller, IMatchingRows rows, IParticipantRows people) : PageModel
{
    private Dictionary<string, Profile> profiles = [];

    public MatchingRunRow Row { get; private set; } = null!;

    public ProposalGrouping By { get; private set; }

    public string Group { get; private set; } = "";

    public Slice<ProposalRow> Proposals { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public ProposalDecision? Shown { get; private set; }

    public Language Language => PageLanguage.Of(HttpContext);

    /// <summary>The address to come back to after a decision: the same group from its start, since what was decided leaves it.</summary>
    public string Here =>
        Request.Path
        + new QueryBuilder
        {
            { "by", By.ToString().ToLowerInvariant() },
            { "group", Group },
            { "decision", Shown is { } shown ? Codes<ProposalDecision>.ByValue[shown].ToString() : "all" },
        }.ToQueryString();

    public bool MayDecide => caller.Can(Actions.MatchingDecide);

    public ImmutableArray<string> PendingIds =>
        [.. Proposals.Items.Where(item => item.Row.Decision == ProposalDecision.Pending).Select(item => item.Row.Id)];

    public Profile? PersonOf(string id) => profiles.GetValueOrDefault(id);

    public async Task<IActionResult> OnGet(string run)
    {
        if (await rows.Find(caller.Tenant, run) is not { } stored)
            return NotFound();
        Row = stored.Row;
        List = new PageList(HttpContext, caller.Tenant, "by", "group", "decision");
        By = List.Query.Code<ProposalGrouping>("by") ?? default;
        Group = List.Query.Text("group") ?? "";
        Shown = List.Query.Text("decision") switch
        {
            null => ProposalDecision.Pending,
            "all" => null,
            _ => List.Query.Code<ProposalDecision>("decision"),
        };
        Proposals = await rows.ProposalsOfGroup(caller.Tenant, run, Filter(), List.Page);
        var ids = Proposals.Items.SelectMany(item => (string[])[item.Row.MentorId, item.Row.MenteeId]);
        var found = await people.Many(caller.Tenant, [.. ids.Distinct(StringComparer.Ordinal)]);
        profiles = found.ToDictionary(person => person.Row.Id, person => person.Row.Profile, StringComparer.Ordinal);
        return Page();
    }

    private ProposalFilter Filter()
    {
        if (By == ProposalGrouping.Subsidiary)
            return new ProposalFilter(Shown, Subsidiary: Group == GroupNames.None ? "" : Group);
        var isBand = int.TryParse(Group, NumberStyles.None, CultureInfo.InvariantCulture, out var band);
        return new ProposalFilter(Shown, ScoreBand: isBand ? band : null);
    }
}
