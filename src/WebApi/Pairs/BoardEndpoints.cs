using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Pairs;

internal static class BoardEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/programmes/{programme}/board", Read)
            .WithTags("Pairs")
            .Describe(
                "getProgrammeBoard",
                Actions.PairsRead,
                "The programme's pairs, counted by what a coordinator looks at; listPairs has a filter for each count."
            )
            .Answers<BoardView>();

    private static async Task<Answer> Read(
        string programme,
        Caller caller,
        IProgrammeRows programmes,
        IPairRows pairs,
        TenantClock clock
    )
    {
        if (await programmes.Find(caller.Tenant, programme) is null)
            return caller.NotFound();
        return Answers.Ok(
            BoardView.Of(programme, await pairs.Board(caller.Tenant, programme, clock.Now(caller.Tenant)))
        );
    }
}

/// <summary>Where a programme's pairs stand. A pair can stand in several counts.</summary>
/// <param name="Due">A session has fallen due and its window has not run out.</param>
/// <param name="Overdue">The window has run out without a session.</param>
/// <param name="Flagged">No session was held for so long that coordinators were told.</param>
/// <param name="Stuck">Nothing was held, planned or logged for long.</param>
/// <param name="ClosingProposed">Their closing waits for a coordinator's decision.</param>
/// <param name="RuleBroken">Living pairs that break a hard rule since the reporting tree changed.</param>
/// <param name="WaitingOnMentor">Pairs that wait for the mentor's answer or signature.</param>
/// <param name="WaitingOnMentee">The same for the mentee.</param>
internal sealed record BoardView(
    string Programme,
    ImmutableSortedDictionary<string, int> Phases,
    int Due,
    int Overdue,
    int Flagged,
    int Stuck,
    int ClosingProposed,
    int RuleBroken,
    int WaitingOnMentor,
    int WaitingOnMentee
)
{
    public string Object { get; } = "programme_board";

    public static BoardView Of(string programme, ProgrammeBoard board) =>
        new(
            programme,
            Enum.GetValues<PairPhase>()
                .ToImmutableSortedDictionary(
                    phase => phase.Code(),
                    phase => board.PairsByPhase.GetValueOrDefault(phase),
                    StringComparer.Ordinal
                ),
            board.Due,
            board.Overdue,
            board.Flagged,
            board.Stuck,
            board.ClosingProposed,
            board.RuleBroken,
            board.WaitingOnMentor,
            board.WaitingOnMentee
        );
}
