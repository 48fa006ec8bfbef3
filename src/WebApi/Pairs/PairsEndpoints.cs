using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Pairs;

internal static class PairsEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/pairs").WithTags("Pairs");
        group
            .MapGet("", List)
            .Describe("listPairs", Actions.PairsRead, "Lists pairs, newest first.")
            .Lists<PairView>(
                new("programme", "The id of a programme."),
                new(
                    "phase",
                    "awaiting_acceptance, charter, active, paused, closing, closed, declined, separated or expired.",
                    typeof(PairPhase)
                ),
                new("mentor", "The id of a participant."),
                new("mentee", "The id of a participant."),
                new("overdue", "true or false.", typeof(bool)),
                new(
                    "flagged",
                    "true or false: no session was held for so long that coordinators were told.",
                    typeof(bool)
                ),
                new("stuck", "true or false: nothing was held, planned or logged for long.", typeof(bool)),
                new("closing_proposed", "true or false: closing waits for a coordinator's decision.", typeof(bool)),
                new("rule_broken", "true or false: breaks a hard rule since the reporting tree changed.", typeof(bool)),
                new("waiting_on", "mentor, mentee or both: whose answer or signature is missing.", typeof(WaitingOn)),
                new(
                    "next_due_at[gte]",
                    "Only pairs whose session falls due at this instant or later.",
                    typeof(DateTimeOffset)
                ),
                new(
                    "next_due_at[lte]",
                    "Only pairs whose session falls due until this instant.",
                    typeof(DateTimeOffset)
                )
            );
        group.MapGet("/{pair}", Find).Describe("getPair", Actions.PairsRead, "One pair.").Answers<PairView>();
        group
            .MapGet("/{pair}/steps", Steps)
            .Describe("listPairSteps", Actions.PairsRead, "Who moved the pair on, and why, the last first.")
            .Lists<PairStepView>();
        group
            .MapPut("/{pair}/cadence", ChangeCadence)
            .Describe("changePairCadence", Actions.PairsWrite, "Gives the pair a rhythm of its own.")
            .Answers<PairView>();
        group
            .MapDelete("/{pair}/cadence", ResetCadence)
            .Describe(
                "resetPairCadence",
                Actions.PairsWrite,
                "Takes the pair's own rhythm away: it goes on with the rhythm that its programme has now."
            )
            .Answers<PairView>();
        MapMoves(group);
    }

    private static async Task<Answer> ChangeCadence(string pair, Body<ChangeCadenceBody> body, Caller caller)
    {
        var command = new ChangeCadence(body.Value.Cadence, body.Value.Rhythm ?? Rhythm.Default, caller.Actor());
        var outcome = await caller.Send(grains => grains.Pair(pair).ChangeCadence(command));
        return caller.Answer(outcome, saved => Answers.Ok(PairView.Of(saved.Pair), saved.Version));
    }

    private static async Task<Answer> ResetCadence(string pair, Caller caller)
    {
        var outcome = await caller.Send(grains => grains.Pair(pair).ResetCadence(caller.Actor()));
        return caller.Answer(outcome, saved => Answers.Ok(PairView.Of(saved.Pair), saved.Version));
    }

    private static void MapMoves(RouteGroupBuilder group)
    {
        Map(PairStep.Pause, "pausePair", "Pauses the pair: nothing falls due until it goes on.");
        Map(PairStep.Resume, "resumePair", "Goes on after a pause; what falls due moves by the days it lasted.");
        Map(PairStep.Keep, "keepPair", "Keeps a pair in which nothing happens; the days of silence are counted anew.");
        Map(PairStep.BeginClosing, "beginClosingPair", "Nothing falls due any more; a last session can be held.");
        Map(PairStep.Close, "closePair", "Ends a closing pair; its seats become free.");
        Map(PairStep.Separate, "separatePair", "Ends the pair before its time, with a reason; its seats become free.");

        void Map(PairStep step, string operation, string summary) =>
            group
                .MapPost(
                    $"/{{pair}}/{step.Code()}",
                    (string pair, Body<MovePairBody> body, Caller caller) => Move(pair, step, body, caller)
                )
                .Describe(operation, Actions.PairsDecide, summary)
                .Answers<PairView>();
    }

    private static async Task<Answer> List(ListRequest list, Caller caller, IPairRows rows)
    {
        var filter = new PairFilter(
            list.Query.Id("programme", Ids.Programme),
            list.Query.Code<PairPhase>("phase"),
            list.Query.Id("mentor", Ids.Participant),
            list.Query.Id("mentee", Ids.Participant),
            list.Query.Flag("overdue"),
            caller.Reach
        )
        {
            Flagged = list.Query.Flag("flagged"),
            Stuck = list.Query.Flag("stuck"),
            ClosingProposed = list.Query.Flag("closing_proposed"),
            RuleBroken = list.Query.Flag("rule_broken"),
            WaitingOn = list.Query.Code<WaitingOn>("waiting_on"),
            DueFrom = list.Query.Instant("next_due_at[gte]"),
            DueUntil = list.Query.Instant("next_due_at[lte]"),
        };
        return await list.Answer(body => rows.ListJson(caller.Tenant, filter, list.Page, body));
    }

    private static async Task<Answer> Steps(string pair, ListRequest list, Caller caller, IPairRows rows)
    {
        var slice = await rows.Steps(caller.Tenant, pair, list.Page);
        if (slice.Items.IsEmpty && await rows.Find(caller.Tenant, pair) is null)
            return caller.NotFound();
        return list.Answer(slice, PairStepView.Of);
    }

    private static async Task<Answer> Move(string pair, PairStep step, Body<MovePairBody> body, Caller caller)
    {
        var command = new MovePair(step, body.Value.Reason, caller.Actor());
        var outcome = await caller.Send(grains => grains.Pair(pair).Move(command));
        return caller.Answer(outcome, saved => Answers.Ok(PairView.Of(saved.Pair), saved.Version));
    }

    private static async Task<Answer> Find(string pair, Caller caller, IPairRows rows) =>
        caller.Resource(await rows.FindJson(caller.Tenant, pair));
}
