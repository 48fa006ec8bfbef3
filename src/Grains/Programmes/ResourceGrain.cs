using Binome.Contracts.Programmes;

namespace Binome.Grains.Programmes;

/// <summary>The words are in the row; the state knows that they were written.</summary>
internal sealed record ResourceState : LedgerState
{
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The command that wrote it last, so that a repeated one is no conflict.</summary>
    public string? LastCommand { get; init; }
}

internal sealed class ResourceGrain(
    [PersistentState(GrainKinds.Resource, GrainKinds.Storage)] IPersistentState<ResourceState> resource,
    IProgrammeRows programmes,
    IResourceRows rows,
    TenantClock clock
) : Grain, IResourceGrain
{
    public async Task<Outcome<SavedResource>> Write(WriteResource command)
    {
        var (tenant, key) = GrainKey.Parse(this.GetPrimaryKeyString());
        var (programmeId, id) = ResourceKey.Parse(key);
        var programme = (await programmes.Find(tenant, programmeId))?.Row;
        var written = await rows.OfProgramme(tenant, programmeId);
        if (written.FirstOrDefault(one => one.Row.Id == id) is { } stored && IsRepeated(command))
            return new SavedResource(stored.Row, stored.Version);
        var seen = resource.RecordExists ? resource.Version() : 0;
        if (ResourceRules.Refusal(id, programme, written.Length, resource.RecordExists, seen, command) is { } refusal)
            return refusal;

        var now = clock.Now(tenant);
        var createdAt = resource.RecordExists ? resource.State.CreatedAt : now;
        var row = ResourceRules.Row(programmeId, id, command, createdAt, now);
        var next = resource.State with { CreatedAt = createdAt, LastCommand = command.Actor.CommandId };
        await resource.Commit(next, ResourceRules.Effects(row, command));
        return new SavedResource(row, resource.Version());
    }

    private bool IsRepeated(WriteResource command) => resource.State.LastCommand == command.Actor.CommandId;
}
