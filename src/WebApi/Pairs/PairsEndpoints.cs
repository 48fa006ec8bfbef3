using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Pairs;

internal static class PairsEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/pairs").WithTags("Pairs");
        group
            .MapGet("", List)
            .Describe("listPairs", Actions.PairsRead, "Lists pairs, newest first.")
            .Lists<PairView>(
                new("programme", "The id of a programme."),
                new("phase", "active or closed."),
                new("mentor", "The id of a participant."),
                new("mentee", "The id of a participant."),
                new("overdue", "true or false.")
            );
        group.MapGet("/{pair}", Find).Describe("getPair", Actions.PairsRead, "One pair.").Answers<PairView>();
    }

    private static async Task<Answer> List(ListRequest list, Caller caller, IPairRows rows)
    {
        var filter = new PairFilter(
            list.Query.Id("programme", Ids.Programme),
            list.Query.Code<PairPhase>("phase"),
            list.Query.Id("mentor", Ids.Participant),
            list.Query.Id("mentee", Ids.Participant),
            list.Query.Flag("overdue"),
            caller.Reach
        );
        return await list.Answer(body => rows.ListJson(caller.Tenant, filter, list.Page, body));
    }

    private static async Task<Answer> Find(string pair, Caller caller, IPairRows rows) =>
        caller.Resource(await rows.FindJson(caller.Tenant, pair));
}
