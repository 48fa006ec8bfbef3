using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Programmes;

internal static class ExclusionsEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/programmes/{programme}/exclusions").WithTags("Exclusions");
        group
            .MapGet("", List)
            .Describe("listExclusions", Actions.MatchingRead, "Lists couples that are kept apart, newest first.")
            .Lists<ExclusionView>(
                new QueryParameter("lifted", "true also lists those that were lifted.", typeof(bool))
            );
        group
            .MapPost("", Exclude)
            .Describe("excludePair", Actions.MatchingDecide, "Keeps two people apart, whoever would mentor whom.")
            .Answers<ExclusionView>(StatusCodes.Status201Created);
        group
            .MapPost("/{exclusion}/lift", Lift)
            .Describe("liftExclusion", Actions.MatchingDecide, "Lets two people be paired again.")
            .Answers<ExclusionView>();
    }

    private static async Task<Answer> List(string programme, ListRequest list, Caller caller, IProgrammeRows rows)
    {
        var withLifted = list.Query.Flag("lifted") ?? false;
        var slice = await rows.Exclusions(caller.Tenant, programme, withLifted, list.Page);
        if (slice.Items.IsEmpty && await rows.Find(caller.Tenant, programme) is null)
            return caller.NotFound();
        return list.Answer(slice, ExclusionView.Of);
    }

    private static async Task<Answer> Exclude(string programme, Body<ExcludeBody> body, Caller caller)
    {
        var (participant, other, reason) = body.Value;
        var command = new ExcludePair(participant, other, reason, caller.Actor());
        var outcome = await caller.Send(grains => grains.Programme(programme).Exclude(command));
        return caller.Answer(
            outcome,
            row => Answers.Created($"/v1/programmes/{programme}/exclusions/{row.Id}", ExclusionView.Of(row))
        );
    }

    private static async Task<Answer> Lift(string programme, string exclusion, Body<NoSettings> body, Caller caller)
    {
        var outcome = await caller.Send(grains => grains.Programme(programme).LiftExclusion(exclusion, caller.Actor()));
        return caller.Answer(outcome, row => Answers.Ok(ExclusionView.Of(row)));
    }
}

/// <param name="Participant">One of the two.</param>
/// <param name="Reason">Why; for those who decide on pairs.</param>
internal sealed record ExcludeBody(string Participant, string Other, string Reason);

/// <summary>Two people who are kept apart, whoever would mentor whom.</summary>
internal sealed record ExclusionView(
    string Id,
    DateTimeOffset Created,
    string Programme,
    string Participant,
    string Other,
    string Reason,
    ActingMember ExcludedBy,
    ActingMember? LiftedBy,
    DateTimeOffset? LiftedAt
)
{
    public string Object { get; } = "exclusion";

    public static ExclusionView Of(ExclusionRow row) =>
        new(
            row.Id,
            row.CreatedAt,
            row.ProgrammeId,
            row.ParticipantId,
            row.OtherId,
            row.Reason,
            row.ExcludedBy,
            row.LiftedBy,
            row.LiftedAt
        );
}
