using Binome.Contracts.Ledger;
using Binome.Contracts.Sessions;
using Binome.WebApi.Sessions;

namespace Binome.WebApi.Pages.MyPairs;

/// <summary>The sessions of the pair, and what one said of them.</summary>
internal sealed partial class MyPairModel
{
    private static readonly PageOf SessionsShown = new(Limits.PageDefault, After: null);

    /// <summary>Those that come or came last first; what was cancelled is left out.</summary>
    public ImmutableArray<SessionRow> Sessions { get; private set; } = [];

    private ImmutableArray<ReflectionView> Reflections { get; set; } = [];

    /// <summary>One's own reflection on a session; null when there is none yet.</summary>
    public ReflectionView? OwnOn(SessionRow session) =>
        Reflections.FirstOrDefault(one => one.Session == session.Id && one.Author == Me);

    /// <summary>What the other side shared or advised; null when nothing.</summary>
    public ReflectionView? SharedOn(SessionRow session) =>
        Reflections.FirstOrDefault(one => one.Session == session.Id && one.Author != Me);

    private async Task ReadSessions(string pair)
    {
        var found = await sessions.List(caller.Tenant, pair, status: null, SessionsShown);
        Sessions =
        [
            .. found
                .Items.Select(item => item.Row)
                .Where(session => session.Status != SessionStatus.Cancelled)
                .OrderByDescending(session => session.StartsAt),
        ];
        Reflections = await reflections.All(pair) ?? [];
    }
}
