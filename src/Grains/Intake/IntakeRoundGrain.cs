using Binome.Contracts.Intake;
using Binome.Contracts.Programmes;

namespace Binome.Grains.Intake;

internal sealed class IntakeRoundGrain(
    [PersistentState(GrainKinds.IntakeRound, GrainKinds.Storage)] IPersistentState<IntakeRoundState> round,
    IIntakeRows intakes,
    IProgrammeRows programmes,
    TenantClock clock
) : Grain, IIntakeRoundGrain
{
    private const string Next = "next";

    private (string Tenant, string Programme) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public async Task Begin()
    {
        if (round.State.GoesOnAt is null)
            await GoOnAt(clock.Now(Key.Tenant));
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (round.State.GoesOnAt != dueAt)
            return;
        // A later instant than the one that called: the sweeper takes away the one it popped.
        var now = clock.Now(Key.Tenant);
        await GoOnAt(await AskSome() ? (now > dueAt ? now : dueAt.AddMilliseconds(1)) : null);
    }

    /// <summary>Whoever was asked is found no more, so that a chunk done twice asks nobody twice. True while some are left.</summary>
    private async Task<bool> AskSome()
    {
        var (tenant, programme) = Key;
        if (await programmes.Find(tenant, programme) is not { Row: { Phase: < ProgrammePhase.Closing } row })
            return false;
        var page = new PageOf(IntakeLimits.RoundChunkPeople, After: null);
        var some = await intakes.OfProgramme(tenant, programme, IntakeStatus.NotAsked, page);
        var house = TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString());
        var asked = 0;
        foreach (var person in some.Items)
        {
            var roles = await intakes.Roles(tenant, programme, person.Row.Id);
            var ask = new AskIntake(programme, roles, row.Settings.Intake.RemindAfterDays);
            if ((await house.Intake(person.Row.Id).Ask(ask)).Succeeded)
                asked++;
        }
        // People who can't be asked any more would be found for ever.
        return some.HasMore && asked > 0;
    }

    private async Task GoOnAt(DateTimeOffset? at) =>
        await round.Commit(round.State with { GoesOnAt = at }, new Effects().WakeUp(Next, at));
}
