using Binome.Contracts.Pairs;
using Binome.Contracts.Sessions;

namespace Binome.Grains.Tests.Sandboxes;

/// <summary>How the two of a pair behave; which pair behaves how follows from its number.</summary>
internal enum Kind
{
    /// <summary>A session every three to four weeks, both reflect.</summary>
    Steady,

    /// <summary>A session every five to seven weeks, few reflect.</summary>
    Late,

    /// <summary>They accept, and are heard of no more.</summary>
    Silent,

    /// <summary>They plan, move and cancel before they meet.</summary>
    Planning,

    /// <summary>Steady until a coordinator separates them.</summary>
    Leaving,

    /// <summary>Steady with a pause of some weeks.</summary>
    Pausing,

    /// <summary>The organisation moves the mentor under the mentee, and back again after a while.</summary>
    Moving,

    /// <summary>The mentor says no.</summary>
    Declining,

    /// <summary>They never answer.</summary>
    Unheard,
}

/// <summary>What one pair does over nine months: acts with their instants, drawn from the pair's own seed.</summary>
internal sealed class Story(int number, PairRow pair, string menteeEmployee, TenantGrains grains)
{
    private const int Seed = 20_260_105;
    private static readonly Kind[] Kinds =
    [
        Kind.Steady,
        Kind.Late,
        Kind.Steady,
        Kind.Planning,
        Kind.Steady,
        Kind.Silent,
        Kind.Leaving,
        Kind.Pausing,
        Kind.Steady,
        Kind.Moving,
        Kind.Late,
        Kind.Steady,
        Kind.Declining,
        Kind.Planning,
        Kind.Unheard,
    ];

    private readonly Random chance = new(Seed + number);
    private readonly PriorityQueue<(DateTimeOffset At, Func<Task> Do), (DateTimeOffset, int)> acts = new();
    private int added;
    private int commands;

    public int Number => number;

    public PairRow Pair => pair;

    public string MenteeEmail => $"{menteeEmployee}@acme.example".ToLowerInvariant();

    public Kind Kind { get; } = Kinds[number % Kinds.Length];

    public DateTimeOffset? NextAt => acts.TryPeek(out var act, out _) ? act.At : null;

    public void Begin(DateTimeOffset published)
    {
        var answered = published.AddHours(chance.Next(2, 60));
        if (Kind == Kind.Declining)
            At(answered, () => Answer(pair.MentorId, accepts: false));
        if (Kind is Kind.Declining or Kind.Unheard)
            return;
        var later = answered.AddHours(chance.Next(1, 8));
        At(answered, () => Answer(pair.MentorId, accepts: true));
        At(later, () => Answer(pair.MenteeId, accepts: true));
        if (Kind == Kind.Silent)
            return;
        // Some hold their first session before the second side has signed.
        At(later.AddHours(20), () => Sign(pair.MentorId));
        At(later.AddDays(chance.Next(2, 12)), () => Sign(pair.MenteeId));
        Meet(Noon(later.AddDays(chance.Next(4, 10))));
        if (Kind == Kind.Leaving)
            At(Noon(published.AddDays(chance.Next(60, 180))), () => Move(PairStep.Separate, "They asked for it."));
        if (Kind == Kind.Pausing)
            Pause(Noon(published.AddDays(chance.Next(40, 120))), chance.Next(20, 50));
    }

    /// <summary>Does all that is to be done by now.</summary>
    public async Task Act(DateTimeOffset now)
    {
        while (acts.TryPeek(out var act, out _) && act.At <= now)
            await acts.Dequeue().Do();
    }

    public void At(DateTimeOffset at, Func<Task> act) => acts.Enqueue((at, act), (at, added++));

    private void Meet(DateTimeOffset at)
    {
        if (Kind == Kind.Planning)
        {
            Plan(at);
            return;
        }
        At(
            at,
            async () =>
            {
                var id = SessionId(at);
                var held = await grains
                    .Pair(pair.Id)
                    .AddSession(new(id, SessionStatus.Held, at.AddHours(-1), 45, SessionFormat.Video));
                Continue(held, id, at);
            }
        );
    }

    /// <summary>Planned a week before, moved by a day now and then, cancelled and planned anew now and then.</summary>
    private void Plan(DateTimeOffset at)
    {
        var id = SessionId(at);
        var moved = chance.Next(3) == 0 ? at.AddDays(1) : at;
        var isCancelled = chance.Next(5) == 0;
        At(
            at.AddDays(-3),
            () => grains.Pair(pair.Id).AddSession(new(id, SessionStatus.Planned, at, 60, SessionFormat.InPerson))
        );
        if (moved > at)
            At(at.AddDays(-1), () => grains.Pair(pair.Id).ChangeSession(new(id, null, moved, null, null)));
        if (isCancelled)
        {
            At(
                moved.AddHours(-2),
                () => grains.Pair(pair.Id).ChangeSession(new(id, SessionStatus.Cancelled, null, null, null))
            );
            Plan(moved.AddDays(7));
            return;
        }
        At(
            moved.AddHours(1),
            async () =>
                Continue(
                    await grains.Pair(pair.Id).ChangeSession(new(id, SessionStatus.Held, null, null, null)),
                    id,
                    moved
                )
        );
    }

    // Whoever can't meet, because the pair pauses, tries again in a week; whoever has ended meets no more.
    private void Continue(Outcome<SavedSession> held, string sessionId, DateTimeOffset at)
    {
        if (held.Failure is { Code: FailureCodes.PairPhase })
            Meet(Noon(at.AddDays(7)));
        if (held.Failure is not null)
            return;
        var isLate = Kind == Kind.Late;
        foreach (var side in (string[])[pair.MentorId, pair.MenteeId])
            if (!isLate || chance.Next(4) == 0)
                At(Noon(at.AddDays(chance.Next(1, 5))), () => Reflect(sessionId, side));
        Meet(Noon(at.AddDays(isLate ? chance.Next(33, 50) : chance.Next(20, 28))));
    }

    private void Pause(DateTimeOffset at, int days)
    {
        At(at, () => Move(PairStep.Pause, null));
        At(at.AddDays(days), () => Move(PairStep.Resume, null));
    }

    private async Task Answer(string side, bool accepts) =>
        (await grains.Pair(pair.Id).Answer(new(side, accepts, null, By(side)))).Failure.ShouldBeNull();

    private async Task Sign(string side) =>
        (await grains.Pair(pair.Id).Sign(new(side, 1, By(side)))).Failure.ShouldBeNull();

    private async Task Move(PairStep step, string? reason) =>
        (await grains.Pair(pair.Id).Move(new(step, reason, By("cora")))).Failure.ShouldBeNull();

    private async Task Reflect(string sessionId, string side)
    {
        var command = new Reflect(
            pair.Id,
            sessionId,
            side,
            (Usefulness)chance.Next(3),
            (PairShare)chance.Next(3),
            null,
            new(null, null, null),
            Shared: false,
            new(null, null),
            By(side)
        );
        (await grains.Reflection(ReflectionRow.IdOf(sessionId, side)).Reflect(command)).Failure.ShouldBeNull();
    }

    private Actor By(string who) =>
        new($"req_{number}_{++commands}", "sgn_1", new ActingMember($"mbr_{who}", who, $"{who}@acme.example"));

    private string SessionId(DateTimeOffset at) => Ids.Derived(Ids.Session, at, $"{number}", $"{added++}");

    private static DateTimeOffset Noon(DateTimeOffset at) => new(at.Year, at.Month, at.Day, 12, 0, 0, TimeSpan.Zero);
}
