using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Programmes;

internal static class EnrolmentsEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/programmes/{programme}/enrolments").WithTags("Enrolments");
        group
            .MapGet("", List)
            .Describe("listEnrolments", Actions.ParticipantsRead, "Lists who is enrolled, newest first.")
            .Lists<EnrolmentView>(new QueryParameter("role", "mentor or mentee.", typeof(PairRole)));
        group
            .MapPost("", Enrol)
            .Describe(
                "enrol",
                Actions.ProgrammesWrite,
                "Enrols named people or all who fit a filter, at most 5,000 at once, all or none."
            )
            .Answers<EnrolmentResultView>();
        group
            .MapPost("/{enrolment}/withdraw", Withdraw)
            .Describe(
                "withdrawEnrolment",
                Actions.ProgrammesWrite,
                "Takes a person out of the programme in that role; a pair of theirs has to end first."
            )
            .Answers<EnrolmentView>();
    }

    private static async Task<Answer> List(string programme, ListRequest list, Caller caller, IProgrammeRows rows)
    {
        var role = list.Query.Code<PairRole>("role");
        var slice = await rows.Enrolments(caller.Tenant, programme, role, list.Page);
        if (slice.Items.IsEmpty && await rows.Find(caller.Tenant, programme) is null)
            return caller.NotFound();
        return list.Answer(slice, EnrolmentView.Of);
    }

    private static async Task<Answer> Withdraw(string programme, string enrolment, Body<NoSettings> body, Caller caller)
    {
        var outcome = await caller.Send(grains => grains.Programme(programme).Withdraw(enrolment, caller.Actor()));
        return caller.Answer(outcome, row => Answers.Ok(EnrolmentView.Of(row)));
    }

    private static async Task<Answer> Enrol(string programme, Body<EnrolBody> body, Caller caller)
    {
        var (participants, filter, origin) = body.Value;
        var isNamed = participants is { IsEmpty: false };
        if (isNamed == filter is not null)
            return caller.Problem(Failure.Of(TransportCodes.EnrolEither));

        ImmutableArray<EnrolOne> people = isNamed
            ? [.. participants!.Value.Select(one => new EnrolOne(one.Participant, one.Role))]
            : [];
        var command = new Enrol(people, filter, origin, caller.Actor());
        var outcome = await caller.Send(grains => grains.Programme(programme).Enrol(command));
        return caller.Answer(
            outcome,
            result => Answers.Ok(new EnrolmentResultView(programme, result.Enrolled, result.AlreadyEnrolled))
        );
    }
}
