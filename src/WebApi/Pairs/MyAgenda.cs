using Binome.Contracts.Ledger;
using Binome.Contracts.Pairs;
using Binome.Contracts.Privacy;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Pairs;

/// <summary>The agenda and objectives of one's own pair; the same for pages and for the API.</summary>
internal sealed class MyAgenda(
    Caller caller,
    MyPairs mine,
    IAgendaRows rows,
    IProgrammeRows programmes,
    IPrivateWords privateWords
)
{
    private static readonly PageOf Newest = new(Limits.PageMax, After: null);

    /// <summary>Without what was dropped, the oldest first; null for a pair that is not one's own.</summary>
    public async Task<ImmutableArray<AgendaItemView>?> Items(string pair)
    {
        if (await mine.Find(pair) is not { Row: var row })
            return null;
        var items = await rows.Items(caller.Tenant, pair, Newest);
        var views = ImmutableArray.CreateBuilder<AgendaItemView>(items.Items.Length);
        foreach (var item in items.Items.Reverse())
            views.Add(await View(row, item.Row));
        return views.MoveToImmutable();
    }

    /// <summary>The mentee adds; the mentor suggests.</summary>
    public async Task<Outcome<AgendaItemView>> Add(string pair, AgendaItemKind kind, string text)
    {
        var added = await Send(
            pair,
            me => new AddAgendaItems([caller.NewId(Ids.AgendaItem)], me, kind, [text], caller.Actor())
        );
        return added.Failure is { } failure ? failure : added.Value[0];
    }

    /// <summary>Adds every point of a template, in the caller's language.</summary>
    public async Task<Outcome<ImmutableArray<AgendaItemView>>> AddTemplate(string pair, AgendaTemplate template)
    {
        if (await mine.Find(pair) is not { Row: var row } || await Kind(row) is not { } kind)
            return Failure.Of(FailureCodes.NotFound);
        var points = AgendaTemplates.Of(template, kind, caller.Language);
        // A millisecond apart, so that they keep their order.
        ImmutableArray<string> ids =
        [
            .. points.Select(
                (_, at) =>
                    Ids.Derived(
                        Ids.AgendaItem,
                        caller.CommandedAt.AddMilliseconds(at),
                        caller.CommandId,
                        Ids.AgendaItem,
                        $"{at}"
                    )
            ),
        ];
        return await Send(pair, me => new AddAgendaItems(ids, me, AgendaItemKind.Point, points, caller.Actor()));
    }

    public async Task<Outcome<AgendaItemView>> Change(string pair, string item, AgendaItemStatus status)
    {
        if (await mine.Find(pair) is not { Row: var row })
            return Failure.Of(FailureCodes.NotFound);
        var command = new ChangeAgendaItem(item, mine.Me!, status, caller.Actor());
        var outcome = await caller.Send(grains => grains.Agenda(pair).Change(command));
        return outcome.Failure is { } failure ? failure : await View(row, outcome.Value.Items[0]);
    }

    /// <summary>The templates of the pair's programme in the caller's language; null for a pair that is not one's own.</summary>
    public async Task<ImmutableArray<AgendaTemplateView>?> Templates(string pair) =>
        await mine.Find(pair) is { Row: var row } && await Kind(row) is { } kind
            ?
            [
                .. Enum.GetValues<AgendaTemplate>()
                    .Select(one => new AgendaTemplateView(one, AgendaTemplates.Of(one, kind, caller.Language))),
            ]
            : null;

    /// <summary>The oldest first; null for a pair that is not one's own.</summary>
    public async Task<ImmutableArray<ObjectiveRow>?> Objectives(string pair)
    {
        if (await mine.Find(pair) is null)
            return null;
        var found = await rows.Objectives(caller.Tenant, pair, Newest);
        return [.. found.Items.Select(item => item.Row).Where(row => row.Status != ObjectiveStatus.Dropped).Reverse()];
    }

    public Task<Outcome<SavedObjective>> AddObjective(string pair, string text, string criterion) =>
        mine.Me is { } me
            ? caller.Send(grains =>
                grains
                    .Agenda(pair)
                    .AddObjective(new AddObjective(caller.NewId(Ids.Objective), me, text, criterion, caller.Actor()))
            )
            : Task.FromResult<Outcome<SavedObjective>>(Failure.Of(FailureCodes.NotFound));

    public Task<Outcome<SavedObjective>> ChangeObjective(string pair, string objective, ChangeObjectiveBody change) =>
        mine.Me is { } me
            ? caller.Send(grains =>
                grains
                    .Agenda(pair)
                    .ChangeObjective(
                        new ChangeObjective(objective, me, change.Status, change.Text, change.Criterion, caller.Actor())
                    )
            )
            : Task.FromResult<Outcome<SavedObjective>>(Failure.Of(FailureCodes.NotFound));

    private async Task<Outcome<ImmutableArray<AgendaItemView>>> Send(string pair, Func<string, AddAgendaItems> command)
    {
        if (await mine.Find(pair) is not { Row: var row })
            return Failure.Of(FailureCodes.NotFound);
        var outcome = await caller.Send(grains => grains.Agenda(pair).Add(command(mine.Me!)));
        if (outcome.Failure is { } failure)
            return failure;
        var views = ImmutableArray.CreateBuilder<AgendaItemView>();
        foreach (var item in outcome.Value.Items)
            views.Add(await View(row, item));
        return views.ToImmutable();
    }

    private async Task<AgendaItemView> View(PairRow pair, AgendaItemRow item)
    {
        var place = new PrivatePlace(caller.Tenant, item.AuthorId, item.Id);
        var text = item.SealedText is { } kept ? await privateWords.Open(place, kept) : null;
        return AgendaItemView.Of(pair, item, text);
    }

    private async Task<ProgrammeKind?> Kind(PairRow pair) =>
        (await programmes.Find(caller.Tenant, pair.ProgrammeId))?.Row.Settings.Kind;
}
