using System.Globalization;
using Binome.Contracts.Intake;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Intake;

/// <summary>Asks people of a programme for their intake; the same for pages and for the API.</summary>
internal sealed class IntakeAsks(Caller caller, IIntakeRows rows, IProgrammeRows programmes)
{
    /// <summary>Asks those named, also those who were asked before, and answers how many.</summary>
    /// <returns>Fails with <c>programme.phase</c>, <c>field.too_many</c> or <c>programme.participant_unknown</c>.</returns>
    public async Task<Outcome<int>> Named(string programme, ImmutableArray<string> people)
    {
        var found = await Running(programme);
        if (found.Failure is { } failure)
            return failure;
        if (people.Length > IntakeLimits.AskedPerCallMax)
            return Failure.At(
                "/participants",
                FailureCodes.TooMany,
                IntakeLimits.AskedPerCallMax.ToString(CultureInfo.InvariantCulture)
            );
        var asks = new List<(string Person, AskIntake Command)>();
        foreach (var (at, person) in people.Index())
        {
            var roles = await rows.Roles(caller.Tenant, programme, person);
            if (roles.IsEmpty)
                return Failure.At($"/participants/{at}", FailureCodes.ParticipantUnknown, person);
            asks.Add((person, new AskIntake(programme, roles, found.Value.Settings.Intake.RemindAfterDays)));
        }
        foreach (var (person, command) in asks)
            if ((await caller.Send(grains => grains.Intake(person).Ask(command))).Failure is { } refused)
                return refused;
        return asks.Count;
    }

    /// <summary>Asks everybody whom nobody has asked yet, in the background.</summary>
    /// <returns>Fails with <c>programme.phase</c>.</returns>
    public Task<Outcome<int>> Everybody(string programme) => Round(programme, round => round.Begin());

    /// <summary>Reminds everybody whose answers are missing, in the background.</summary>
    /// <returns>Fails with <c>programme.phase</c>.</returns>
    public Task<Outcome<int>> Unfinished(string programme) => Round(programme, round => round.Chase());

    private async Task<Outcome<int>> Round(string programme, Func<IIntakeRoundGrain, Task> begin)
    {
        if ((await Running(programme)).Failure is { } failure)
            return failure;
        return await caller.Send(async grains =>
        {
            await begin(grains.IntakeRound(programme));
            return (Outcome<int>)0;
        });
    }

    private async Task<Outcome<ProgrammeRow>> Running(string programme)
    {
        if (await programmes.Find(caller.Tenant, programme) is not { Row: var row })
            return Failure.Of(FailureCodes.NotFound);
        return row.Phase is > ProgrammePhase.Draft and < ProgrammePhase.Closing
            ? row
            : Failure.Of(FailureCodes.ProgrammePhase, row.Phase.ToString().ToLowerInvariant());
    }
}
