using Binome.Contracts.Intake;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.Grains.Intake;

internal sealed class IntakeGrain(
    [PersistentState(GrainKinds.Intake, GrainKinds.Storage)] IPersistentState<IntakeState> intake,
    IParticipantRows people,
    IProgrammeRows programmes,
    IIntakeRows intakes,
    IntakeMails mails,
    TenantClock clock
) : Grain, IIntakeGrain
{
    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    private DateTimeOffset Now => clock.Now(Key.Tenant);

    public async Task<Outcome<SavedIntake>> Ask(AskIntake command)
    {
        if (await ReadProfile() is not { } profile)
            return Failure.Of(FailureCodes.NotFound, Key.Id);
        await Commit(IntakeRules.Ask(Key.Id, intake.State, command, Now));
        return Saved(profile);
    }

    public async Task Remind(string programmeId) =>
        await Commit(IntakeRules.Remind(Key.Id, intake.State, programmeId, Now));

    public async Task<Outcome<SavedIntake>> Save(SaveIntake command)
    {
        if (command.Actor.Member is null)
            return Failure.Of(FailureCodes.PersonRequired);
        if (IntakeRules.Refusal(command.Change) is { } refusal)
            return refusal;
        // First where matching reads it: done again after a crash in between, it changes nothing.
        var change = IntakeRules.OfProfile(intake.State, command.Change);
        var saved = await TenantGrains
            .Of(GrainFactory, this.GetPrimaryKeyString())
            .Participant(Key.Id)
            .Save(new SaveParticipant(change, MayCreate: false, Replace: false, IfVersion: null));
        if (saved.Failure is { } failure)
            return failure;
        var profile = saved.Value.Participant.Profile;
        await Commit(IntakeRules.Save(Key.Id, intake.State, command, profile, Now));
        return Saved(profile);
    }

    public async Task<Outcome<SavedIntake>> Complete(Actor actor)
    {
        if (actor.Member is null)
            return Failure.Of(FailureCodes.PersonRequired);
        if (await ReadProfile() is not { } profile)
            return Failure.Of(FailureCodes.NotFound, Key.Id);
        var done = IntakeRules.Complete(Key.Id, intake.State, profile, Now);
        if (done.Failure is { } failure)
            return failure;
        await Commit(done.Value);
        return Saved(profile);
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (name != IntakeRules.MailDue || intake.State.NextMailAt != dueAt)
            return;
        var programmeId = intake.State.ProgrammeId!;
        var programme = await programmes.Find(Key.Tenant, programmeId);
        // Nobody is reminded of a programme that closes, or in which they no longer take part.
        if (
            programme is not { Row: { Phase: < ProgrammePhase.Closing } row }
            || (await intakes.Roles(Key.Tenant, programmeId, Key.Id)).IsEmpty
        )
        {
            await Commit(IntakeRules.Silent(Key.Id, intake.State));
            return;
        }
        await mails.Send(Key.Tenant, Key.Id, intake.State, row.Settings.Name);
        await Commit(IntakeRules.Mailed(Key.Id, intake.State));
    }

    private async Task<Profile?> ReadProfile() => (await people.Find(Key.Tenant, Key.Id))?.Row.Profile;

    private async Task Commit(IntakeStep step)
    {
        if (step.Effects is { } effects)
            await intake.Commit(step.State, effects);
    }

    private SavedIntake Saved(Profile profile) => new(IntakeRules.Row(Key.Id, intake.State), profile);
}
