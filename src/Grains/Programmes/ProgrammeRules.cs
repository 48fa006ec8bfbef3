using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.Grains.Programmes;

internal sealed record ProgrammeDecided(ProgrammeState State, Effects Effects, bool Changed = true);

/// <summary>The phases of a programme and what each allows.</summary>
internal static class ProgrammeRules
{
    /// <summary>The wake-up at which the pairs of a closing programme follow it.</summary>
    public const string PairsFollow = "pairs_follow";

    /// <summary>The wake-up at which people who were enrolled are asked for their intake.</summary>
    public const string AskNewcomers = "ask_newcomers";

    public static Outcome<ProgrammeDecided> Create(string id, ProgrammeChange change, DateTimeOffset now)
    {
        if (change.Kind.Or(null) is not { } kind)
            return Failure.At("/kind", FailureCodes.Required);
        var settings = SettingsRules.Merge(ProgrammeTemplates.For(kind), change);
        if (SettingsRules.Refusal(settings) is { } refusal)
            return refusal;

        var state = new ProgrammeState { Settings = settings, CreatedAt = now };
        var created = new LedgerEvent(EventTypes.ProgrammeCreated, id, ("kind", kind.ToString().ToLowerInvariant()));
        var decided = Decided(id, state, now, created);
        decided.Effects.Row(CharterRules.Template(id, settings, now));
        return decided;
    }

    public static Outcome<ProgrammeDecided> Change(
        string id,
        ProgrammeState state,
        ProgrammeChange change,
        DateTimeOffset now
    )
    {
        if (state.Phase == ProgrammePhase.Closed)
            return Phase(state);
        var settings = SettingsRules.Merge(state.Settings!, change);
        if (settings.Kind != state.Settings!.Kind && state.Phase != ProgrammePhase.Draft)
            return Phase(state) with { Pointer = "/kind" };
        // The gate is decided by KPIs that were fixed beforehand.
        if (state.Phase >= ProgrammePhase.Running && !LedgerJson.Same(settings.Kpis, state.Settings.Kpis))
            return Phase(state) with { Pointer = "/kpis" };
        if (settings.ParentProgrammeId == id)
            return Failure.At("/parent_programme", FailureCodes.ProgrammeParent);
        if (SettingsRules.Refusal(settings) is { } refusal)
            return refusal;
        if (LedgerJson.Same(settings, state.Settings))
            return new ProgrammeDecided(state, new Effects(), Changed: false);
        // Another kind has other roles, and its own template says so; words of the business stay.
        var takesTemplate = settings.Kind != state.Settings.Kind && !state.HasOwnCharter;
        if (takesTemplate)
            settings = settings with { CharterVersion = settings.CharterVersion + 1 };
        var updated = new LedgerEvent(EventTypes.ProgrammeUpdated, id);
        var decided = Decided(id, state with { Settings = settings }, now, updated);
        if (takesTemplate)
            decided.Effects.Row(CharterRules.Template(id, settings, now));
        return decided;
    }

    public static Outcome<ProgrammeDecided> Enrol(
        string id,
        ProgrammeState state,
        ImmutableArray<EnrolmentRow> added,
        bool themselves,
        DateTimeOffset now
    )
    {
        if (added.Length == 0)
            return new ProgrammeDecided(state, new Effects(), Changed: false);
        if (state.Mentors + state.Mentees + added.Length > Limits.ParticipantsPerProgrammeMax)
            return Failure.Of(FailureCodes.ProgrammeFull, $"{Limits.ParticipantsPerProgrammeMax}");

        var mentors = added.Count(row => row.Role == PairRole.Mentor);
        var next = state with { Mentors = state.Mentors + mentors, Mentees = state.Mentees + added.Length - mentors };
        var enrolled = new LedgerEvent(
            EventTypes.ProgrammeEnrolled,
            id,
            ("mentors", mentors),
            ("mentees", added.Length - mentors)
        );
        var decided = Decided(id, next, now, enrolled);
        foreach (var row in added)
            decided.Effects.Row(row);
        if (!themselves)
            decided.Effects.WakeUp(AskNewcomers, now);
        return decided;
    }

