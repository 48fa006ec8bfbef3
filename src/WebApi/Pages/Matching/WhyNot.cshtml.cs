using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>Why two people are not a pair in a run, and what it would cost the cohort if they were.</summary>
[RequiresAction(Actions.MatchingRead)]
internal sealed class WhyNotModel(
    Caller caller,
    IMatchingRows rows,
    IProgrammeRows programmes,
    IParticipantRows people,
    IStringLocalizer<MatchingWords> words
) : PageModel
{
    /// <summary>The engine's code for two who are a pair.</summary>
    public const string ArePaired = "are_paired";

    private const string Exact = "exact";

    public MatchingRunRow Row { get; private set; } = null!;

    public PersonPick Mentor { get; private set; } = null!;

    public PersonPick Mentee { get; private set; } = null!;

    /// <summary>Null until both are chosen, or when the question can't be answered.</summary>
    public NonPairAnswer? Answer { get; private set; }

    public bool AreChosen => Mentor.Chosen is not null && Mentee.Chosen is not null;

    public bool MayTry => caller.Can(Actions.MatchingWrite);

    public bool MayDecide => caller.Can(Actions.MatchingDecide);

    public string ExactAddress =>
        Request.Path
        + new QueryBuilder
        {
            { "mentor", Mentor.Chosen!.Id },
            { "mentee", Mentee.Chosen!.Id },
            { Exact, "true" },
        }.ToQueryString();

    public async Task<IActionResult> OnGet(string run)
    {
        if (await rows.Find(caller.Tenant, run) is not { } stored)
            return NotFound();
        Row = stored.Row;
        var enrolled = await programmes.AllEnrolments(caller.Tenant, Row.ProgrammeId);
        Mentor = await Pick("mentor", words["why_not.mentor"], enrolled.Where(one => one.Role == PairRole.Mentor));
        Mentee = await Pick("mentee", words["why_not.mentee"], enrolled.Where(one => one.Role == PairRole.Mentee));
        if (!AreChosen)
            return Page();
        var isExact = Request.Query[Exact] == "true";
        var outcome = await caller.Send(grains =>
            grains.MatchingAdviser(run).WhyNot(Mentor.Chosen!.Id, Mentee.Chosen!.Id, isExact)
        );
        if (outcome.Failure is { } failure)
            this.Show(failure);
        else
            Answer = outcome.Value;
        return Page();
    }

    private Task<PersonPick> Pick(string name, string label, IEnumerable<EnrolmentRow> enrolled) =>
        PersonPick.Read(Request, (name, label), value => PersonPick.Find(caller, people, enrolled, value));
}
