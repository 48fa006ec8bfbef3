using Binome.Contracts.People;
using Binome.Contracts.WakeUps;

namespace Binome.Contracts.Intake;

/// <summary>
/// What a person is asked before they are matched, and how far they have come. The answers that matching reads go into their
/// profile, the one that imports write. Key: tenant and participant id.
/// </summary>
[Alias("binome.intake")]
public interface IIntakeGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>
    /// Asks the person by mail, and again after the days of the command until they have completed it. Whoever has answered all
    /// that these roles ask for is not asked again; whoever is asked already gets a new mail.
    /// </summary>
    /// <returns>Fails with <c>resource.not_found</c>.</returns>
    [Alias("ask")]
    Task<Outcome<SavedIntake>> Ask(AskIntake command);

    /// <summary>
    /// Asks somebody again whose answers are missing, for this programme; not whoever got a mail within <see cref="IntakeLimits.ChaseEvery"/>, nor
    /// whoever is done or was never asked.
    /// </summary>
    [Alias("remind")]
    Task Remind(string programmeId);

    /// <summary>Saves answers as they are given, by the person alone. What is absent stays.</summary>
    /// <returns>Fails with <c>person_required</c>, <c>resource.not_found</c> or <c>field.…</c>.</returns>
    [Alias("save")]
    Task<Outcome<SavedIntake>> Save(SaveIntake command);

    /// <summary>The person says that they are done. Repeating it answers the same.</summary>
    /// <returns>Fails with <c>person_required</c>, or <c>intake.incomplete</c>, naming each part by pointer.</returns>
    [Alias("complete")]
    Task<Outcome<SavedIntake>> Complete(Actor actor);
}

/// <summary>
/// Asks everybody enrolled in a programme whom nobody has asked yet, and from then on whoever is enrolled later. Key: tenant and programme id.
/// </summary>
[Alias("binome.intake_round")]
public interface IIntakeRoundGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Begins a round, or does nothing when one is under way. Durable when it returns; people are asked in the background.</summary>
    [Alias("begin")]
    Task Begin();

    /// <summary>
    /// People were enrolled: asks them in the background if a round was ever begun, and does nothing otherwise. Done twice it asks nobody twice.
    /// </summary>
    [Alias("ask_newcomers")]
    Task AskNewcomers();

    /// <summary>The same for those whose answers are missing: each is reminded, by <see cref="IIntakeGrain.Remind"/>.</summary>
    [Alias("chase")]
    Task Chase();
}

/// <param name="Roles">The roles in which the person is enrolled, at least one.</param>
/// <param name="RemindAfterDays">When to ask again, in days from now, ascending; at most <see cref="IntakeLimits.RemindersMax"/>.</param>
[GenerateSerializer, Immutable, Alias("binome.ask_intake")]
public sealed record AskIntake(string ProgrammeId, ImmutableArray<PairRole> Roles, ImmutableArray<int> RemindAfterDays);

/// <param name="Roles">Roles for which the person volunteers; empty adds none.</param>
[GenerateSerializer, Immutable, Alias("binome.save_intake")]
public sealed record SaveIntake(IntakeChange Change, ImmutableArray<PairRole> Roles, Actor Actor);

[GenerateSerializer, Immutable, Alias("binome.saved_intake")]
public sealed record SavedIntake(IntakeRow Intake, Profile Profile);

/// <summary>What a person can answer: what is absent stays, null clears.</summary>
[GenerateSerializer, Immutable, Alias("binome.intake_change")]
public sealed record IntakeChange
{
    /// <summary>Answers by the code of the screening question; those left out stay.</summary>
    [Id(0)]
    public Optional<ImmutableSortedDictionary<string, ScreeningAnswer>> Screening { get; init; }

    /// <summary>1 (not at all) to 5 (completely) by the code of the statement; those left out stay.</summary>
    [Id(1)]
    public Optional<ImmutableSortedDictionary<string, int>> Statements { get; init; }

    [Id(2)]
    public Optional<ImmutableArray<SkillLevel>?> SkillsOffered { get; init; }

    [Id(3)]
    public Optional<ImmutableArray<SkillLevel>?> SkillsWanted { get; init; }

    [Id(4)]
    public Optional<ImmutableArray<string>?> Intentions { get; init; }

    [Id(5)]
    public Optional<string> CommunicationStyle { get; init; }

    [Id(6)]
    public Optional<ImmutableArray<string>?> Availability { get; init; }
}
