using Binome.Contracts.Intake;
using Binome.Contracts.People;

namespace Binome.WebApi.Intake;

/// <summary>One's own intake, with its questions in one's own language.</summary>
/// <param name="Missing">The parts that are not answered yet.</param>
internal sealed record MyIntakeView(
    IntakeStatus Status,
    ImmutableArray<PairRole> Roles,
    ImmutableArray<string> Missing,
    ImmutableArray<ScreeningView> Screening,
    ImmutableArray<StatementView> Statements,
    LearnerProfile? LearnerProfile,
    ImmutableArray<SkillLevel> SkillsOffered,
    ImmutableArray<SkillLevel> SkillsWanted,
    ImmutableArray<string> Intentions,
    string? CommunicationStyle,
    ImmutableArray<string> Availability,
    DateTimeOffset? AskedAt,
    DateTimeOffset? CompletedAt
)
{
    public string Object { get; } = "my_intake";

    public static MyIntakeView Of(SavedIntake saved, Language language)
    {
        var (intake, profile) = saved;
        return new(
            intake.Status,
            intake.Roles,
            IntakeParts.Missing(intake, profile),
            [
                .. IntakeQuestions
                    .Screening(intake.Roles)
                    .Select(code => new ScreeningView(
                        code,
                        IntakeTexts.Of(code, language),
                        intake.Screening.TryGetValue(code, out var answer) ? answer : null
                    )),
            ],
            [
                .. IntakeQuestions.Statements.Select(statement => new StatementView(
                    statement.Code,
                    IntakeTexts.Of(statement.Code, language),
                    intake.Statements.TryGetValue(statement.Code, out var agreement) ? agreement : null
                )),
            ],
            profile.LearnerProfile,
            profile.SkillsOffered,
            profile.SkillsWanted,
            profile.Intentions,
            profile.CommunicationStyle,
            profile.Availability,
            intake.AskedAt,
            intake.CompletedAt
        );
    }
}

/// <param name="Answer">yes, not_sure or no; null while there is none.</param>
internal sealed record ScreeningView(string Code, string Text, ScreeningAnswer? Answer);

/// <param name="Agreement">1 (not at all) to 5 (completely); null while there is no answer.</param>
internal sealed record StatementView(string Code, string Text, int? Agreement);

/// <summary>How far somebody has come, for those who coordinate. The answers to the statements are not in it.</summary>
/// <param name="MailsSent">The first mail and the reminders since they were asked last.</param>
/// <param name="NextMailAt">When they are asked again; null when no more.</param>
/// <param name="Screening">Answers by the code of the question.</param>
internal sealed record IntakeView(
    string Participant,
    IntakeStatus Status,
    ImmutableArray<PairRole> Roles,
    DateTimeOffset? AskedAt,
    DateTimeOffset? BegunAt,
    DateTimeOffset? CompletedAt,
    int MailsSent,
    DateTimeOffset? NextMailAt,
    ImmutableSortedDictionary<string, ScreeningAnswer> Screening
)
{
    public string Object { get; } = "intake";

    public static IntakeView Of(IntakeRow row) =>
        new(
            row.Id,
            row.Status,
            row.Roles,
            row.AskedAt,
            row.BegunAt,
            row.CompletedAt,
            row.MailsSent,
            row.NextMailAt,
            row.Screening
        );
}

/// <param name="Participants">Enrolled people, at most 100; left out, everybody whom nobody has asked yet, in the background.</param>
internal sealed record AskIntakesBody(ImmutableArray<string>? Participants);

/// <param name="Asked">People asked by this call.</param>
/// <param name="Continues">True when people are asked in the background.</param>
internal sealed record AskedIntakesView(string Programme, int Asked, bool Continues)
{
    public string Object { get; } = "intakes_asked";
}

/// <param name="Programme">A programme that is open to volunteers.</param>
internal sealed record VolunteerBody(string Programme, PairRole Role);

/// <summary>A programme for which one can volunteer.</summary>
/// <param name="Roles">The roles in which one takes part already.</param>
internal sealed record OpenProgrammeView(string Id, string Name, ImmutableArray<PairRole> Roles)
{
    public string Object { get; } = "open_programme";
}
