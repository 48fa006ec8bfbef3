using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.WebApi.Lists;
using Binome.WebApi.Tenants;

namespace Binome.WebApi.Pairs;

/// <summary>What a pair plans to talk about and to reach. The agenda is the two's alone; objectives are read by whoever follows the pair.</summary>
internal static class AgendaEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var agenda = api.MapGroup("/me/pairs/{pair}/agenda").WithTags("Agenda");
        agenda
            .MapGet("", Items)
            .Describe("listMyAgenda", Actions.Account, "The agenda of one's own pair, the oldest first.")
            .Answers<WholeListView<AgendaItemView>>();
        agenda
            .MapPost("", Add)
            .Describe(
                "addAgendaItem",
                Actions.Account,
                "The mentee adds a point or a want; the mentor suggests a point."
            )
            .Answers<AgendaItemView>(StatusCodes.Status201Created);
        agenda
            .MapGet("/templates", Templates)
            .Describe("listAgendaTemplates", Actions.Account, "Agendas to begin with, for the programme's kind.")
            .Answers<WholeListView<AgendaTemplateView>>();
        agenda
            .MapPost("/templates", AddTemplate)
            .Describe("addAgendaTemplate", Actions.Account, "Adds every point of a template, or suggests it.")
            .Answers<WholeListView<AgendaItemView>>(StatusCodes.Status201Created);
        agenda
            .MapPatch("/{item}", Change)
            .Describe("updateAgendaItem", Actions.Account, "Takes, leaves, finishes or drops an item of the agenda.")
            .Answers<AgendaItemView>();
        MapObjectives(api);
    }

    private static void MapObjectives(RouteGroupBuilder api)
    {
        var mine = api.MapGroup("/me/pairs/{pair}/objectives").WithTags("Objectives");
        mine.MapGet("", MyObjectives)
            .Describe("listMyObjectives", Actions.Account, "The objectives of one's own pair, the oldest first.")
            .Answers<WholeListView<ObjectiveView>>();
        mine.MapPost("", AddObjective)
            .Describe("addObjective", Actions.Account, "Sets an objective with its validation criterion.")
            .Answers<ObjectiveView>(StatusCodes.Status201Created);
        mine.MapPatch("/{objective}", ChangeObjective)
            .Describe("updateObjective", Actions.Account, "Rewords, validates, drops or opens an objective again.")
            .Answers<ObjectiveView>();
        api.MapGroup("/pairs/{pair}/objectives")
            .WithTags("Objectives")
            .MapGet("", Objectives)
            .Describe("listObjectives", Actions.PairsRead, "The objectives of a pair, newest first.")
            .Lists<ObjectiveView>();
    }

    private static async Task<Answer> Items(string pair, Caller caller, MyAgenda agenda) =>
        await agenda.Items(pair) is { } items
            ? Answers.Ok(new WholeListView<AgendaItemView>(items))
            : caller.NotFound();

    private static async Task<Answer> Add(string pair, Body<AddAgendaItemBody> body, Caller caller, MyAgenda agenda)
    {
        var outcome = await agenda.Add(pair, body.Value.Kind ?? AgendaItemKind.Point, body.Value.Text);
        return caller.Answer(outcome, item => Answers.Created($"/v1/me/pairs/{pair}/agenda", item));
    }

    private static async Task<Answer> Templates(string pair, Caller caller, MyAgenda agenda) =>
        await agenda.Templates(pair) is { } templates
            ? Answers.Ok(new WholeListView<AgendaTemplateView>(templates))
            : caller.NotFound();

    private static async Task<Answer> AddTemplate(
        string pair,
        Body<AddAgendaTemplateBody> body,
        Caller caller,
        MyAgenda agenda
    )
    {
        var outcome = await agenda.AddTemplate(pair, body.Value.Template);
        return caller.Answer(
            outcome,
            items => Answers.Created($"/v1/me/pairs/{pair}/agenda", new WholeListView<AgendaItemView>(items))
        );
    }

    private static async Task<Answer> Change(
        string pair,
        string item,
        Body<ChangeAgendaItemBody> body,
        Caller caller,
        MyAgenda agenda
    ) => caller.Answer(await agenda.Change(pair, item, body.Value.Status), changed => Answers.Ok(changed));

    private static async Task<Answer> MyObjectives(string pair, Caller caller, MyAgenda agenda) =>
        await agenda.Objectives(pair) is { } objectives
            ? Answers.Ok(new WholeListView<ObjectiveView>([.. objectives.Select(ObjectiveView.Of)]))
            : caller.NotFound();

    private static async Task<Answer> AddObjective(
        string pair,
        Body<AddObjectiveBody> body,
        Caller caller,
        MyAgenda agenda
    )
    {
        var outcome = await agenda.AddObjective(pair, body.Value.Text, body.Value.Criterion);
        return caller.Answer(
            outcome,
            saved =>
                Answers.Created($"/v1/me/pairs/{pair}/objectives", ObjectiveView.Of(saved.Objective), saved.Version)
        );
    }

    private static async Task<Answer> ChangeObjective(
        string pair,
        string objective,
        Body<ChangeObjectiveBody> body,
        Caller caller,
        MyAgenda agenda
    ) =>
        caller.Answer(
            await agenda.ChangeObjective(pair, objective, body.Value),
            saved => Answers.Ok(ObjectiveView.Of(saved.Objective), saved.Version)
        );

    private static async Task<Answer> Objectives(
        string pair,
        ListRequest list,
        Caller caller,
        IAgendaRows rows,
        IPairRows pairs
    )
    {
        var slice = await rows.Objectives(caller.Tenant, pair, list.Page);
        if (slice.Items.IsEmpty && await pairs.Find(caller.Tenant, pair) is null)
            return caller.NotFound();
        return list.Answer(slice, ObjectiveView.Of);
    }
}
