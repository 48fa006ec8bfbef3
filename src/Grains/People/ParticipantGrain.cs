using Binome.Contracts.People;

namespace Binome.Grains.People;

internal sealed class ParticipantGrain(
    [PersistentState(GrainKinds.Participant, GrainKinds.Storage)] IPersistentState<ParticipantState> person,
    IParticipantRows people,
    PersonAccess access,
    TenantClock clock
) : Grain, IParticipantGrain
{
    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public async Task<Outcome<SavedParticipant>> Save(SaveParticipant command)
    {
        var (tenant, id) = Key;
        // An import writes people without waking them, so every command begins with what is stored now.
        await person.ReadStateAsync();
        if (!person.RecordExists && !command.MayCreate)
            return Failure.Of(FailureCodes.NotFound, id);
        if (command.IfVersion is { } version && version != person.Version())
            return Failure.Of(FailureCodes.VersionMismatch);

        var created = !person.RecordExists;
        var profile = ParticipantRules.Merge(person.State.Profile, command.Change, command.Replace);
        if (ParticipantRules.Refusal(profile) is { } refusal)
            return refusal;
        if (await ClosesCycle(tenant, profile))
            return Failure.At("/manager_employee_id", FailureCodes.ReportingCycle);

        var now = clock.Now(tenant);
        var change = ParticipantRules.Take(id, person.State, profile, now, returns: command.Replace);
        if (person.State.AccessEndedAt is { } endedAt && change.State.LeftAt is null)
            await access.Restore(tenant, id, endedAt);
        // Before the change: a look that is due finds it, whatever happens to this process in between.
        if (
            change.Changed && (MovesInTree(person.State.Profile, profile) || change.State.LeftAt != person.State.LeftAt)
        )
            await TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString()).RuleWatch().LookAgain();
        if (change.Changed && await person.Commit(change.State, change.Effects) is { } conflict)
            return conflict.Kind == ParticipantClaims.Email
                ? Failure.At("/email", FailureCodes.EmailTaken)
                : Failure.At("/employee_id", FailureCodes.EmployeeIdTaken);
        return new SavedParticipant(ParticipantRules.Row(id, person.State, now), person.Version(), created);
    }

    public async Task<Outcome<SavedParticipant>> Leave(long? ifVersion)
    {
        var (tenant, id) = Key;
        await person.ReadStateAsync();
        if (!person.RecordExists)
            return Failure.Of(FailureCodes.NotFound, id);
        if (ifVersion is { } version && version != person.Version())
            return Failure.Of(FailureCodes.VersionMismatch);
        var now = clock.Now(tenant);
        var change = ParticipantRules.Leave(id, person.State, now, clock.Machine());
        if (change.Changed)
        {
            await access.End(tenant, id);
            await TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString()).RuleWatch().LookAgain();
            await person.Commit(change.State, change.Effects);
        }
        return new SavedParticipant(ParticipantRules.Row(id, person.State, now), person.Version(), Created: false);
    }

    public async Task<Outcome<bool>> Reserve(ReserveSeat command)
    {
        var (tenant, id) = Key;
        await person.ReadStateAsync();
        var reserved = ParticipantRules.Reserve(id, person.State, command, clock.Now(tenant));
        if (reserved.Failure is { } failure)
            return failure;
        await Commit(reserved.Value);
        return true;
    }

    public async Task Confirm(string pairId)
    {
        await person.ReadStateAsync();
        await Commit(ParticipantRules.Confirm(Key.Id, person.State, pairId, clock.Now(Key.Tenant)));
    }

    public async Task Release(string pairId)
    {
        await person.ReadStateAsync();
        await Commit(ParticipantRules.Release(Key.Id, person.State, pairId, clock.Now(Key.Tenant)));
    }

    private static bool MovesInTree(Profile? before, Profile after) =>
        before?.EmployeeId != after.EmployeeId || before.ManagerEmployeeId != after.ManagerEmployeeId;

    private async Task Commit(ParticipantChange change)
    {
        if (change.Changed)
            await person.Commit(change.State, change.Effects);
    }

    /// <summary>Two changes at the same instant could still close a circle; matching treats one as a single chain, so nobody slips through.</summary>
    private async Task<bool> ClosesCycle(string tenant, Profile profile)
    {
        if (profile.ManagerEmployeeId is not { } manager || manager == person.State.Profile?.ManagerEmployeeId)
            return false;
        var above = await people.ManagersAbove(tenant, manager);
        return above.Contains(profile.EmployeeId);
    }
}