    /// <summary>The enrolment stays stored: what was said to the person is taken back by it.</summary>
    public static ProgrammeDecided Withdraw(
        string id,
        ProgrammeState state,
        EnrolmentRow withdrawn,
        Actor actor,
        DateTimeOffset now
    )
    {
        var isMentor = withdrawn.Role == PairRole.Mentor;
        var next = state with
        {
            Mentors = state.Mentors - (isMentor ? 1 : 0),
            Mentees = state.Mentees - (isMentor ? 0 : 1),
        };
        var happened = new LedgerEvent(
            EventTypes.ProgrammeEnrolmentWithdrawn,
            id,
            ("participant", withdrawn.ParticipantId),
            ("role", withdrawn.Role.ToString().ToLowerInvariant()),
            ("member", actor.Member?.Id)
        );
        var decided = Decided(id, next, now, happened);
        decided.Effects.Row(withdrawn);
        return decided;
    }

    public static bool Enrols(ProgrammePhase phase) => phase <= ProgrammePhase.Running;

    public static Outcome<ProgrammeDecided> Check(
        string id,
        ProgrammeState state,
        string item,
        ActingMember by,
        DateTimeOffset now
    )
    {
        if (state.Phase == ProgrammePhase.Closed)
            return Phase(state);
        var found = state.Checklist.FirstOrDefault(entry => entry.Item == item);
        if (found is null)
            return Failure.At("/item", FailureCodes.Invalid, string.Join(", ", ChecklistItems.All));
        if (found.DoneAt is not null)
            return new ProgrammeDecided(state, new Effects(), Changed: false);
        var next = state with { Checklist = state.Checklist.Replace(found, new ChecklistItem(item, now, by)) };
        return Decided(
            id,
            next,
            now,
            new LedgerEvent(EventTypes.ProgrammeChecked, id, ("item", item), ("member", by.Id))
        );
    }

    public static Outcome<ProgrammeDecided> Launch(string id, ProgrammeState state, Actor actor, DateTimeOffset now)
    {
        if (state.LaunchCommand == actor.CommandId)
            return new ProgrammeDecided(state, new Effects(), Changed: false);
        if (state.Phase != ProgrammePhase.Draft)
            return Phase(state);
        var gaps = Gaps(state).Select(pointer => Failure.At(pointer, FailureCodes.Required)).ToImmutableArray();
        if (gaps.Length > 0)
            return Failure.Of(FailureCodes.ProgrammeNotReady) with { Others = gaps };
        return Moved(id, state with { LaunchCommand = actor.CommandId }, ProgrammePhase.Enrolling, now, actor);
    }

    public static Outcome<ProgrammeDecided> DecideGate(
        string id,
        ProgrammeState state,
        DecideGate command,
        ActingMember by,
        DateTimeOffset now
    )
    {
        if (state.Phase == ProgrammePhase.Closed)
            return Phase(state);
        if (state.Settings!.Kpis.Length == 0)
            return Failure.Of(FailureCodes.GateWithoutKpis);
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Failure.At("/reason", FailureCodes.Required);
        if (command.Reason.Length > Limits.TextCharactersMax)
            return Failure.At("/reason", FailureCodes.TooLong, $"{Limits.TextCharactersMax}");
        foreach (var kpi in state.Settings.Kpis)
            if (command.Evidence.All(evidence => evidence.Code != kpi.Code))
                return Failure.At("/evidence", FailureCodes.Required, kpi.Code);
        for (var at = 0; at < command.Evidence.Length; at++)
            if (state.Settings.Kpis.All(kpi => kpi.Code != command.Evidence[at].Code))
                return Failure.At(
                    $"/evidence/{at}/code",
                    FailureCodes.Invalid,
                    string.Join(", ", state.Settings.Kpis.Select(kpi => kpi.Code))
                );

        var gate = new GateDecision(command.Go, command.Evidence, command.Reason, by, now);
        return Decided(
            id,
            state with
            {
                Gate = gate,
            },
            now,
            new LedgerEvent(EventTypes.ProgrammeGateDecided, id, ("go", command.Go), ("member", by.Id))
        );
    }

    public static Outcome<ProgrammeDecided> DecideReportingLine(
        string id,
        ProgrammeState state,
        DecideReportingLine command,
        DateTimeOffset now
    )
    {
        if (state.Phase == ProgrammePhase.Closed)
            return Phase(state);
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Failure.At("/reason", FailureCodes.Required);
        if (command.Reason.Length > Limits.TextCharactersMax)
            return Failure.At("/reason", FailureCodes.TooLong, $"{Limits.TextCharactersMax}");
        var decision = new ReportingLineDecision(command.Enforced, command.Reason, command.Actor.Member!, now);
        var decided = new LedgerEvent(
            EventTypes.ProgrammeReportingLineDecided,
            id,
            ("enforced", command.Enforced),
            ("member", decision.DecidedBy.Id)
        );
        return Decided(id, state with { Settings = state.Settings! with { ReportingLine = decision } }, now, decided);
    }

