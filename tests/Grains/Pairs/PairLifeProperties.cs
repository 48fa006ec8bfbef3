using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;
using Binome.Grains.Pairs;
using Binome.Grains.Sessions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static Binome.Grains.Tests.Pairs.PairSamples;

namespace Binome.Grains.Tests.Pairs;

/// <summary>Random commands, in any order and at any time: no pair ever stands where the table does not lead.</summary>
public sealed class PairLifeProperties
{
    private static readonly ChangeCadence Slower = new(new Cadence(30, 45, 5, 20), Rhythm.Default, CompanyActor);

    /// <summary>What can be done to a pair; the number chooses which, and how long after the one before.</summary>
    private static readonly ImmutableArray<Func<PairState, DateTimeOffset, PairChange?>> Commands =
    [
        (state, now) => Decided(Accept(state, Mentor, now)),
        (state, now) => Decided(Accept(state, Mentee, now)),
        (state, now) => Decided(PairLifeRules.Step(PairId, state, PairStep.Decline, By(Mentee), now)),
        (state, now) => Decided(PairLifeRules.Step(PairId, state, PairStep.Expire, By(null), now)),
        (state, now) => Decided(Sign(state, Mentor, now)),
        (state, now) => Decided(Sign(state, Mentee, now)),
        (state, now) => Decided(PairLifeRules.Step(PairId, state, PairStep.Pause, By(null), now)),
        (state, now) => Decided(PairLifeRules.Step(PairId, state, PairStep.Resume, By(null), now)),
        (state, now) => Decided(PairLifeRules.Step(PairId, state, PairStep.Resume, By(null), now)),
        (state, now) => Decided(PairLifeRules.Step(PairId, state, PairStep.BeginClosing, By(null), now)),
        (state, now) => Decided(PairLifeRules.Step(PairId, state, PairStep.Close, By(null), now)),
        (state, now) => Decided(PairLifeRules.Step(PairId, state, PairStep.Separate, By(null), now)),
        (state, now) => Session(SessionRules.Add(PairId, state, Held(now.AddHours(-1), $"ses_{now.Ticks}"), now)),
        (state, now) => Session(SessionRules.Add(PairId, state, Planned(now.AddDays(9), $"ses_{now.Ticks}"), now)),
        (state, now) => Session(SessionRules.Change(PairId, state, To(SessionStatus.Held, Oldest(state)), now)),
        (state, now) => Session(SessionRules.Change(PairId, state, To(SessionStatus.Cancelled, Oldest(state)), now)),
        (state, now) => Session(SessionRules.Change(PairId, state, Later(state), now)),
        (state, now) => Decided(PairLifeRules.Step(PairId, state, PairStep.Keep, By(null), now)),
        (state, now) => Decided(RhythmRules.Change(PairId, state, Slower, now)),
        (state, now) => Decided(RhythmRules.Reset(PairId, state, Cadence.Default, Plain, CompanyActor, now)),
        (state, now) => PairRules.Rule(PairId, state, state.BrokenRule is null ? "reporting_line" : null, now),
        (state, now) => Followed(state, closed: false, now),
        (state, now) => Followed(state, closed: true, now),
        (state, now) => state.ArmedAt is { } at && at <= now ? PairRules.TickDue(PairId, state, at, now) : null,
        (state, now) => state.ArmedAt is { } at && at <= now ? PairRules.TickDue(PairId, state, at, now) : null,
    ];

