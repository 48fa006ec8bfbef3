using System.Text;
using Binome.Contracts.Ledger;
using Binome.Contracts.Pairs;
using Binome.Contracts.Privacy;
using Binome.Contracts.Sessions;
using Binome.WebApi.Pairs;

namespace Binome.WebApi.Sessions;

/// <summary>What one says of one's own sessions, and what the other side chose to share; the same for pages and for the API.</summary>
internal sealed class MyReflections(
    Caller caller,
    MyPairs mine,
    ISessionRows sessions,
    IReflectionRows rows,
    IPrivateWords privateWords
)
{
    private static readonly PageOf Newest = new(Limits.PageMax, After: null);

    /// <summary>A session of one's own pair; null for any other.</summary>
    public async Task<(PairRow Pair, SessionRow Session)?> Session(string pair, string session) =>
        await mine.Find(pair) is { Row: var row }
        && await sessions.Find(caller.Tenant, pair, session) is { Row: var found }
            ? (row, found)
            : null;

    /// <summary>One's own reflection; null when there is none.</summary>
    public async Task<ReflectionView?> Find(string pair, string session)
    {
        if (await Session(pair, session) is null)
            return null;
        var id = ReflectionRow.IdOf(session, mine.Me!);
        return await rows.Find(caller.Tenant, pair, id) is { Row: var row } ? await View(row) : null;
    }

    public async Task<Outcome<ReflectionView>> Write(string pair, string session, WriteReflectionBody body)
    {
        if (await Session(pair, session) is null)
            return Failure.Of(FailureCodes.NotFound);
        var command = new Reflect(
            pair,
            session,
            mine.Me!,
            body.Useful,
            body.Taught,
            body.SetAgenda,
            new ReflectionWords(body.Note, body.Insight, body.NextStep),
            body.Shared ?? false,
            new ReflectionAdvice(body.PersonToMeet, body.ProjectToJoin),
            caller.Actor()
        );
        var id = ReflectionRow.IdOf(session, mine.Me!);
        var outcome = await caller.Send(grains => grains.Reflection(id).Reflect(command));
        return outcome.Failure is { } failure ? failure : await View(outcome.Value.Reflection);
    }

    /// <summary>
    /// One's own whole, and of the other side's what was shared or advised; whether the other has answered at all is theirs to
    /// say. Those of the last session first; null for a pair that is not one's own.
    /// </summary>
    public async Task<ImmutableArray<ReflectionView>?> All(string pair)
    {
        if (await mine.Find(pair) is null)
            return null;
        var views = ImmutableArray.CreateBuilder<ReflectionView>();
        foreach (var item in (await rows.List(caller.Tenant, pair, Newest)).Items)
            if (item.Row.AuthorId == mine.Me)
                views.Add(await View(item.Row));
            else if (await Shared(item.Row) is { } shared)
                views.Add(shared);
        return views.ToImmutable();
    }

    private async Task<ReflectionView?> Shared(ReflectionRow row)
    {
        var isShared = row is { Shared: true, SealedWords: not null };
        if (!isShared && row.SealedAdvice is null)
            return null;
        var words = isShared ? await Words(row) : null;
        return new ReflectionView(row, words, await AdviceOf(row)) with
        {
            Useful = null,
            Taught = null,
            SetAgenda = null,
        };
    }

    private async Task<ReflectionView> View(ReflectionRow row) => new(row, await Words(row), await AdviceOf(row));

    private async Task<ReflectionWords?> Words(ReflectionRow row) =>
        row.SealedWords is { } kept ? await Open<ReflectionWords>(row, row.Id, kept) : null;

    private async Task<ReflectionAdvice?> AdviceOf(ReflectionRow row) =>
        row.SealedAdvice is { } kept ? await Open<ReflectionAdvice>(row, $"{row.Id}/advice", kept) : null;

    private async Task<T?> Open<T>(ReflectionRow row, string field, string kept)
        where T : class
    {
        var text = await privateWords.Open(new PrivatePlace(caller.Tenant, row.AuthorId, field), kept);
        return text is null ? null : LedgerJson.Read<T>(Encoding.UTF8.GetBytes(text));
    }
}