    public static Outcome<ProgrammeDecided> Close(string id, ProgrammeState state, Actor actor, DateTimeOffset now)
    {
        if (state.CloseCommand == actor.CommandId)
            return new ProgrammeDecided(state, new Effects(), Changed: false);
        var next =
            state.Phase == ProgrammePhase.Running ? ProgrammePhase.Closing
            : state.Phase == ProgrammePhase.Closing ? ProgrammePhase.Closed
            : (ProgrammePhase?)null;
        if (next is not { } phase)
            return Phase(state);
        var closed = state with { CloseCommand = actor.CommandId, FollowAt = now, LooksLast = false };
        var moved = Moved(id, closed, phase, now, actor);
        moved.Effects.WakeUp(PairsFollow, now);
        return moved;
    }

    /// <summary>A chunk of pairs followed their programme: the next comes at once, and after the last one more look.</summary>
    public static ProgrammeDecided Followed(string id, ProgrammeState state, int followed, DateTimeOffset now)
    {
        DateTimeOffset? next =
            followed > 0 ? now
            : state.LooksLast ? null
            : now + Limits.FollowLastLook;
        // A wake-up is told from the one before by its instant.
        if (next <= state.FollowAt)
            next = state.FollowAt.Value.AddMilliseconds(1);
        var left = state with { FollowAt = next, LooksLast = followed == 0 && next is not null };
        return new ProgrammeDecided(left, new Effects().Row(Row(id, left)).WakeUp(PairsFollow, next));
    }

    public static Outcome<ProgrammeDecided> BeginMatching(string id, ProgrammeState state, DateTimeOffset now) =>
        state.Phase switch
        {
            ProgrammePhase.Enrolling => Moved(id, state, ProgrammePhase.Matching, now),
            ProgrammePhase.Matching or ProgrammePhase.Running => new ProgrammeDecided(
                state,
                new Effects(),
                Changed: false
            ),
            _ => Phase(state),
        };

    public static Outcome<ProgrammeDecided> BeginRunning(string id, ProgrammeState state, DateTimeOffset now) =>
        state.Phase switch
        {
            ProgrammePhase.Matching => Moved(id, state, ProgrammePhase.Running, now),
            ProgrammePhase.Running => new ProgrammeDecided(state, new Effects(), Changed: false),
            _ => Phase(state),
        };

    public static Failure Phase(ProgrammeState state) =>
        Failure.Of(FailureCodes.ProgrammePhase, state.Phase.ToString().ToLowerInvariant());

    public static ProgrammeRow Row(string id, ProgrammeState state) =>
        new(
            id,
            state.Settings ?? throw new InvalidOperationException($"{id} has no settings."),
            state.Phase,
            state.Checklist,
            state.Gate,
            state.Mentors,
            state.Mentees,
            state.CreatedAt,
            state.UpdatedAt
        );

    private static IEnumerable<string> Gaps(ProgrammeState state)
    {
        var settings = state.Settings!;
        if (settings.Goals.Length == 0)
            yield return "/goals";
        if (settings.Owner is null)
            yield return "/owner";
        if (string.IsNullOrWhiteSpace(settings.Sponsor?.Commitment))
            yield return "/sponsor/commitment";
        if (settings.StartsOn is null)
            yield return "/starts_on";
        if (settings.Pilot && settings.Kpis.Length == 0)
            yield return "/kpis";
        foreach (var entry in state.Checklist)
            if (entry.DoneAt is null)
                yield return $"/checklist/{entry.Item}";
    }

    private static ProgrammeDecided Moved(
        string id,
        ProgrammeState state,
        ProgrammePhase phase,
        DateTimeOffset now,
        Actor? actor = null
    ) =>
        Decided(
            id,
            state with
            {
                Phase = phase,
            },
            now,
            new LedgerEvent(
                EventTypes.ProgrammePhaseChanged,
                id,
                ("from", state.Phase.ToString().ToLowerInvariant()),
                ("to", phase.ToString().ToLowerInvariant()),
                ("member", actor?.Member?.Id)
            )
        );

    public static ProgrammeDecided Decided(string id, ProgrammeState state, DateTimeOffset now, LedgerEvent happened)
    {
        var next = state with { UpdatedAt = now };
        return new ProgrammeDecided(next, new Effects().Event(happened).Row(Row(id, next)));
    }
}
