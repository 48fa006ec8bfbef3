using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.Sessions;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Sessions;

internal static class SessionsEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/pairs/{pair}/sessions").WithTags("Sessions");
        group
            .MapGet("", List)
            .Describe("listSessions", Actions.PairsRead, "Lists the sessions of a pair, newest first.")
            .Lists<SessionView>(new QueryParameter("status", "planned, held or cancelled.", typeof(SessionStatus)));
        group
            .MapPost("", Add)
            .Describe("createSession", Actions.PairsWrite, "Plans a session, or logs one that was held.")
            .Answers<SessionView>(StatusCodes.Status201Created);
        group
            .MapGet("/{session}", Find)
            .Describe("getSession", Actions.PairsRead, "One session.")
            .Answers<SessionView>();
        group
            .MapPatch("/{session}", Change)
            .WithMetadata(ChecksVersion.Mark)
            .Describe("updateSession", Actions.PairsWrite, "Moves, holds or cancels a planned session.")
            .Answers<SessionView>();
    }

    private static async Task<Answer> List(
        string pair,
        ListRequest list,
        Caller caller,
        ISessionRows rows,
        IPairRows pairs
    )
    {
        var status = list.Query.Code<SessionStatus>("status");
        var slice = await rows.List(caller.Tenant, pair, status, list.Page);
        if (slice.Items.IsEmpty && await pairs.Find(caller.Tenant, pair) is null)
            return caller.NotFound();
        return list.Answer(slice, SessionView.Of);
    }

    private static async Task<Answer> Find(string pair, string session, Caller caller, ISessionRows rows) =>
        caller.Resource(await rows.Find(caller.Tenant, pair, session), SessionView.Of);

    private static async Task<Answer> Add(string pair, Body<AddSessionBody> body, Caller caller)
    {
        var (status, startsAt, minutes, format) = body.Value;
        var command = new AddSession(caller.NewId(Ids.Session), status, startsAt, minutes, format);
        var outcome = await caller.Send(grains => grains.Pair(pair).AddSession(command));
        return caller.Answer(
            outcome,
            saved =>
                Answers.Created(
                    $"/v1/pairs/{pair}/sessions/{saved.Session.Id}",
                    SessionView.Of(saved.Session),
                    saved.Version
                )
        );
    }

    private static async Task<Answer> Change(
        string pair,
        string session,
        Body<ChangeSessionBody> body,
        Caller caller,
        HttpRequest request
    )
    {
        var (status, startsAt, minutes, format) = body.Value;
        var ifVersion = ETags.IfMatch(request);
        var command = new ChangeSession(session, status, startsAt, minutes, format, ifVersion);
        var outcome = await caller.Send(grains => grains.Pair(pair).ChangeSession(command));
        return caller.Answer(outcome, saved => Answers.Ok(SessionView.Of(saved.Session), saved.Version));
    }
}
