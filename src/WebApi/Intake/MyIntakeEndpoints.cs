using Binome.Contracts.Intake;
using Binome.Contracts.Members;
using Binome.WebApi.Lists;
using Binome.WebApi.Tenants;

namespace Binome.WebApi.Intake;

/// <summary>One's own intake: what a person alone can answer, signed in as themselves.</summary>
internal static class MyIntakeEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/me").WithTags("My intake");
        group
            .MapGet("/intake", Read)
            .Describe("getMyIntake", Actions.Account, "One's own intake: the questions, the answers, what is missing.")
            .Answers<MyIntakeView>();
        group
            .MapPatch("/intake", Save)
            .Describe("updateMyIntake", Actions.Account, "Saves the answers that are sent; what is left out stays.")
            .Answers<MyIntakeView>();
        group
            .MapPost("/intake/complete", Complete)
            .Describe("completeMyIntake", Actions.Account, "Says that one is done; nothing may be missing.")
            .Answers<MyIntakeView>();
        group
            .MapGet("/open_programmes", Open)
            .Describe("listOpenProgrammes", Actions.Account, "Programmes for which one can volunteer.")
            .Answers<WholeListView<OpenProgrammeView>>();
        group
            .MapPost("/volunteer", Volunteer)
            .Describe("volunteer", Actions.Account, "Enrols oneself in a programme that is open to volunteers.")
            .Answers<MyIntakeView>();
    }

    private static async Task<Answer> Read(Caller caller, MyIntake mine) =>
        await mine.Read() is { } read ? Answers.Ok(MyIntakeView.Of(read, caller.Language)) : caller.NotFound();

    private static async Task<Answer> Save(Body<IntakeChange> body, Caller caller, MyIntake mine) =>
        Rendered(caller, await mine.Save(body.Value));

    private static async Task<Answer> Complete(Body<NoSettings> body, Caller caller, MyIntake mine) =>
        Rendered(caller, await mine.Complete());

    private static async Task<Answer> Open(MyIntake mine)
    {
        var views = ImmutableArray.CreateBuilder<OpenProgrammeView>();
        foreach (var row in await mine.Open())
            views.Add(new OpenProgrammeView(row.Id, row.Settings.Name, await mine.RolesIn(row.Id)));
        return Answers.Ok(new WholeListView<OpenProgrammeView>(views.ToImmutable()));
    }

    private static async Task<Answer> Volunteer(Body<VolunteerBody> body, Caller caller, MyIntake mine) =>
        Rendered(caller, await mine.Volunteer(body.Value.Programme, body.Value.Role));

    private static Answer Rendered(Caller caller, Outcome<SavedIntake> outcome) =>
        caller.Answer(outcome, saved => Answers.Ok(MyIntakeView.Of(saved, caller.Language)));
}
