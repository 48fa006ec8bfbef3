using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Programmes;

internal static class ProgrammesEndpoints
{
    private const string Path = "/v1/programmes/";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/programmes").WithTags("Programmes");
        MapReads(group);
        MapActs(group);
        group
            .MapPost("", Create)
            .Describe(
                "createProgramme",
                Actions.ProgrammesWrite,
                "Creates a programme in draft; the kind's template fills what is left out."
            )
            .Answers<ProgrammeView>(StatusCodes.Status201Created);
        group
            .MapPatch("/{programme}", Change)
            .WithMetadata(ChecksVersion.Mark)
            .Describe("updateProgramme", Actions.ProgrammesWrite, "Changes settings, also while it runs; null clears.")
            .Answers<ProgrammeView>();
        group
            .MapPost("/{programme}/duplicate", Duplicate)
            .Describe(
                "duplicateProgramme",
                Actions.ProgrammesWrite,
                "A new draft with the same settings, without its people."
            )
            .Answers<ProgrammeView>(StatusCodes.Status201Created);
    }

    private static void MapReads(RouteGroupBuilder group)
    {
        group
            .MapGet("", List)
            .Describe("listProgrammes", Actions.ProgrammesRead, "Lists programmes, newest first.")
            .Lists<ProgrammeView>(
                new("phase", "draft, enrolling, matching, running, closing or closed.", typeof(ProgrammePhase)),
                new("kind", "reverse, traditional, peer, cross or flash.", typeof(ProgrammeKind))
            );
        group
            .MapGet("/{programme}", Find)
            .Describe("getProgramme", Actions.ProgrammesRead, "One programme.")
            .Answers<ProgrammeView>();
    }

    private static void MapActs(RouteGroupBuilder group)
    {
        group
            .MapPost("/{programme}/launch", Launch)
            .Describe("launchProgramme", Actions.ProgrammesDecide, "Draft to enrolling.")
            .Answers<ProgrammeView>();
        group
            .MapPost("/{programme}/checklist", Check)
            .Describe("tickChecklistItem", Actions.ProgrammesDecide, "Ticks an item.")
            .Answers<ProgrammeView>();
        group
            .MapPost("/{programme}/gate", DecideGate)
            .Describe("decideGate", Actions.ProgrammesDecide, "Records go or no-go of a pilot with its evidence.")
            .Answers<ProgrammeView>();
        group
            .MapPost("/{programme}/reporting_line", DecideReportingLine)
            .Describe(
                "decideReportingLine",
                Actions.ReportingLineDecide,
                "Switches the rule that nobody mentors somebody of their own reporting line; owners only, with a reason."
            )
            .Answers<ProgrammeView>();
        group
            .MapPost("/{programme}/close", Close)
            .Describe("closeProgramme", Actions.ProgrammesDecide, "Running to closing, closing to closed.")
            .Answers<ProgrammeView>();
    }

    private static async Task<Answer> List(ListRequest list, Caller caller, IProgrammeRows rows)
    {
        var filter = new ProgrammeFilter(
            list.Query.Code<ProgrammePhase>("phase"),
            list.Query.Code<ProgrammeKind>("kind"),
            caller.Reach
        );
        return list.Answer(await rows.List(caller.Tenant, filter, list.Page), ProgrammeView.Of);
    }

    private static async Task<Answer> Find(string programme, Caller caller, IProgrammeRows rows) =>
        caller.Resource(await rows.Find(caller.Tenant, programme), ProgrammeView.Of);

    private static Task<Answer> Create(Body<ProgrammeChange> body, Caller caller) => CreateFrom(body.Value, caller);

    private static async Task<Answer> Change(
        string programme,
        Body<ProgrammeChange> body,
        Caller caller,
        HttpRequest request
    )
    {
        var ifVersion = ETags.IfMatch(request);
        var outcome = await caller.Send(grains =>
            grains.Programme(programme).Change(body.Value, ifVersion, caller.Actor())
        );
        return caller.Answer(outcome, Rendered);
    }

    private static async Task<Answer> Duplicate(
        string programme,
        Body<DuplicateProgramme> body,
        Caller caller,
        IProgrammeRows rows,
        ProgrammeResources resources
    )
    {
        if (await rows.Find(caller.Tenant, programme) is not { } stored)
            return caller.NotFound();
        var answer = await CreateFrom(ProgrammeCopy.Of(stored.Row.Settings, body.Value.Name), caller);
        if (answer.Status != StatusCodes.Status201Created)
            return answer;
        var failure =
            await CopyCharter(stored.Row, caller, rows) ?? await resources.Copy(programme, caller.NewId(Ids.Programme));
        return failure is null ? answer : caller.Problem(failure);
    }

    /// <summary>Own words go with the copy; the template comes by itself. Repeated, it finds them written already.</summary>
    private static async Task<Failure?> CopyCharter(ProgrammeRow from, Caller caller, IProgrammeRows rows)
    {
        var version = from.Settings.CharterVersion;
        if (
            await rows.Charter(caller.Tenant, from.Id, version) is not { By: not null } charter
            || caller.Member is null
        )
            return null;
        var copy = caller.NewId(Ids.Programme);
        var command = new WriteCharter(charter.Text, IfVersion: 1, caller.Actor());
        var outcome = await caller.Send(grains => grains.Programme(copy).WriteCharter(command));
        return outcome.Failure is { Code: not FailureCodes.VersionMismatch } failure ? failure : null;
    }

    private static async Task<Answer> Launch(string programme, Body<NoSettings> body, Caller caller)
    {
        var outcome = await caller.Send(grains => grains.Programme(programme).Launch(caller.Actor()));
        return caller.Answer(outcome, Rendered);
    }

    private static async Task<Answer> Check(string programme, Body<TickItem> body, Caller caller)
    {
        var outcome = await caller.Send(grains => grains.Programme(programme).Check(body.Value.Item, caller.Actor()));
        return caller.Answer(outcome, Rendered);
    }

    private static async Task<Answer> DecideGate(string programme, Body<DecideGateBody> body, Caller caller)
    {
        var (go, evidence, reason) = body.Value;
        var command = new DecideGate(go, evidence ?? [], reason, caller.Actor());
        var outcome = await caller.Send(grains => grains.Programme(programme).DecideGate(command));
        return caller.Answer(outcome, Rendered);
    }

    private static async Task<Answer> DecideReportingLine(string programme, Body<ReportingLineBody> body, Caller caller)
    {
        var command = new DecideReportingLine(body.Value.Enforced, body.Value.Reason, caller.Actor());
        var outcome = await caller.Send(grains => grains.Programme(programme).DecideReportingLine(command));
        return caller.Answer(outcome, Rendered);
    }

    private static async Task<Answer> Close(string programme, Body<NoSettings> body, Caller caller)
    {
        var outcome = await caller.Send(grains => grains.Programme(programme).Close(caller.Actor()));
        return caller.Answer(outcome, Rendered);
    }

    private static async Task<Answer> CreateFrom(ProgrammeChange settings, Caller caller)
    {
        var id = caller.NewId(Ids.Programme);
        var outcome = await caller.Send(grains => grains.Programme(id).Create(settings, caller.Actor()));
        return caller.Answer(
            outcome,
            saved => Answers.Created(Path + id, ProgrammeView.Of(saved.Programme), saved.Version)
        );
    }

    private static Answer Rendered(SavedProgramme saved) =>
        Answers.Ok(ProgrammeView.Of(saved.Programme), saved.Version);
}
