using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Matching;

internal static class MatchingRunsEndpoints
{
    private const string Path = "/v1/matching_runs/";
    private const string PublicationPath = "/v1/publications/";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/programmes/{programme}/matching_runs", Start)
            .WithTags("Matching")
            .Describe("createMatchingRun", Actions.MatchingWrite, "Begins a matching run; it stops at proposals.")
            .Answers<MatchingRunView>(StatusCodes.Status202Accepted);
        api.MapGet("/publications/{publication}", FindPublication)
            .WithTags("Matching")
            .Describe("getPublication", Actions.MatchingRead, "One publication and how far it is.")
            .Answers<PublicationView>();

        var group = api.MapGroup("/matching_runs").WithTags("Matching");
        MapReads(group);
        group
            .MapPost("/{run}/decisions", Decide)
            .Describe("decideProposals", Actions.MatchingDecide, "Accepts or rejects named proposals, all or none.")
            .Answers<MatchingRunView>();
        group
            .MapPost("/{run}/cancel", Cancel)
            .Describe(
                "cancelMatchingRun",
                Actions.MatchingWrite,
                "Stops a run that is not done; nothing is kept of it."
            )
            .Answers<MatchingRunView>();
        group
            .MapPost("/{run}/publish", Publish)
            .Describe(
                "publishMatchingRun",
                Actions.MatchingDecide,
                "Makes pairs of the accepted proposals; follow it at the Location."
            )
            .Answers<PublicationView>(StatusCodes.Status202Accepted);
    }

    private static void MapReads(RouteGroupBuilder group)
    {
        group
            .MapGet("", List)
            .Describe("listMatchingRuns", Actions.MatchingRead, "Lists matching runs, newest first.")
            .Lists<MatchingRunView>(new QueryParameter("programme", "The id of a programme."));
        group
            .MapGet("/{run}", Find)
            .Describe(
                "getMatchingRun",
                Actions.MatchingRead,
                "One matching run: status, phase, progress, totals, objective."
            )
            .Answers<MatchingRunView>();
        group
            .MapGet("/{run}/proposals", Proposals)
            .Describe(
                "listProposals",
                Actions.MatchingRead,
                "The proposed pairs, each with its score and reasons in words."
            )
            .Lists<ProposalView>(
                new QueryParameter("decision", "pending, accepted or rejected.", typeof(ProposalDecision))
            );
        group
            .MapGet("/{run}/unmatched", Unmatched)
            .Describe("listUnmatched", Actions.MatchingRead, "Who has no proposal, each with a reason.")
            .Lists<UnmatchedView>(new QueryParameter("role", "mentor or mentee.", typeof(PairRole)));
    }

    private static async Task<Answer> Start(string programme, Body<StartRunBody> body, Caller caller)
    {
        var id = caller.NewId(Ids.MatchingRun);
        var command = new StartMatchingRun(programme, body.Value.Plan, caller.Actor());
        var outcome = await caller.Send(grains => grains.MatchingRun(id).Start(command));
        return caller.Answer(outcome, row => Answers.Accepted(Path + id, MatchingRunView.Of(row, caller.Language)));
    }

    private static async Task<Answer> List(ListRequest list, Caller caller, IMatchingRows rows)
    {
        var language = caller.Language;
        var programme = list.Query.Id("programme", Ids.Programme);
        return list.Answer(
            await rows.List(caller.Tenant, programme, caller.Reach, list.Page),
            row => MatchingRunView.Of(row, language)
        );
    }

    private static async Task<Answer> Find(string run, Caller caller, IMatchingRows rows) =>
        caller.Resource(await rows.Find(caller.Tenant, run), row => MatchingRunView.Of(row, caller.Language));

    private static async Task<Answer> Proposals(
        string run,
        ListRequest list,
        Caller caller,
        IMatchingRows rows,
        IParticipantRows people
    )
    {
        var language = caller.Language;
        var decision = list.Query.Code<ProposalDecision>("decision");
        var slice = await rows.Proposals(caller.Tenant, run, decision, list.Page);
        if (slice.Items.IsEmpty && await rows.Find(caller.Tenant, run) is null)
            return caller.NotFound();
        var ids = slice.Items.SelectMany(item => (string[])[item.Row.MentorId, item.Row.MenteeId]);
        var names = await NamesOfPage.Read(people, caller.Tenant, ids);
        return list.Answer(slice, row => ProposalView.Of(row, names, language));
    }

    private static async Task<Answer> Unmatched(
        string run,
        ListRequest list,
        Caller caller,
        IMatchingRows rows,
        IParticipantRows people
    )
    {
        var language = caller.Language;
        var role = list.Query.Code<PairRole>("role");
        var slice = await rows.Unmatched(caller.Tenant, run, role, list.Page);
        if (slice.Items.IsEmpty && await rows.Find(caller.Tenant, run) is null)
            return caller.NotFound();
        var names = await NamesOfPage.Read(people, caller.Tenant, slice.Items.Select(item => item.Row.ParticipantId));
        return list.Answer(slice, row => UnmatchedView.Of(row, names, language));
    }

    private static async Task<Answer> Decide(string run, Body<DecideBody> body, Caller caller)
    {
        if (body.Value.Decisions.IsDefaultOrEmpty)
            return caller.Problem(Failure.At("/decisions", FailureCodes.Required));
        var command = new DecideProposals(
            [
                .. body.Value.Decisions.Select(one => new DecideProposal(
                    one.Proposal,
                    one.Decision == DecisionWord.Accept,
                    one.Reason
                )),
            ],
            caller.Actor()
        );
        var outcome = await caller.Send(grains => grains.MatchingRun(run).Decide(command));
        return caller.Answer(outcome, row => Answers.Ok(MatchingRunView.Of(row, caller.Language)));
    }

    private static async Task<Answer> Cancel(string run, Body<NoSettings> body, Caller caller)
    {
        var outcome = await caller.Send(grains => grains.MatchingRun(run).Cancel(caller.Actor()));
        return caller.Answer(outcome, row => Answers.Ok(MatchingRunView.Of(row, caller.Language)));
    }

    private static async Task<Answer> Publish(string run, Body<NoSettings> body, Caller caller)
    {
        var id = caller.NewId(Ids.Publication);
        var outcome = await caller.Send(grains => grains.Publication(id).Start(run, caller.Actor()));
        return caller.Answer(outcome, row => Answers.Accepted(PublicationPath + id, PublicationView.Of(row)));
    }

    private static async Task<Answer> FindPublication(string publication, Caller caller, IMatchingRows rows) =>
        caller.Resource(await rows.FindPublication(caller.Tenant, publication), PublicationView.Of);
}
