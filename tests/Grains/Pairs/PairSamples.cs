using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;
using Binome.Grains.Pairs;
using Binome.Grains.Sessions;

namespace Binome.Grains.Tests.Pairs;

/// <summary>A pair opened on Monday 5 January 2026 at 09:00 in Paris, cadence 21–28 days, the first session within 7–14.</summary>
internal static class PairSamples
{
    public const string PairId = "pair_1";

    public const string Mentor = "ptc_mentor";
    public const string Mentee = "ptc_mentee";

    public static readonly Actor CompanyActor = new("req_9", "sgn_1", new("mbr_cora", "Cora", "cora@acme.example"));

    public static readonly PairDecision Decision = new(
        "prop_1",
        new("mbr_cora", "Cora", "cora@acme.example"),
        "a good fit",
        Moments.Start
    );

    /// <summary>Every day is worked, and nothing is said but that a session is due and overdue.</summary>
    public static readonly Rhythm Plain = new()
    {
        RemindDaysBefore = [],
        FlagAfterDays = null,
        StuckAfterDays = null,
        CloseAfterDays = null,
        WorkingDays = [.. Enum.GetValues<Weekday>()],
    };

    public static OpenPair Command(string timeZone = "Europe/Paris") =>
        new("prg_1", "ptc_mentor", "ptc_mentee", Cadence.Default, timeZone, Moments.Start, 0.8, Decision)
        {
            Rhythm = Plain,
        };

    /// <summary>A pair with the rhythm that programmes have unless they say otherwise.</summary>
    public static PairState WithRhythm(Rhythm? rhythm = null, DaysOff? daysOff = null) =>
        PairRules
            .Open(PairId, Command() with { Rhythm = rhythm ?? Rhythm.Default }, Moments.Start, daysOff)
            .Value.State;

    public static PairState Opened() => PairRules.Open(PairId, Command(), Moments.Start).Value.State;

    /// <summary>A pair whose window has seen its due tick.</summary>
    public static PairState Due() => Ticked(Opened());

    public static PairState Overdue() => Ticked(Due());

    /// <summary>The pair after its armed wake-up was called.</summary>
    public static PairState Ticked(PairState state)
    {
        var at = state.ArmedAt!.Value;
        return PairRules.TickDue(PairId, state, at, at).ShouldNotBeNull().State;
    }

    /// <summary>Who did what, as the change records it.</summary>
    public static PairStepRow Step(this PairChange change) => change.Effects.Rows.OfType<PairStepRow>().Single();

    /// <summary>A pair whose two sides have three days to accept.</summary>
    public static PairState Asked() =>
        PairRules.Open(PairId, Command() with { AcceptanceDays = 3 }, Moments.Start).Value.State;

    /// <summary>A pair that is to sign version 2 of the charter.</summary>
    public static PairState ToSign() =>
        PairRules.Open(PairId, Command() with { CharterVersion = 2 }, Moments.Start).Value.State;

    public static Outcome<PairChange> Sign(PairState state, string participant, DateTimeOffset now, int version = 2) =>
        PairLifeRules.Sign(PairId, state, version, By(participant), now);

    public static PairMover By(string? participant) => new(CompanyActor.Member) { ParticipantId = participant };

    public static Outcome<PairChange> Accept(PairState state, string participant, DateTimeOffset now) =>
        PairLifeRules.Accept(PairId, state, By(participant), now);

    public static AddSession Held(DateTimeOffset at, string id = "ses_1") =>
        new(id, SessionStatus.Held, at, 60, SessionFormat.Video);

    public static AddSession Planned(DateTimeOffset at, string id = "ses_1") =>
        new(id, SessionStatus.Planned, at, 60, SessionFormat.Video);

    public static ChangeSession To(SessionStatus status, string id = "ses_1") => new(id, status, null, null, null);

    public static PairState Add(PairState state, AddSession command, DateTimeOffset? now = null) =>
        SessionRules.Add(PairId, state, command, now ?? command.StartsAt).Value.Pair.State;
}
