using Binome.Contracts.Ledger;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Programmes;

/// <summary>The workshops of a programme, for pages and API alike; one of another programme is not there.</summary>
internal sealed class ProgrammeWorkshops(Caller caller, IWorkshopRows rows)
{
    public async Task<Stored<WorkshopRow>?> Find(string programme, string id) =>
        await rows.Find(caller.Tenant, id) is { } stored && stored.Row.ProgrammeId == programme ? stored : null;

    public Task<Outcome<SavedWorkshop>> Add(string programme, WorkshopBody body)
    {
        var command = new SaveWorkshop(programme, body.Details, IfVersion: null, caller.Actor());
        return caller.Send(grains => grains.Workshop(caller.NewId(Ids.Workshop)).Save(command));
    }

    public Task<Outcome<SavedWorkshop>> Change(string programme, string id, WorkshopBody body, long? ifVersion)
    {
        var command = new SaveWorkshop(ProgrammeId: null, body.Details, ifVersion, caller.Actor());
        return IfThere(programme, id, grains => grains.Workshop(id).Save(command));
    }

    public Task<Outcome<SavedWorkshop>> Cancel(string programme, string id) =>
        IfThere(programme, id, grains => grains.Workshop(id).Cancel(caller.Actor()));

    public Task<Outcome<SavedWorkshop>> Record(string programme, string id, ImmutableArray<AttendedOne> people) =>
        IfThere(programme, id, grains => grains.Workshop(id).Record(new RecordAttendance(people, caller.Actor())));

    private async Task<Outcome<SavedWorkshop>> IfThere(
        string programme,
        string id,
        Func<TenantGrains, Task<Outcome<SavedWorkshop>>> command
    ) => await Find(programme, id) is null ? Failure.Of(FailureCodes.NotFound) : await caller.Send(command);
}
