using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Lists;

namespace Binome.WebApi.People;

internal static class ParticipantsEndpoints
{
    private const string Path = "/v1/participants/";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/participants").WithTags("Participants");
        group
            .MapGet("", List)
            .Describe("listParticipants", Actions.ParticipantsRead, "Lists people, newest first.")
            .Lists<ParticipantView>(
                new("subsidiary", "The subsidiary, exactly."),
                new("country", "ISO 3166-1 alpha-2."),
                new("job_family", "The job family, exactly."),
                new("language", "ISO 639-1."),
                new("roles", "none, mentor, mentee or both.", typeof(DefaultRoles)),
                new("email", "The e-mail address."),
                new("manager_employee_id", "The employee_id of the manager."),
                new("left", "true for those who have left the company, false for those who are there.", typeof(bool))
            );
        group
            .MapGet("/{participant}", Find)
            .Describe("getParticipant", Actions.ParticipantsRead, "One person.")
            .Answers<ParticipantView>();
        group
            .MapPatch("/{participant}", Change)
            .WithMetadata(ChecksVersion.Mark)
            .Describe("updateParticipant", Actions.ParticipantsWrite, "Changes what is sent; null clears.")
            .Answers<ParticipantView>();
        group
            .MapPost("/{participant}/leave", Leave)
            .WithMetadata(ChecksVersion.Mark)
            .Describe(
                "leaveParticipant",
                Actions.ParticipantsWrite,
                "The person has left the company: their access ends, nothing is sent to them any more, their pairs are flagged."
            )
            .Answers<ParticipantView>();
        group
            .MapPut("/by_employee_id/{employee_id}", Upsert)
            .WithMetadata(ChecksVersion.Mark)
            .Describe(
                "putParticipantByEmployeeId",
                Actions.ParticipantsWrite,
                "Creates or replaces a person by your own id; what is left out is cleared, and whoever had left is back."
            )
            .Answers<ParticipantView>()
            .Answers<ParticipantView>(StatusCodes.Status201Created);
    }

    private static async Task<Answer> List(ListRequest list, Caller caller, IParticipantRows rows)
    {
        var filter = new ParticipantFilter(
            list.Query.Text("subsidiary"),
            list.Query.Text("country"),
            list.Query.Text("job_family"),
            list.Query.Text("language"),
            list.Query.Code<DefaultRoles>("roles"),
            list.Query.Text("email")?.ToLowerInvariant(),
            list.Query.Text("manager_employee_id"),
            caller.Reach
        )
        {
            Left = list.Query.Flag("left"),
        };
        return list.Answer(await rows.List(caller.Tenant, filter, list.Page), ParticipantView.Of);
    }

    private static async Task<Answer> Find(string participant, Caller caller, IParticipantRows rows) =>
        caller.Resource(await rows.Find(caller.Tenant, participant), ParticipantView.Of);

    private static async Task<Answer> Change(
        string participant,
        Body<ProfileChange> body,
        Caller caller,
        HttpRequest request
    )
    {
        var command = new SaveParticipant(
            body.Value,
            MayCreate: false,
            Replace: false,
            IfVersion: ETags.IfMatch(request)
        );
        var outcome = await caller.Send(grains => grains.Participant(participant).Save(command));
        return caller.Answer(outcome, Rendered);
    }

    private static async Task<Answer> Leave(
        string participant,
        Body<NoSettings> body,
        Caller caller,
        HttpRequest request
    )
    {
        var outcome = await caller.Send(grains => grains.Participant(participant).Leave(ETags.IfMatch(request)));
        return caller.Answer(outcome, Rendered);
    }

    private static async Task<Answer> Upsert(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "employee_id")] string employeeId,
        Body<ProfileChange> body,
        Caller caller,
        IParticipantRows rows,
        HttpRequest request
    )
    {
        if (body.Value.EmployeeId.Given && body.Value.EmployeeId.Value != employeeId)
            return caller.Problem(Failure.At("/employee_id", FailureCodes.Invalid, employeeId));
        var change = body.Value with { EmployeeId = employeeId };
        var ifVersion = ETags.IfMatch(request);

        var outcome = await Save(await Holder());
        // Somebody created this person between the look-up and the write: now the look-up finds them.
        if (outcome.Failure?.Code == FailureCodes.EmployeeIdTaken && await Holder() is { } holder)
            outcome = await Save(holder);
        return caller.Answer(outcome, Rendered);

        async Task<string?> Holder() =>
            (await rows.ByEmployeeId(caller.Tenant, [employeeId])).GetValueOrDefault(employeeId);

        Task<Outcome<SavedParticipant>> Save(string? id)
        {
            var command = new SaveParticipant(change, MayCreate: id is null, Replace: true, ifVersion);
            return caller.Send(grains => grains.Participant(id ?? caller.NewId(Ids.Participant)).Save(command));
        }
    }

    private static Answer Rendered(SavedParticipant saved)
    {
        var view = ParticipantView.Of(saved.Participant);
        return saved.Created ? Answers.Created(Path + view.Id, view, saved.Version) : Answers.Ok(view, saved.Version);
    }
}
