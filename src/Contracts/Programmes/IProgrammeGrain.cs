using Binome.Contracts.People;
using Binome.Contracts.WakeUps;

namespace Binome.Contracts.Programmes;

/// <summary>A mentoring programme: settings, phase, checklist, gate and enrolments. Key: tenant and programme id.</summary>
[Alias("binome.programme")]
public interface IProgrammeGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Creates the programme in draft; the kind's template fills what is left out. Repeating it answers the same.</summary>
    [Alias("create")]
    Task<Outcome<SavedProgramme>> Create(ProgrammeChange settings, Actor actor);

    /// <summary>Changes settings, also while it runs; a closed programme stays as it is.</summary>
    /// <returns>Fails with <c>programme.phase</c>, <c>programme.parent_unknown</c>, <c>resource.version_mismatch</c> or <c>field.…</c>.</returns>
    [Alias("change")]
    Task<Outcome<SavedProgramme>> Change(ProgrammeChange change, long? ifVersion, Actor actor);

    /// <summary>Enrols people, all or none; those enrolled already in that role are counted, not enrolled again.</summary>
    /// <returns>Fails with <c>programme.phase</c>, <c>programme.participant_unknown</c>, <c>…_outside</c>, <c>…_without_role</c>, <c>programme.nobody_fits</c> or <c>programme.full</c>.</returns>
    [Alias("enrol")]
    Task<Outcome<EnrolmentResult>> Enrol(Enrol command);

    /// <summary>
    /// Takes a person out of the programme in one role. They are matched, asked and invited no more; enrolling them again takes them back. Repeating it
    /// answers the same.
    /// </summary>
    /// <returns>Fails with <c>resource.not_found</c>, <c>programme.phase</c>, or <c>enrolment.in_pair</c> while a pair of theirs in that role goes on.</returns>
    [Alias("withdraw")]
    Task<Outcome<EnrolmentRow>> Withdraw(string enrolmentId, Actor actor);

    /// <summary>Words the charter anew; pairs published from then on sign this version.</summary>
    /// <returns>Fails with <c>resource.version_mismatch</c>, <c>person_required</c>, <c>programme.phase</c> or <c>field.…</c>.</returns>
    [Alias("write_charter")]
    Task<Outcome<CharterRow>> WriteCharter(WriteCharter command);

    /// <summary>Ticks an item of the checklist, by a named human.</summary>
    [Alias("check")]
    Task<Outcome<SavedProgramme>> Check(string item, Actor actor);

    /// <summary>Draft → enrolling. Needs goals, an owner, a sponsor's commitment, a start and the checklist.</summary>
    /// <returns>Fails with <c>programme.not_ready</c>, naming each gap by pointer, or <c>programme.phase</c>.</returns>
    [Alias("launch")]
    Task<Outcome<SavedProgramme>> Launch(Actor actor);

    /// <summary>Records go or no-go of a pilot with the evidence, by a named human.</summary>
    /// <returns>Fails with <c>programme.gate_without_kpis</c> when no KPI was fixed beforehand.</returns>
    [Alias("decide_gate")]
    Task<Outcome<SavedProgramme>> DecideGate(DecideGate command);

    /// <summary>Switches the rule of the reporting line, by an owner with a reason.</summary>
    /// <returns>Fails with <c>programme.phase</c>, <c>person_required</c> or <c>field.…</c>.</returns>
    [Alias("decide_reporting_line")]
    Task<Outcome<SavedProgramme>> DecideReportingLine(DecideReportingLine command);

    /// <summary>Keeps two people of the organisation apart in this programme, whoever would mentor whom. Repeating it answers the same.</summary>
    /// <returns>Fails with <c>programme.phase</c>, <c>programme.participant_unknown</c>, <c>programme.exclusions_full</c> or <c>field.…</c>.</returns>
    [Alias("exclude")]
    Task<Outcome<ExclusionRow>> Exclude(ExcludePair command);

    /// <summary>Lifts an exclusion. Repeating it answers the same.</summary>
    [Alias("lift_exclusion")]
    Task<Outcome<ExclusionRow>> LiftExclusion(string exclusionId, Actor actor);

    /// <summary>
    /// Running → closing (no new pairs; living pairs begin to close), closing → closed (they end). The pairs follow in the
    /// background, chunk by chunk.
    /// </summary>
    [Alias("close")]
    Task<Outcome<SavedProgramme>> Close(Actor actor);

    /// <summary>A matching run begins: enrolling → matching; a running programme stays running (late joiners).</summary>
    /// <returns>The settings to match by; fails with <c>programme.phase</c>.</returns>
    [Alias("begin_matching")]
    Task<Outcome<ProgrammeSettings>> BeginMatching();

    /// <summary>Decided proposals become pairs: matching → running.</summary>
    [Alias("begin_running")]
    Task<Outcome<ProgrammeSettings>> BeginRunning();
}

[GenerateSerializer, Immutable, Alias("binome.saved_programme")]
public sealed record SavedProgramme(ProgrammeRow Programme, long Version);

[GenerateSerializer, Alias("binome.enrolment_origin")]
public enum EnrolmentOrigin
{
    Volunteer,
    Designated,
}

/// <summary>One person in one role; null takes the person's default roles (both become two enrolments).</summary>
[GenerateSerializer, Immutable, Alias("binome.enrol_one")]
public sealed record EnrolOne(string ParticipantId, PairRole? Role);

/// <summary>Either named people, or all who fit a filter (null), at most 5,000 at once.</summary>
[GenerateSerializer, Immutable, Alias("binome.enrol")]
public sealed record Enrol(ImmutableArray<EnrolOne> People, EnrolFilter? Filter, EnrolmentOrigin Origin, Actor Actor)
{
    /// <summary>They enrol themselves and are at their intake already, so that nobody asks them for it.</summary>
    [Id(0)]
    public bool Themselves { get; init; }
}

[GenerateSerializer, Immutable, Alias("binome.enrol_filter")]
public sealed record EnrolFilter(
    PairRole? Role,
    string? Subsidiary,
    string? Country,
    string? JobFamily,
    string? Language
);

/// <param name="Enrolled">Enrolments made.</param>
/// <param name="AlreadyEnrolled">Enrolments that were there already.</param>
[GenerateSerializer, Immutable, Alias("binome.enrolment_result")]
public sealed record EnrolmentResult(int Enrolled, int AlreadyEnrolled);

/// <param name="Evidence">What was measured, by KPI code.</param>
[GenerateSerializer, Immutable, Alias("binome.decide_gate")]
public sealed record DecideGate(bool Go, ImmutableArray<KpiEvidence> Evidence, string Reason, Actor Actor);

[GenerateSerializer, Immutable, Alias("binome.kpi_evidence")]
public sealed record KpiEvidence(string Code, double Value);

[GenerateSerializer, Immutable, Alias("binome.decide_reporting_line")]
public sealed record DecideReportingLine(bool Enforced, string Reason, Actor Actor);

[GenerateSerializer, Immutable, Alias("binome.exclude_pair")]
public sealed record ExcludePair(string ParticipantId, string OtherId, string Reason, Actor Actor);
