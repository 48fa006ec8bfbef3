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
    private const string ChaseNext = "chase";

    private (string Tenant, string Programme) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public async Task Begin()
    {
        if (round.State.GoesOnAt is null)
            await GoOnAt(clock.Now(Key.Tenant));
    }

    public async Task Chase()
    {
        if (round.State.ChaseGoesOnAt is null)
            await ChaseOnAt(clock.Now(Key.Tenant), after: null);
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (name == Next && round.State.GoesOnAt == dueAt)
            await GoOnAt(await AskSome() ? After(dueAt) : null);
        else if (name == ChaseNext && round.State.ChaseGoesOnAt == dueAt)
        {
            var last = await RemindSome(round.State.ChasedTo);
            await ChaseOnAt(last is null ? null : After(dueAt), last);
        }
    }

    /// <summary>A later instant than the one that called: the sweeper takes away the one it popped.</summary>
    private DateTimeOffset After(DateTimeOffset dueAt) =>
        clock.Now(Key.Tenant) is var now && now > dueAt ? now : dueAt.AddMilliseconds(1);

    /// <summary>Whoever was reminded is not again so soon, so that a chunk done twice says nothing twice. The last looked at; null at the end.</summary>
    private async Task<string?> RemindSome(string? after)
    {
        var (tenant, programme) = Key;
        if (await programmes.Find(tenant, programme) is not { Row.Phase: < ProgrammePhase.Closing })
            return null;
        var page = new PageOf(IntakeLimits.RoundChunkPeople, after);
        var some = await intakes.OfProgramme(tenant, programme, status: null, page);
        var house = TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString());
        foreach (var person in some.Items.Select(item => item.Row))
            if (person.Status is IntakeStatus.Asked or IntakeStatus.Begun)
                await house.Intake(person.Id).Remind(programme);
        return some.HasMore ? some.Items[^1].Row.Id : null;
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

    private async Task ChaseOnAt(DateTimeOffset? at, string? after) =>
        await round.Commit(
            round.State with
            {
                ChaseGoesOnAt = at,
                ChasedTo = after,
            },
            new Effects().WakeUp(ChaseNext, at)
        );

    private async Task GoOnAt(DateTimeOffset? at) =>
        await round.Commit(round.State with { GoesOnAt = at }, new Effects().WakeUp(Next, at));
}
