namespace Binome.Contracts.Pairs;

/// <summary>Whose answer or signature a pair waits for.</summary>
[GenerateSerializer, Alias("binome.waiting_on")]
public enum WaitingOn
{
    Mentor,
    Mentee,
    Both,
}

/// <summary>What a coordinator of a programme looks at first, all of one instant. A pair can stand in several counts.</summary>
/// <param name="PairsByPhase">Pairs in each phase.</param>
/// <param name="Due">A session has fallen due and its window has not run out.</param>
/// <param name="Overdue">The window has run out without a session.</param>
/// <param name="Flagged">No session was held for so long that coordinators were told.</param>
/// <param name="Stuck">Nothing was held, planned or logged for long.</param>
/// <param name="ClosingProposed">Their closing waits for a coordinator's decision.</param>
/// <param name="RuleBroken">Living pairs that break a hard rule since the reporting tree changed.</param>
/// <param name="WaitingOnMentor">Pairs that wait for the mentor's answer or signature, alone or with the mentee's.</param>
/// <param name="WaitingOnMentee">The same for the mentee.</param>
public sealed record ProgrammeBoard(
    ImmutableDictionary<PairPhase, int> PairsByPhase,
    int Due,
    int Overdue,
    int Flagged,
    int Stuck,
    int ClosingProposed,
    int RuleBroken,
    int WaitingOnMentor,
    int WaitingOnMentee
);

/// <summary>Whom a pair waits for, read from its answers and signatures.</summary>
public static class PairWaiting
{
    /// <summary>Null when it waits for neither side.</summary>
    public static WaitingOn? WaitsFor(this PairRow pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return pair.Phase switch
        {
            PairPhase.AwaitingAcceptance => Of(pair.Acceptance?.MentorAt, pair.Acceptance?.MenteeAt),
            PairPhase.Charter => Of(pair.Charter?.MentorAt, pair.Charter?.MenteeAt),
            _ => null,
        };
    }

    private static WaitingOn? Of(DateTimeOffset? mentorAt, DateTimeOffset? menteeAt) =>
        (mentorAt, menteeAt) switch
        {
            (null, null) => WaitingOn.Both,
            (null, _) => WaitingOn.Mentor,
            (_, null) => WaitingOn.Mentee,
            _ => null,
        };
}
