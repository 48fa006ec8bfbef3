using Binome.Contracts.Pairs;
using Binome.Contracts.Privacy;

namespace Binome.Grains.Pairs;

internal sealed class AgendaGrain(
    [PersistentState(GrainKinds.Agenda, GrainKinds.Storage)] IPersistentState<AgendaState> agenda,
    IPairRows pairs,
    IAgendaRows rows,
    IPrivateWords privateWords,
    TenantClock clock
) : Grain, IAgendaGrain
{
    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public async Task<Outcome<SavedAgendaItems>> Add(AddAgendaItems command)
    {
        var (tenant, id) = Key;
        var pair = (await pairs.Find(tenant, id))?.Row;
        if (AgendaRules.Refusal(pair, id, command.ParticipantId, command.Actor) is { } refusal)
            return refusal;
        if (agenda.State.AddedLast.Contains(command.ItemIds[0]))
            return await Added(tenant, id, command.ItemIds);
        if (AgendaRules.Refusal(pair!, agenda.State, command) is { } failure)
            return failure;

        var texts = ImmutableArray.CreateBuilder<string>(command.Texts.Length);
        foreach (var (at, text) in command.Texts.Index())
        {
            var place = new PrivatePlace(tenant, command.ParticipantId, command.ItemIds[at]);
            texts.Add(await privateWords.Seal(place, text.Trim()));
        }
        var change = AgendaRules.Added(pair!, agenda.State, command, texts.ToImmutable(), clock.Now(tenant));
        await agenda.Commit(change.State, change.Effects);
        return new SavedAgendaItems(change.Items, agenda.Version());
    }

    public async Task<Outcome<SavedAgendaItems>> Change(ChangeAgendaItem command)
    {
        var (tenant, id) = Key;
        var pair = (await pairs.Find(tenant, id))?.Row;
        if (AgendaRules.Refusal(pair, id, command.ParticipantId, command.Actor) is { } refusal)
            return refusal;
        var item = agenda.State.Items.FirstOrDefault(one => one.Id == command.ItemId);
        if (item is null || item.Status == command.Status)
            return await Settled(tenant, id, command);
        var decided = AgendaRules.Change(pair!, agenda.State, item, command, clock.Now(tenant));
        if (decided.Failure is { } failure)
            return failure;
        await agenda.Commit(decided.Value.State, decided.Value.Effects);
        return new SavedAgendaItems(decided.Value.Items, agenda.Version());
    }

    public async Task<Outcome<SavedObjective>> AddObjective(AddObjective command)
    {
        var (tenant, id) = Key;
        var pair = (await pairs.Find(tenant, id))?.Row;
        if (AgendaRules.Refusal(pair, id, command.ParticipantId, command.Actor) is { } refusal)
            return refusal;
        return agenda.State.Objectives.FirstOrDefault(one => one.Id == command.ObjectiveId) is { } known
            ? new SavedObjective(known, agenda.Version())
            : await Commit(ObjectiveRules.Add(pair!, agenda.State, command, clock.Now(tenant)));
    }

    public async Task<Outcome<SavedObjective>> ChangeObjective(ChangeObjective command)
    {
        var (tenant, id) = Key;
        var pair = (await pairs.Find(tenant, id))?.Row;
        if (AgendaRules.Refusal(pair, id, command.ParticipantId, command.Actor) is { } refusal)
            return refusal;
        var objective = agenda.State.Objectives.FirstOrDefault(one => one.Id == command.ObjectiveId);
        if (objective is null || ObjectiveRules.IsAsAsked(objective, command))
            return await Settled(tenant, id, command);
        return await Commit(ObjectiveRules.Change(pair!, agenda.State, objective, command, clock.Now(tenant)));
    }

    private async Task<Outcome<SavedObjective>> Commit(Outcome<ObjectiveChange> decided)
    {
        if (decided.Failure is { } failure)
            return failure;
        await agenda.Commit(decided.Value.State, decided.Value.Effects);
        return new SavedObjective(decided.Value.Objective, agenda.Version());
    }

    /// <summary>What a command added before it was repeated, as it stands now.</summary>
    private async Task<Outcome<SavedAgendaItems>> Added(string tenant, string id, ImmutableArray<string> itemIds)
    {
        var items = ImmutableArray.CreateBuilder<AgendaItemRow>(itemIds.Length);
        foreach (var itemId in itemIds)
            items.Add(
                (await rows.Item(tenant, id, itemId))?.Row
                    ?? throw new InvalidOperationException($"{itemId} was added to {id} and has no row.")
            );
        return new SavedAgendaItems(items.ToImmutable(), agenda.Version());
    }

    /// <summary>A finished or dropped item stays what it is, and a repeated request finds it so.</summary>
    private async Task<Outcome<SavedAgendaItems>> Settled(string tenant, string id, ChangeAgendaItem command)
    {
        if (await rows.Item(tenant, id, command.ItemId) is not { } stored)
            return Failure.Of(FailureCodes.NotFound, command.ItemId);
        return stored.Row.Status == command.Status
            ? new SavedAgendaItems([stored.Row], stored.Version)
            : Failure.Of(FailureCodes.AgendaState, AgendaRules.Code(stored.Row.Status));
    }

    private async Task<Outcome<SavedObjective>> Settled(string tenant, string id, ChangeObjective command)
    {
        if (await rows.Objective(tenant, id, command.ObjectiveId) is not { } stored)
            return Failure.Of(FailureCodes.NotFound, command.ObjectiveId);
        return ObjectiveRules.IsAsAsked(stored.Row, command)
            ? new SavedObjective(stored.Row, stored.Version)
            : Failure.Of(FailureCodes.ObjectiveState, ObjectiveRules.Code(stored.Row.Status));
    }
}
