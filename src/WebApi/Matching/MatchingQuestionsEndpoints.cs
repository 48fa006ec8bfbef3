using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Lists;
using CommunityToolkit.HighPerformance;
using CommunityToolkit.HighPerformance.Buffers;

namespace Binome.WebApi.Matching;

/// <summary>Questions about a run that has come to proposals.</summary>
internal static class MatchingQuestionsEndpoints
{
    private const int BytesUsual = 1024 * 1024;
    private static readonly QueryParameter MentorParameter = new("mentor", "The id of a participant.");
    private static readonly QueryParameter MenteeParameter = new("mentee", "The id of a participant.");

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/matching_runs/{run}").WithTags("Matching");
        group
            .MapGet("/why_not", WhyNot)
            .Describe(
                "whyNotPair",
                Actions.MatchingRead,
                "Why two people are not a pair, and what it would cost if they were."
            )
            .Asks(
                MentorParameter,
                MenteeParameter,
                new("exact", "true solves again with the pair; otherwise the price is a lower bound.")
            )
            .Answers<NonPairView>();
        group
            .MapGet("/advice", Advice)
            .Describe(
                "advisePlacement",
                Actions.MatchingRead,
                "The smallest change that would place somebody left over."
            )
            .Asks(new("participant", "The id of a participant."), new("role", "mentor or mentee."))
            .Answers<PlacementAdviceView>();
        group
            .MapGet("/comparison", Compare)
            .Describe(
                "compareMatchingRuns",
                Actions.MatchingRead,
                "Two runs of a programme side by side: who changes, and what it costs."
            )
            .Asks(new QueryParameter("with", "The id of the other matching run, the one after."))
            .Answers<RunComparisonView>();
        group
            .MapGet("/certificate", Verify)
            .Describe("verifyMatchingRun", Actions.MatchingRead, "Checks anew that no allowed set of pairs is better.")
            .Answers<CertificateView>();
        group
            .MapGet("/proof", Proof)
            .Describe(
                "downloadMatchingProof",
                Actions.MatchingRead,
                "The problem, its solution and certificate as one JSON text that anybody can check."
            )
            .Answers<RawJson>();
    }

    private static async Task<Answer> WhyNot(
        string run,
        Caller caller,
        HttpRequest request,
        IParticipantRows people,
        IMatchingRows rows
    )
    {
        if (await rows.Find(caller.Tenant, run) is null)
            return caller.NotFound();
        var query = new QueryValues(request.Query);
        var mentor = query.Needed("mentor", Ids.Participant);
        var mentee = query.Needed("mentee", Ids.Participant);
        var isExact = query.Flag("exact") ?? false;
        var outcome = await caller.Send(grains => grains.MatchingAdviser(run).WhyNot(mentor, mentee, isExact));
        var names = await NamesOfPage.Read(people, caller.Tenant, [mentor, mentee]);
        return caller.Answer(outcome, answer => Answers.Ok(NonPairView.Of(run, answer, names, caller.Language)));
    }

    private static async Task<Answer> Advice(
        string run,
        Caller caller,
        HttpRequest request,
        IParticipantRows people,
        IMatchingRows rows
    )
    {
        if (await rows.Find(caller.Tenant, run) is null)
            return caller.NotFound();
        var query = new QueryValues(request.Query);
        var participant = query.Needed("participant", Ids.Participant);
        var role = query.Code<PairRole>("role") ?? throw QueryValues.Invalid("role", "mentor | mentee");
        var place = new UnmatchedPlace(participant, role);
        var outcome = await caller.Send(grains => grains.MatchingAdviser(run).Advise([place]));
        if (outcome.Failure is null && outcome.Value.IsEmpty)
            return caller.Problem(Failure.Of(FailureCodes.NotLeftOver, participant));
        var asked =
            outcome.Failure is null && outcome.Value[0].CounterpartId is { } other
                ? [participant, other]
                : (string[])[participant];
        var names = await NamesOfPage.Read(people, caller.Tenant, asked);
        return caller.Answer(
            outcome,
            advices => Answers.Ok(PlacementAdviceView.Of(run, advices[0], names, caller.Language))
        );
    }

    private static async Task<Answer> Compare(
        string run,
        Caller caller,
        HttpRequest request,
        IParticipantRows people,
        IMatchingRows rows
    )
    {
        if (await rows.Find(caller.Tenant, run) is null)
            return caller.NotFound();
        var other = new QueryValues(request.Query).Needed("with", Ids.MatchingRun);
        // A run of a programme out of reach is as good as missing.
        if (
            await rows.Find(caller.Tenant, other) is not { Row: var after }
            || !caller.Reach.Includes(after.ProgrammeId)
        )
            return caller.NotFound();
        var outcome = await caller.Send(grains => grains.MatchingAdviser(run).Compare(other));
        if (outcome.Failure is { } failure)
            return caller.Problem(failure);
        var names = await NamesOfPage.Read(people, caller.Tenant, RunComparisonView.PeopleOf(outcome.Value));
        return Answers.Ok(RunComparisonView.Of(outcome.Value, names));
    }

    private static async Task<Answer> Verify(string run, Caller caller)
    {
        var aborted = caller.Context.RequestAborted;
        var outcome = await caller.Send(grains => grains.MatchingAdviser(run).Verify(aborted));
        return caller.Answer(outcome, answer => Answers.Ok(CertificateView.Of(run, answer)));
    }

    private static async Task<Answer> Proof(string run, Caller caller, IMatchingRows rows)
    {
        if (await rows.Find(caller.Tenant, run) is null)
            return caller.NotFound();
        var parts = await rows.Proof(caller.Tenant, run);
        if (parts.IsEmpty)
            return caller.Problem(Failure.Of(FailureCodes.RunWithoutProof, run));
        var body = new ArrayPoolBufferWriter<byte>(BytesUsual);
        await using var json = MatchingProofRow.Open(parts);
        await json.CopyToAsync(body.AsStream(), caller.Context.RequestAborted);
        return new(StatusCodes.Status200OK, body.WrittenMemory) { Buffer = body };
    }
}