    [Property(MaxTest = 1_000)]
    public Property Commands_InAnyOrder_KeepThePairWhole() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(bool Asks, bool Signs, bool Says, (byte Command, ushort Hours)[] Steps)>(),
            played =>
                Play(
                    Command() with
                    {
                        AcceptanceDays = played.Asks ? 3 : null,
                        CharterVersion = played.Signs ? 2 : null,
                        Rhythm = played.Says ? Rhythm.Default : Plain,
                    },
                    played.Steps
                )
        );

    private static bool Play(OpenPair open, (byte Command, ushort Hours)[] steps)
    {
        var now = Moments.Start;
        var state = PairRules.Open(PairId, open, now).Value.State;
        var claims = 1;
        foreach (var (command, hours) in steps)
        {
            // Mostly hours, now and then weeks.
            now = now.AddHours(1 + (hours % 4 == 0 ? hours % 2_000 : hours % 48));
            if (Commands[command % Commands.Length](state, now) is not { } change)
                continue;
            ShouldBeInTheTable(state, change);
            claims += change.Effects.Claims.Sum(claim => claim.Held ? 1 : -1);
            state = change.State;
            ShouldBeWhole(state, claims);
        }
        return true;
    }

    private static void ShouldBeInTheTable(PairState before, PairChange change)
    {
        before.Phase.HasEnded().ShouldBeFalse("What has ended changes no more.");
        var (from, to) = (before.Phase, change.State.Phase);
        if (from != to)
            PairPhases.Transitions.ShouldContain(transition => transition.From == from && transition.To == to);
        var step = change.Effects.Rows.OfType<PairStepRow>().SingleOrDefault();
        if (from != to)
            (step!.From, step.To).ShouldBe((from, to));
        change.State.Steps.ShouldBe(before.Steps + (step is null ? 0 : 1));
        if (to.HasEnded())
            change.Effects.WakeUps.ShouldContain(wakeUp =>
                wakeUp.Name == PairLifeRules.FreeSeats && wakeUp.DueAt != null
            );
    }

    private static void ShouldBeWhole(PairState state, int claims)
    {
        claims.ShouldBe(state.Phase.HasEnded() ? 0 : 1);
        (state.EndedAt is not null).ShouldBe(state.Phase.HasEnded());
        (state.PausedAt is not null).ShouldBe(state.Phase == PairPhase.Paused);
        if (!state.Phase.KeepsRhythm())
            state.ArmedAt.ShouldBeNull();
        var row = PairRules.Row(PairId, state);
        // Closing is proposed only once both were told, and never decided by time.
        if (row.ClosingProposedAt is not null)
            state.Window!.Silence!.NoticeRaised.ShouldBeTrue();
        if (!state.Phase.KeepsRhythm())
            (row.StuckAt, row.ClosingProposedAt).ShouldBe((null, null));
        if (state.Phase.KeepsRhythm() && state.Window!.Next?.At is { } next)
            state.ArmedAt!.Value.ShouldBeLessThanOrEqualTo(next);
        if (state.Phase.HasEnded())
            state.Planned.ShouldBeEmpty();
        if (state.Phase is PairPhase.Charter or PairPhase.Active or PairPhase.Paused)
            (state.Acceptance is null or { MentorAt: not null, MenteeAt: not null }).ShouldBeTrue();
        if (state.Phase is PairPhase.Active or PairPhase.Paused)
            (state.Charter is null or { MentorAt: not null, MenteeAt: not null }).ShouldBeTrue();
    }

    private static string Oldest(PairState state) => state.Planned.FirstOrDefault()?.Id ?? "ses_none";

    private static ChangeSession Later(PairState state) =>
        state.Planned.FirstOrDefault() is { } planned
            ? new ChangeSession(planned.Id, null, planned.StartsAt.AddDays(5), null, null)
            : To(SessionStatus.Held, "ses_none");

    private static PairChange? Followed(PairState state, bool closed, DateTimeOffset now) =>
        PairLifeRules.ToFollow(state.Phase, closed) is { } step
            ? Decided(PairLifeRules.Step(PairId, state, step, By(null), now))
            : null;

    private static PairChange? Decided(Outcome<PairChange> outcome) => outcome.Succeeded ? outcome.Value : null;

    private static PairChange? Session(Outcome<SessionChange> outcome) => outcome.Succeeded ? outcome.Value.Pair : null;
}
