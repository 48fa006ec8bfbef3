using Binome.Contracts.Intake;
using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Intake;

/// <summary>For those who coordinate: who has answered, who is asked, and how the people of a programme learn.</summary>
internal static class IntakesEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/programmes/{programme}").WithTags("Intake");
        group
            .MapGet("/intakes", List)
            .Describe(
                "listIntakes",
                Actions.ParticipantsRead,
                "How far the enrolled people have come with their intake."
            )
            .Lists<IntakeView>(
                new QueryParameter("status", "not_asked, asked, begun or complete.", typeof(IntakeStatus))
            );
        group
            .MapPost("/intakes/ask", Ask)
            .Describe(
                "askIntakes",
                Actions.IntakesWrite,
                "Asks enrolled people for their intake by mail: those named, or everybody whom nobody has asked yet, and then whoever is enrolled later."
            )
            .Answers<AskedIntakesView>();
        group
            .MapPost("/intakes/remind", Remind)
            .Describe(
                "remindIntakes",
                Actions.IntakesWrite,
                "Reminds everybody who was asked or has begun and is not done, by mail; not whoever got one in the last two days."
            )
            .Answers<AskedIntakesView>();
        group
            .MapGet("/learner_map", Learners)
            .Describe(
                "getLearnerMap",
                Actions.ReportsRead,
                "How the people of the programme learn; small groups are not told."
            )
            .Answers<LearnerMapView>();
    }

    private static async Task<Answer> List(
        string programme,
        ListRequest list,
        Caller caller,
        IIntakeRows rows,
        IProgrammeRows programmes
    )
    {
        var status = list.Query.Code<IntakeStatus>("status");
        var slice = await rows.OfProgramme(caller.Tenant, programme, status, list.Page);
        if (slice.Items.IsEmpty && await programmes.Find(caller.Tenant, programme) is null)
            return caller.NotFound();
        return list.Answer(slice, IntakeView.Of);
    }

    private static async Task<Answer> Ask(string programme, Body<AskIntakesBody> body, Caller caller, IntakeAsks asks)
    {
        var asked = body.Value.Participants is { } named
            ? await asks.Named(programme, named)
            : await asks.Everybody(programme);
        return caller.Answer(
            asked,
            people => Answers.Ok(new AskedIntakesView(programme, people, body.Value.Participants is null))
        );
    }

    private static async Task<Answer> Remind(string programme, Body<NoSettings> body, Caller caller, IntakeAsks asks) =>
        caller.Answer(
            await asks.Unfinished(programme),
            people => Answers.Ok(new AskedIntakesView(programme, people, Continues: true))
        );

    private static async Task<Answer> Learners(
        string programme,
        Caller caller,
        IIntakeRows rows,
        IProgrammeRows programmes
    )
    {
        if (await programmes.Find(caller.Tenant, programme) is null)
            return caller.NotFound();
        var map = LearnerMap.Of(await rows.Learners(caller.Tenant, programme));
        return Answers.Ok(new LearnerMapView(programme, IntakeLimits.GroupMin, map.Roles));
    }
}
