using Binome.Contracts.Intake;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.Grains.Intake;

internal sealed class IntakeRoundGrain(
    [PersistentState(GrainKinds.IntakeRound, GrainKinds.Storage)] IPersistentState<IntakeRoundState> round,
    IIntakeRows intakes,
    IParticipantRows people,
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
            await GoOn(after: null);
    }

    public async Task AskNewcomers()
    {
        // A round that is under way may have passed their place already.
        var isAtItsBeginning = round.State is { GoesOnAt: not null, AskedTo: null };
        if (round.State.IsOpen && !isAtItsBeginning)
            await GoOn(after: null);
    }

    public async Task Chase()
    {
        if (round.State.ChaseGoesOnAt is null)
            await ChaseOnAt(clock.Now(Key.Tenant), after: null);
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (name == Next && round.State.GoesOnAt == dueAt)
        {
            if (await AskSome(round.State.AskedTo) is { } last)
                await GoOn(last);
            else
                await Rest();
        }
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

    /// <summary>
    /// Whoever was asked is found no more, so that a chunk done twice asks nobody twice. Who has left the company is passed over. The last looked at;
    /// null at the end.
    /// </summary>
    private async Task<string?> AskSome(string? after)
    {
        var (tenant, programme) = Key;
        if (await programmes.Find(tenant, programme) is not { Row: { Phase: < ProgrammePhase.Closing } row })
            return null;
        var page = new PageOf(IntakeLimits.RoundChunkPeople, after);
        var some = await intakes.OfProgramme(tenant, programme, IntakeStatus.NotAsked, page);
        var left = await people.Left(tenant);
        var house = TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString());
        foreach (var person in some.Items.Select(item => item.Row.Id).Where(id => !left.Contains(id)))
        {
            var roles = await intakes.Roles(tenant, programme, person);
            await house.Intake(person).Ask(new AskIntake(programme, roles, row.Settings.Intake.RemindAfterDays));
        }
        return some.HasMore ? some.Items[^1].Row.Id : null;
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

    private async Task GoOn(string? after)
    {
        var at = clock.Now(Key.Tenant);
        if (at <= round.State.WentOnAt)
            at = round.State.WentOnAt.Value.AddMilliseconds(1);
        var next = round.State with { IsOpen = true, GoesOnAt = at, WentOnAt = at, AskedTo = after };
        await round.Commit(next, new Effects().WakeUp(Next, at));
    }

    private async Task Rest() =>
        await round.Commit(round.State with { GoesOnAt = null, AskedTo = null }, new Effects().WakeUp(Next, null));
}
