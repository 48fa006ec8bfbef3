using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Lists;
using Binome.WebApi.Tenants;

namespace Binome.WebApi.Programmes;

/// <summary>Preparatory workshops of a programme, and who was there.</summary>
internal static class WorkshopsEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/programmes/{programme}/workshops").WithTags("Workshops");
        group
            .MapGet("", List)
            .Describe("listWorkshops", Actions.ProgrammesRead, "The programme's workshops, the one planned last first.")
            .Lists<WorkshopView>();
        group
            .MapPost("", Add)
            .Describe("createWorkshop", Actions.WorkshopsWrite, "Plans a workshop.")
            .Answers<WorkshopView>(StatusCodes.Status201Created);
        group
            .MapGet("/{workshop}", Find)
            .Describe("getWorkshop", Actions.ProgrammesRead, "One workshop.")
            .Answers<WorkshopView>();
        group
            .MapPut("/{workshop}", Change)
            .WithMetadata(ChecksVersion.Mark)
            .Describe("changeWorkshop", Actions.WorkshopsWrite, "Changes what a workshop is and when.")
            .Answers<WorkshopView>();
        group
            .MapPost("/{workshop}/cancel", Cancel)
            .Describe("cancelWorkshop", Actions.WorkshopsWrite, "It does not take place.")
            .Answers<WorkshopView>();
        group
            .MapGet("/{workshop}/attendance", Attendance)
            .Describe("listAttendance", Actions.WorkshopsWrite, "Who said that they come, and who was there.")
            .Answers<WholeListView<AttendanceView>>();
        group
            .MapPost("/{workshop}/attendance", Record)
            .Describe("recordAttendance", Actions.WorkshopsWrite, "Records who was there; it can be put right.")
            .Answers<WorkshopView>();
    }

    private static async Task<Answer> List(
        string programme,
        ListRequest list,
        Caller caller,
        IWorkshopRows rows,
        IProgrammeRows programmes
    )
    {
        var slice = await rows.OfProgramme(caller.Tenant, programme, list.Page);
        if (slice.Items.IsEmpty && await programmes.Find(caller.Tenant, programme) is null)
            return caller.NotFound();
        return list.Answer(slice, WorkshopView.Of);
    }

    private static async Task<Answer> Find(
        string programme,
        string workshop,
        Caller caller,
        ProgrammeWorkshops workshops
    ) => caller.Resource(await workshops.Find(programme, workshop), WorkshopView.Of);

    private static async Task<Answer> Add(
        string programme,
        Body<WorkshopBody> body,
        Caller caller,
        ProgrammeWorkshops workshops
    ) =>
        caller.Answer(
            await workshops.Add(programme, body.Value),
            saved =>
                Answers.Created(
                    $"/v1/programmes/{programme}/workshops/{saved.Workshop.Id}",
                    WorkshopView.Of(saved.Workshop),
                    saved.Version
                )
        );

    private static async Task<Answer> Change(
        string programme,
        string workshop,
        Body<WorkshopBody> body,
        Caller caller,
        ProgrammeWorkshops workshops,
        HttpRequest request
    ) => Rendered(caller, await workshops.Change(programme, workshop, body.Value, ETags.IfMatch(request)));

    private static async Task<Answer> Cancel(
        string programme,
        string workshop,
        Body<NoSettings> body,
        Caller caller,
        ProgrammeWorkshops workshops
    ) => Rendered(caller, await workshops.Cancel(programme, workshop));

    private static async Task<Answer> Attendance(
        string programme,
        string workshop,
        Caller caller,
        IWorkshopRows rows,
        ProgrammeWorkshops workshops
    )
    {
        if (await workshops.Find(programme, workshop) is null)
            return caller.NotFound();
        var people = await rows.Attendance(caller.Tenant, workshop);
        return Answers.Ok(new WholeListView<AttendanceView>([.. people.Select(AttendanceView.Of)]));
    }

    private static async Task<Answer> Record(
        string programme,
        string workshop,
        Body<RecordAttendanceBody> body,
        Caller caller,
        ProgrammeWorkshops workshops
    ) =>
        Rendered(
            caller,
            await workshops.Record(
                programme,
                workshop,
                [.. body.Value.Attendance.Select(one => new AttendedOne(one.Participant, one.Attended))]
            )
        );

    private static Answer Rendered(Caller caller, Outcome<SavedWorkshop> outcome) =>
        caller.Answer(outcome, saved => Answers.Ok(WorkshopView.Of(saved.Workshop), saved.Version));
}
