using Binome.Contracts.Members;
using Binome.Contracts.Sessions;
using Binome.WebApi.Lists;
using Binome.WebApi.Tenants;

namespace Binome.WebApi.Sessions;

/// <summary>The sessions of one's own pair, planned, moved, held, cancelled or logged as oneself.</summary>
internal static class MySessionsEndpoints
{
    private const string Minutes = "duration_minutes";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/me/pairs/{pair}").WithTags("My sessions");
        group
            .MapGet("/sessions", List)
            .Describe("listMyPairSessions", Actions.Account, "The sessions of one's own pair, newest first.")
            .Answers<WholeListView<SessionView>>();
        group
            .MapGet("/slots", Slots)
            .Describe("listMySlots", Actions.Account, "When both could meet: at most eight times, soonest first.")
            .Answers<WholeListView<SlotView>>()
            .Asks(new QueryParameter(Minutes, "How long, 15 to 240; 60 when left out.", typeof(int)));
        group
            .MapPost("/sessions", Add)
            .Describe(
                "createMySession",
                Actions.Account,
                "Plans a session of one's own pair, or logs one that was held."
            )
            .Answers<SessionView>(StatusCodes.Status201Created);
        group
            .MapPatch("/sessions/{session}", Change)
            .WithMetadata(ChecksVersion.Mark)
            .Describe(
                "updateMySession",
                Actions.Account,
                "Moves, holds or cancels a planned session of one's own pair."
            )
            .Answers<SessionView>();
    }

    private static async Task<Answer> List(string pair, Caller caller, MySessions mine) =>
        await mine.All(pair) is { } all
            ? Answers.Ok(new WholeListView<SessionView>([.. all.Select(SessionView.Of)]))
            : caller.NotFound();

    private static async Task<Answer> Slots(string pair, HttpRequest request, Caller caller, MySessions mine)
    {
        var minutes = new QueryValues(request.Query).Integer(Minutes, 15, 240) ?? MySessions.MinutesDefault;
        return await mine.Slots(pair, minutes) is { } slots
            ? Answers.Ok(new WholeListView<SlotView>([.. slots.Select(at => new SlotView(at, at.AddMinutes(minutes)))]))
            : caller.NotFound();
    }

    private static async Task<Answer> Add(string pair, Body<AddSessionBody> body, Caller caller, MySessions mine)
    {
        var outcome = await mine.Add(pair, body.Value);
        return caller.Answer(
            outcome,
            saved => Answers.Created($"/v1/me/pairs/{pair}/sessions", SessionView.Of(saved.Session), saved.Version)
        );
    }

    private static async Task<Answer> Change(
        string pair,
        string session,
        Body<ChangeSessionBody> body,
        Caller caller,
        MySessions mine,
        HttpRequest request
    ) =>
        caller.Answer(
            await mine.Change(pair, session, body.Value, ETags.IfMatch(request)),
            saved => Answers.Ok(SessionView.Of(saved.Session), saved.Version)
        );
}

/// <summary>A time at which both could meet.</summary>
internal sealed record SlotView(DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public string Object { get; } = "slot";
}
