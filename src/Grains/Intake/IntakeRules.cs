using Binome.Contracts.Intake;
using Binome.Contracts.People;

namespace Binome.Grains.Intake;

/// <param name="Effects">Null when nothing has changed.</param>
internal sealed record IntakeStep(IntakeState State, Effects? Effects)
{
    public static IntakeStep None(IntakeState state) => new(state, Effects: null);
}

/// <summary>How somebody is asked, answers and is done: pure.</summary>
internal static class IntakeRules
{
    /// <summary>The wake-up that sends the first mail at once, and the reminders.</summary>
    public const string MailDue = "mail";

    public static IntakeStep Ask(string id, IntakeState state, AskIntake command, DateTimeOffset now)
    {
        var roles = WithRoles(state.Roles, command.Roles);
        if (state.Status == IntakeStatus.Complete && roles.Length == state.Roles.Length)
            return IntakeStep.None(state);
        var next = state with
        {
            // Whoever has begun goes on from there, also for one more role.
            Status = state.BegunAt is null ? IntakeStatus.Asked : IntakeStatus.Begun,
            Roles = roles,
            ProgrammeId = command.ProgrammeId,
            AskedAt = now,
            CompletedAt = null,
            RemindAfterDays = command.RemindAfterDays,
            MailsSent = 0,
            NextMailAt = now,
            UpdatedAt = now,
        };
        var asked = new LedgerEvent(EventTypes.IntakeAsked, id, ("programme", command.ProgrammeId));
        return Changed(id, next, new Effects().Event(asked).WakeUp(MailDue, now));
    }

    /// <summary>The mail that was due went out, or could not: the next is counted from when the person was asked.</summary>
    public static IntakeStep Mailed(string id, IntakeState state)
    {
        var nextAt =
            state.MailsSent < state.RemindAfterDays.Length
                ? state.AskedAt + TimeSpan.FromDays(state.RemindAfterDays[state.MailsSent])
                : null;
        var next = state with { MailsSent = state.MailsSent + 1, NextMailAt = nextAt, LastMailAt = state.NextMailAt };
        var effects = new Effects().WakeUp(MailDue, nextAt);
        if (state.MailsSent > 0)
            effects.Event(
                new LedgerEvent(
                    EventTypes.IntakeReminded,
                    id,
                    ("programme", state.ProgrammeId),
                    ("reminder", state.MailsSent)
                )
            );
        return Changed(id, next, effects);
    }

    /// <summary>One more mail at once, for somebody whose answers are missing and who got none just now.</summary>
    public static IntakeStep Remind(string id, IntakeState state, string programmeId, DateTimeOffset now)
    {
        var isOpen = state.Status is IntakeStatus.Asked or IntakeStatus.Begun;
        var isSoon = state.NextMailAt <= now || now - state.LastMailAt < IntakeLimits.ChaseEvery;
        if (!isOpen || isSoon)
            return IntakeStep.None(state);
        var next = state with { ProgrammeId = programmeId, AskedAt = state.AskedAt ?? now, NextMailAt = now };
        return Changed(id, next, new Effects().WakeUp(MailDue, now));
    }

    /// <summary>Nobody is asked any more, for example because the programme has closed.</summary>
    public static IntakeStep Silent(string id, IntakeState state) =>
        Changed(id, state with { NextMailAt = null }, new Effects().WakeUp(MailDue, null));

    public static Failure? Refusal(IntakeChange change)
    {
        var known = IntakeQuestions.Screening([PairRole.Mentor, PairRole.Mentee]);
        foreach (var code in Answers(change.Screening).Keys)
            if (!known.Contains(code))
                return Failure.At($"/screening/{code}", FailureCodes.Invalid, string.Join(", ", known));
        foreach (var (code, agreement) in Answers(change.Statements))
        {
            if (!IntakeQuestions.Statements.Any(statement => statement.Code == code))
                return Failure.At(
                    $"/statements/{code}",
                    FailureCodes.Invalid,
                    string.Join(", ", IntakeQuestions.Statements.Select(statement => statement.Code))
                );
            if (agreement is < 1 or > IntakeLimits.AgreementMax)
                return Failure.At($"/statements/{code}", FailureCodes.OutOfRange, "1", $"{IntakeLimits.AgreementMax}");
        }
        return null;
    }

