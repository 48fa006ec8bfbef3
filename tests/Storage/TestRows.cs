using Binome.Contracts.Matching;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;

namespace Binome.Storage.Tests;

/// <summary>Rows with everything filled in but what the test is about.</summary>
internal static class TestRows
{
    public static readonly DateTimeOffset At = StorageFixture.Start;

    public static PairRow Pair(
        string id,
        string programme = "prg_1",
        string mentor = "ptc_mentor",
        string mentee = "ptc_mentee",
        PairPhase phase = PairPhase.Active,
        bool overdue = false
    ) =>
        new(
            id,
            programme,
            mentor,
            mentee,
            phase,
            Score: 0.8,
            new PairDecision("prop_1", new ActingMember("mbr_1", "Zoé Čapek", "zoe@acme.example"), null, At),
            At,
            At.AddDays(21),
            At.AddDays(28),
            overdue,
            FlaggedAt: null,
            LastHeldAt: null,
            SessionsHeld: 3,
            SessionsDue: 4,
            SessionsOnTime: 2,
            Acceptance: null,
            Charter: null,
            PausedAt: null,
            EndedAt: null,
            At,
            At
        );

    public static ParticipantRow Participant(string id, Func<Profile, Profile>? with = null)
    {
        var profile = new Profile
        {
            EmployeeId = $"e-{id}",
            FirstName = "Zoé",
            LastName = "Čapek",
            Email = $"{id}@example.com",
        };
        return new ParticipantRow(id, with?.Invoke(profile) ?? profile, 0, 0, At, At);
    }

    public static ImportRow Import(string id) =>
        new(id, JobStatus.Running, 10, 5, 1, 2, 1, 1, 0, At, CompletedAt: null, FailureCode: null);

    public static ImportProblemRow Problem(string id, int line, ProblemSeverity severity = ProblemSeverity.Rejected) =>
        new(id, "imp_1", line, "email", "row.email_invalid", "x", severity);

    public static ProgrammeRow Programme(
        string id,
        ProgrammePhase phase = ProgrammePhase.Draft,
        ProgrammeKind kind = ProgrammeKind.Reverse
    ) => new(id, new ProgrammeSettings { Name = "Reverse", Kind = kind }, phase, [], null, 0, 0, At, At);

    public static CharterRow Charter(int version, string programme = "prg_1") =>
        new(CharterRow.IdOf(version), programme, version, new CharterText($"# Ours {version}", "# À nous"), null, At);

    public static EnrolmentRow Enrolment(
        string id,
        string participant,
        PairRole role = PairRole.Mentor,
        string programme = "prg_1"
    ) => new(id, programme, participant, role, EnrolmentOrigin.Volunteer, At);

    public static MatchingRunRow Run(string id, string programme = "prg_1") =>
        new(
            id,
            programme,
            MatchingRunStatus.Proposed,
            new MatchingTerms(MatchingObjective.MostPairsFirst, [], new(), 0, true),
            [],
            1,
            new MatchingTotals(1, 1, 1, 0, 0, 1, 0, 0, 0),
            0.9,
            At,
            CompletedAt: null,
            FailureCode: null,
            Random: null,
            Phase: null
        );

    public static ProposalRow Proposal(
        string id,
        ProposalDecision decision = ProposalDecision.Pending,
        string? publication = null,
        string? pair = null,
        string run = "mrn_1"
    ) =>
        new(
            id,
            run,
            "prg_1",
            "ptc_mentor",
            "ptc_mentee",
            0.8,
            [],
            decision,
            null,
            null,
            null,
            publication,
            pair,
            RefusalCode: null
        );

    public static UnmatchedRow Unmatched(string id, PairRole role = PairRole.Mentor, string run = "mrn_1") =>
        new(id, run, "ptc_1", role, "no_partner", []);

    public static PublicationRow Publication(string id) =>
        new(id, "mrn_1", "prg_1", JobStatus.Running, 2, 1, 1, 0, At, CompletedAt: null);

    public static PairStepRow Step(string id, string pair = "pair_1") =>
        new(id, pair, PairStep.Pause, PairPhase.Active, PairPhase.Paused, null, "Parental leave", null, null, At);

    /// <param name="previous">The session that was added to the pair before it.</param>
    public static SessionRow Session(
        string id,
        SessionStatus status = SessionStatus.Held,
        string pair = "pair_1",
        string? previous = null
    ) => new(id, pair, "prg_1", previous, status, At, 45, SessionFormat.Video, Logged: false, At, At);
}
