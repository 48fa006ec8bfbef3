using Binome.Contracts.Intake;
using Binome.Contracts.Mail;
using Binome.Contracts.Programmes;
using Binome.Grains.Mail;

namespace Binome.Grains.Programmes;

internal sealed class WorkshopGrain(
    [PersistentState(GrainKinds.Workshop, GrainKinds.Storage)] IPersistentState<WorkshopState> workshop,
    IProgrammeRows programmes,
    IWorkshopRows rows,
    IIntakeRows intakes,
    WorkshopMails mails,
    MailPost post,
    TenantClock clock
) : Grain, IWorkshopGrain
{
    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    private DateTimeOffset Now => clock.Now(Key.Tenant);

    private SavedWorkshop Saved => new(WorkshopRules.Row(Key.Id, workshop.State), workshop.Version());

    public async Task<Outcome<SavedWorkshop>> Save(SaveWorkshop command)
    {
        if (workshop.RecordExists && workshop.State.LastCommand == command.Actor.CommandId)
            return Saved;
        var programmeId = workshop.RecordExists ? workshop.State.ProgrammeId : command.ProgrammeId;
        if (programmeId is null || await programmes.Find(Key.Tenant, programmeId) is not { Row: var programme })
            return Failure.Of(FailureCodes.NotFound, Key.Id);
        if (command.IfVersion is { } seen && (await rows.Find(Key.Tenant, Key.Id))?.Version != seen)
            return Failure.Of(FailureCodes.VersionMismatch);
        return await Commit(WorkshopRules.Save(Key.Id, workshop.State, command, programme, Now));
    }

    public async Task<Outcome<SavedWorkshop>> Cancel(Actor actor)
    {
        if (!workshop.RecordExists)
            return Failure.Of(FailureCodes.NotFound, Key.Id);
        return workshop.State.Status == WorkshopStatus.Cancelled
            ? Saved
            : await Commit(WorkshopRules.Cancel(Key.Id, workshop.State, actor, Now));
    }

    public async Task<Outcome<AttendanceRow>> Answer(AnswerWorkshop command)
    {
        var (tenant, id) = Key;
        if (!workshop.RecordExists)
            return Failure.Of(FailureCodes.NotFound, id);
        var roles = await intakes.Roles(tenant, workshop.State.ProgrammeId, command.ParticipantId);
        var answered = WorkshopRules.Answer(id, workshop.State, command, roles, Now);
        if (answered.Failure is { } failure)
            return failure;
        await workshop.Commit(answered.Value.Change.State, answered.Value.Change.Effects);
        return answered.Value.Row;
    }

    public async Task<Outcome<SavedWorkshop>> Record(RecordAttendance command)
    {
        if (!workshop.RecordExists)
            return Failure.Of(FailureCodes.NotFound, Key.Id);
        var unknown = await FirstUnknown(command);
        return await Commit(WorkshopRules.Record(Key.Id, workshop.State, command, unknown, Now));
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        var (tenant, id) = Key;
        for (var attempt = 0; attempt < Limits.ConflictsPerCommitMax; attempt++)
        {
            if (name != WorkshopRules.Tell || workshop.State.TellAt != dueAt)
                return;
            var (told, toldVersion) = await Tell();
            var change = WorkshopRules.ToldSome(workshop.State, toldVersion, Now);
            var sent = told.Select(one => post.Queue(tenant, [one], change.Effects, one.Id)).ToList();
            if (await workshop.Commit(change.State, change.Effects) is not null)
                continue;
            foreach (var mail in sent)
                await post.Send(tenant, mail);
            return;
        }
        throw new InvalidOperationException($"{id} met {Limits.ConflictsPerCommitMax} conflicts.");
    }

    /// <summary>Those who have not been told, some at a time; and the programme's version once they are the last.</summary>
    private async Task<(ImmutableArray<(string Id, QueueMail Mail)> Letters, long? ToldVersion)> Tell()
    {
        var (tenant, id) = Key;
        var state = workshop.State;
        if (await programmes.Find(tenant, state.ProgrammeId) is not { } programme)
            return ([], state.ToldVersion);
        // A closed programme invites nobody any more; what it cancels is taken back all the same.
        var isOver =
            state.Details!.StartsAt <= Now
            || programme.Row.Phase == ProgrammePhase.Closed && state.Status == WorkshopStatus.Planned;
        if (isOver || programme.Version == state.ToldVersion)
            return ([], programme.Version);
        var untold = await mails.Untold(new ToldWorkshop(tenant, id, state), programme.Row);
        return (
            untold.Letters,
            !untold.AreLast ? null
            : untold.SomeAway ? WorkshopRules.SomeAway
            : programme.Version
        );
    }

    private async Task<int?> FirstUnknown(RecordAttendance command)
    {
        foreach (var (at, one) in command.People.Take(Limits.ListItemsMax).Index())
        {
            var roles = await intakes.Roles(Key.Tenant, workshop.State.ProgrammeId, one.ParticipantId);
            if (!WorkshopRules.IsFor(workshop.State.Details!, roles))
                return at;
        }
        return null;
    }

    private async Task<Outcome<SavedWorkshop>> Commit(Outcome<WorkshopChange> decided)
    {
        if (decided.Failure is { } failure)
            return failure;
        await workshop.Commit(decided.Value.State, decided.Value.Effects);
        return Saved;
    }
}
