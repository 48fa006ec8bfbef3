using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.WebApi.Lists;
using Binome.WebApi.Programmes;
using Binome.WebApi.Tenants;

namespace Binome.WebApi.Pairs;

/// <summary>One's own pairs: what a mentor or mentee alone can do, signed in as themselves.</summary>
internal static class MyPairsEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/me/pairs").WithTags("My pairs");
        group
            .MapGet("", List)
            .Describe("listMyPairs", Actions.Account, "The pairs in which one is mentor or mentee, newest first.")
            .Answers<WholeListView<PairView>>();
        group
            .MapGet("/{pair}", Find)
            .Describe("getMyPair", Actions.Account, "One of one's own pairs.")
            .Answers<PairView>();
        group
            .MapPost("/{pair}/accept", Accept)
            .Describe("acceptPair", Actions.Account, "Accepts; when both sides have, the pair begins.")
            .Answers<PairView>();
        group
            .MapPost("/{pair}/decline", Decline)
            .Describe("declinePair", Actions.Account, "Declines, with a private reason if one wants to keep it.")
            .Answers<PairView>();
        group
            .MapGet("/{pair}/charter", Charter)
            .Describe("getMyCharter", Actions.Account, "The charter of one's own pair, in the version it signs.")
            .Answers<CharterView>();
        group
            .MapPost("/{pair}/sign", Sign)
            .Describe("signCharter", Actions.Account, "Signs the charter; when both sides have, the pair is active.")
            .Answers<PairView>();
    }

    private static async Task<Answer> Charter(string pair, Caller caller, MyPairs mine)
    {
        if (await mine.Find(pair) is not { Row: var row } || await mine.Charter(row) is not { } charter)
            return caller.NotFound();
        return Answers.Ok(CharterView.Of(charter));
    }

    private static async Task<Answer> Sign(string pair, Body<SignCharterBody> body, Caller caller, MyPairs mine) =>
        Rendered(caller, await mine.Sign(pair, body.Value.Version));

    private static async Task<Answer> List(MyPairs mine) =>
        Answers.Ok(new WholeListView<PairView>([.. (await mine.All()).Select(PairView.Of)]));

    private static async Task<Answer> Find(string pair, Caller caller, MyPairs mine) =>
        caller.Resource(await mine.Find(pair), PairView.Of);

    private static async Task<Answer> Accept(string pair, Body<NoSettings> body, Caller caller, MyPairs mine) =>
        Rendered(caller, await mine.Answer(pair, accepts: true, privateReason: null));

    private static async Task<Answer> Decline(string pair, Body<DeclinePairBody> body, Caller caller, MyPairs mine) =>
        Rendered(caller, await mine.Answer(pair, accepts: false, body.Value.PrivateReason));

    private static Answer Rendered(Caller caller, Outcome<SavedPair> outcome) =>
        caller.Answer(outcome, saved => Answers.Ok(PairView.Of(saved.Pair), saved.Version));
}
