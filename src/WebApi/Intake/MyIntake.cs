using Binome.Contracts.Intake;
using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Intake;

/// <summary>The intake of whoever is signed in; the same for pages and for the API.</summary>
internal sealed class MyIntake(Caller caller, IIntakeRows rows, IParticipantRows people, IProgrammeRows programmes)
{
    private static readonly PageOf Newest = new(Limits.PageMax, After: null);

    /// <summary>The participant who the caller is; null for a member who is none.</summary>
    public string? Me => caller.Member?.Row.ParticipantId;

    /// <summary>Null for a member who takes part in nothing.</summary>
    public async Task<SavedIntake?> Read()
    {
        if (Me is not { } me || await people.Find(caller.Tenant, me) is not { Row.Profile: var profile })
            return null;
        var stored = await rows.Find(caller.Tenant, me);
        return new SavedIntake(stored?.Row ?? IntakeRow.None(me), profile);
    }

    public Task<Outcome<SavedIntake>> Save(IntakeChange change, params ImmutableArray<PairRole> roles) =>
        Send(intake => intake.Save(new SaveIntake(change, roles, caller.Actor())));

    public Task<Outcome<SavedIntake>> Complete() => Send(intake => intake.Complete(caller.Actor()));

    /// <summary>Programmes for which one can volunteer, newest first.</summary>
    public async Task<ImmutableArray<ProgrammeRow>> Open()
    {
        if (Me is null)
            return [];
        // Participants have no reach of their own over programmes; what is open to volunteers is open to all of them.
        var slice = await programmes.List(caller.Tenant, new ProgrammeFilter(), Newest);
        return [.. slice.Items.Select(item => item.Row).Where(IsOpen)];
    }

    /// <summary>The roles in which one takes part in a programme.</summary>
    public Task<ImmutableArray<PairRole>> RolesIn(string programme) => rows.Roles(caller.Tenant, programme, Me!);

    /// <summary>Enrols oneself as a volunteer.</summary>
    /// <returns>Fails with <c>intake.volunteers_closed</c> or as <see cref="IProgrammeGrain.Enrol"/> does.</returns>
    public async Task<Outcome<SavedIntake>> Volunteer(string programme, PairRole role)
    {
        if (Me is not { } me)
            return Failure.Of(FailureCodes.NotFound);
        if (await programmes.Find(caller.Tenant, programme) is not { Row: var row } || !IsOpen(row))
            return Failure.Of(FailureCodes.VolunteersClosed);
        var enrol = new Enrol([new EnrolOne(me, role)], null, EnrolmentOrigin.Volunteer, caller.Actor())
        {
            Themselves = true,
        };
        var enrolled = await caller.Send(grains => grains.Programme(programme).Enrol(enrol));
        return enrolled.Failure is { } failure ? failure : await Save(new IntakeChange(), role);
    }

    private static bool IsOpen(ProgrammeRow row) =>
        row.Settings.Intake.Volunteers && row.Phase is > ProgrammePhase.Draft and < ProgrammePhase.Closing;

    private Task<Outcome<SavedIntake>> Send(Func<IIntakeGrain, Task<Outcome<SavedIntake>>> command) =>
        Me is { } me
            ? caller.Send(grains => command(grains.Intake(me)))
            : Task.FromResult<Outcome<SavedIntake>>(Failure.Of(FailureCodes.NotFound));
}