    /// <summary>What of the answers belongs to the profile; the inventory speaks once all its statements are answered.</summary>
    public static ProfileChange OfProfile(IntakeState state, IntakeChange change)
    {
        var statements = state.Statements.SetItems(Answers(change.Statements));
        var learner = Answers(change.Statements).IsEmpty ? null : IntakeQuestions.Score(statements);
        return new ProfileChange
        {
            SkillsOffered = change.SkillsOffered,
            SkillsWanted = change.SkillsWanted,
            Intentions = change.Intentions,
            CommunicationStyle = change.CommunicationStyle,
            Availability = change.Availability,
            LearnerProfile = learner is null ? default : new Optional<LearnerProfile?>(learner),
        };
    }

    public static IntakeStep Save(string id, IntakeState state, SaveIntake command, Profile profile, DateTimeOffset now)
    {
        var begins = state.BegunAt is null;
        var roles = WithRoles(state.Roles.IsEmpty ? Usual(command.Roles, profile) : state.Roles, command.Roles);
        var next = state with
        {
            Status = state.Status == IntakeStatus.Complete ? IntakeStatus.Complete : IntakeStatus.Begun,
            Roles = roles,
            BegunAt = state.BegunAt ?? now,
            Screening = state.Screening.SetItems(Answers(command.Change.Screening)),
            Statements = state.Statements.SetItems(Answers(command.Change.Statements)),
            UpdatedAt = now,
        };
        // Who was done is done only as long as nothing is missing.
        if (next.Status == IntakeStatus.Complete && !IntakeParts.Missing(Row(id, next), profile).IsEmpty)
            next = next with { Status = IntakeStatus.Begun, CompletedAt = null };
        var effects = new Effects();
        if (begins)
            effects.Event(new LedgerEvent(EventTypes.IntakeBegun, id, ("programme", state.ProgrammeId)));
        return Changed(id, next, effects);
    }

    public static Outcome<IntakeStep> Complete(string id, IntakeState state, Profile profile, DateTimeOffset now)
    {
        if (state.Status == IntakeStatus.Complete)
            return IntakeStep.None(state);
        var asked = state with { Roles = state.Roles.IsEmpty ? Usual([], profile) : state.Roles };
        var missing = IntakeParts.Missing(Row(id, asked), profile);
        if (!missing.IsEmpty)
        {
            var failures = missing
                .Select(part => Failure.At($"/{part}", FailureCodes.IntakeIncomplete, part))
                .ToImmutableArray();
            return failures[0] with { Others = failures[1..] };
        }
        var next = asked with
        {
            Status = IntakeStatus.Complete,
            BegunAt = state.BegunAt ?? now,
            CompletedAt = now,
            NextMailAt = null,
            UpdatedAt = now,
        };
        var completed = new LedgerEvent(EventTypes.IntakeCompleted, id, ("programme", state.ProgrammeId));
        return Changed(id, next, new Effects().Event(completed).WakeUp(MailDue, null));
    }

    public static IntakeRow Row(string id, IntakeState state) =>
        new(
            id,
            state.Status,
            state.Roles,
            state.ProgrammeId,
            state.AskedAt,
            state.BegunAt,
            state.CompletedAt,
            state.MailsSent,
            state.NextMailAt,
            state.Screening,
            state.Statements,
            state.UpdatedAt
        );

    /// <summary>The roles of somebody who begins unasked: those of their profile, or both.</summary>
    private static ImmutableArray<PairRole> Usual(ImmutableArray<PairRole> asked, Profile profile) =>
        (asked.IsEmpty, profile.Roles) switch
        {
            (false, _) => asked,
            (_, DefaultRoles.Mentor) => [PairRole.Mentor],
            (_, DefaultRoles.Mentee) => [PairRole.Mentee],
            _ => [PairRole.Mentor, PairRole.Mentee],
        };

    private static ImmutableArray<PairRole> WithRoles(ImmutableArray<PairRole> known, ImmutableArray<PairRole> added) =>
        [.. known.Union(added).Order()];

    private static ImmutableSortedDictionary<string, T> Answers<T>(
        Optional<ImmutableSortedDictionary<string, T>> given
    ) => given.Or(null) ?? ImmutableSortedDictionary<string, T>.Empty;

    private static IntakeStep Changed(string id, IntakeState next, Effects effects) =>
        new(next, effects.Row(Row(id, next)));
}
