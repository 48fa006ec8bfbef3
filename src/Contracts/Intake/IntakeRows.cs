using Binome.Contracts.Ledger;
using Binome.Contracts.People;

namespace Binome.Contracts.Intake;

[GenerateSerializer, Alias("binome.intake_status")]
public enum IntakeStatus
{
    NotAsked,
    Asked,
    Begun,
    Complete,
}

[GenerateSerializer, Alias("binome.screening_answer")]
public enum ScreeningAnswer
{
    Yes,
    NotSure,
    No,
}

/// <summary>How far a person has come with their intake.</summary>
/// <param name="Id">The participant's id.</param>
/// <param name="Roles">The roles they are asked for.</param>
/// <param name="ProgrammeId">The programme for which they were asked last; null for somebody who began by themselves.</param>
/// <param name="MailsSent">The first mail and the reminders since they were asked last.</param>
/// <param name="NextMailAt">When they are asked again; null when no more.</param>
/// <param name="Screening">Answers by the code of the question.</param>
/// <param name="Statements">1–5 by the code of the statement; for the person alone.</param>
[GenerateSerializer, Immutable, Alias("binome.intake_row")]
public sealed record IntakeRow(
    string Id,
    IntakeStatus Status,
    ImmutableArray<PairRole> Roles,
    string? ProgrammeId,
    DateTimeOffset? AskedAt,
    DateTimeOffset? BegunAt,
    DateTimeOffset? CompletedAt,
    int MailsSent,
    DateTimeOffset? NextMailAt,
    ImmutableSortedDictionary<string, ScreeningAnswer> Screening,
    ImmutableSortedDictionary<string, int> Statements,
    DateTimeOffset? UpdatedAt
) : IRow
{
    /// <summary>Of somebody who was never asked and has not begun.</summary>
    public static IntakeRow None(string participantId) =>
        new(
            participantId,
            IntakeStatus.NotAsked,
            [],
            null,
            null,
            null,
            null,
            0,
            null,
            ImmutableSortedDictionary<string, ScreeningAnswer>.Empty,
            ImmutableSortedDictionary<string, int>.Empty,
            null
        );
}

/// <summary>People of a programme with the same learner profile.</summary>
/// <param name="Profile">Null: not known.</param>
public readonly record struct LearnerCount(PairRole Role, LearnerProfile? Profile, int People);

public interface IIntakeRows
{
    /// <summary>Null for somebody who was never asked and has not begun.</summary>
    Task<Stored<IntakeRow>?> Find(string tenant, string participantId);

    /// <summary>The people enrolled in a programme, whoever was enrolled last first by id; those never asked are among them.</summary>
    Task<Slice<IntakeRow>> OfProgramme(string tenant, string programmeId, IntakeStatus? status, PageOf page);

    /// <summary>How many people enrolled in a programme stand where.</summary>
    Task<ImmutableDictionary<IntakeStatus, int>> Counts(string tenant, string programmeId);

    /// <summary>The roles in which a person is enrolled in a programme.</summary>
    Task<ImmutableArray<PairRole>> Roles(string tenant, string programmeId, string participantId);

    /// <summary>How many people enrolled in a programme learn how, exactly; never shown so.</summary>
    Task<ImmutableArray<LearnerCount>> Learners(string tenant, string programmeId);
}
