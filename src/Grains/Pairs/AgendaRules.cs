using Binome.Contracts.Pairs;

namespace Binome.Grains.Pairs;

/// <summary>A decided change of an agenda.</summary>
internal sealed record AgendaChange(AgendaState State, Effects Effects, ImmutableArray<AgendaItemRow> Items);

/// <summary>Who may do what with an agenda: it is the mentee's, whoever of the two is the senior.</summary>
internal static class AgendaRules
{
    /// <summary>Null when this person may write into what the pair plans.</summary>
    public static Failure? Refusal(PairRow? pair, string pairId, string participantId, Actor actor)
    {
        if (pair is null || (participantId != pair.MentorId && participantId != pair.MenteeId))
            return Failure.Of(FailureCodes.NotFound, pairId);
        if (actor.Member is null)
            return Failure.Of(FailureCodes.PersonRequired);
        if (pair.Phase.HasEnded())
            return Failure.Of(FailureCodes.PairEnded);
        return pair.Phase == PairPhase.AwaitingAcceptance
            ? Failure.Of(FailureCodes.PairPhase, pair.Phase.Code())
            : null;
    }

    /// <summary>Null when the items can be added.</summary>
    public static Failure? Refusal(PairRow pair, AgendaState state, AddAgendaItems command)
    {
        var isMentees = command.ParticipantId == pair.MenteeId;
        if (!isMentees && command.Kind == AgendaItemKind.Want)
            return Failure.At("/kind", FailureCodes.AgendaMentees);
        foreach (var text in command.Texts)
            if (Fault(text, "/text", Limits.AgendaItemCharactersMax) is { } fault)
                return fault;
        if (state.Items.Length + command.Texts.Length > Limits.AgendaItemsPerPairMax)
            return Failure.Of(FailureCodes.AgendaTooMany, $"{Limits.AgendaItemsPerPairMax}");
        var waiting = state.Items.Count(item => item.Status == AgendaItemStatus.Suggested);
        return !isMentees && waiting + command.Texts.Length > Limits.SuggestionsPerPairMax
            ? Failure.Of(FailureCodes.AgendaTooMany, $"{Limits.SuggestionsPerPairMax}")
            : null;
    }

    /// <param name="sealedTexts">The texts of the command, sealed for their author.</param>
    public static AgendaChange Added(
        PairRow pair,
        AgendaState state,
        AddAgendaItems command,
        ImmutableArray<string> sealedTexts,
        DateTimeOffset now
    )
    {
        var status = command.ParticipantId == pair.MenteeId ? AgendaItemStatus.Open : AgendaItemStatus.Suggested;
        ImmutableArray<AgendaItemRow> items =
        [
            .. command.ItemIds.Select(
                (id, at) =>
                    new AgendaItemRow(
                        id,
                        pair.Id,
                        command.Kind,
                        status,
                        command.ParticipantId,
                        sealedTexts[at],
                        pair.SessionsHeld,
                        now,
                        now
                    )
            ),
        ];
        var effects = new Effects();
        foreach (var item in items)
            Tell(effects, pair, item, EventTypes.AgendaItemAdded);
        var next = state with { Items = state.Items.AddRange(items), AddedLast = Remembered(state, command.ItemIds) };
        return new AgendaChange(next, effects, items);
    }

    /// <summary>An item that is suggested or open goes where its owner puts it.</summary>
    public static Outcome<AgendaChange> Change(
        PairRow pair,
        AgendaState state,
        AgendaItemRow item,
        ChangeAgendaItem command,
        DateTimeOffset now
    )
    {
        var isMentees = command.ParticipantId == pair.MenteeId;
        // A suggestion that the mentee has not taken yet can be taken back by who made it.
        var takesBack = item.Status == AgendaItemStatus.Suggested && command.Status == AgendaItemStatus.Dropped;
        if (!isMentees && !takesBack)
            return Failure.Of(FailureCodes.AgendaMentees);
        var isPossible = (item.Status, command.Status) switch
        {
            (AgendaItemStatus.Suggested, AgendaItemStatus.Open or AgendaItemStatus.Dropped) => true,
            (AgendaItemStatus.Open, AgendaItemStatus.Done or AgendaItemStatus.Dropped) => true,
            _ => false,
        };
        if (!isPossible)
            return Failure.Of(FailureCodes.AgendaState, Code(item.Status));

        var changed = item with
        {
            Status = command.Status,
            SealedText = command.Status == AgendaItemStatus.Dropped ? null : item.SealedText,
            SessionsBefore = command.Status == AgendaItemStatus.Open ? pair.SessionsHeld : item.SessionsBefore,
            UpdatedAt = now,
        };
        var at = state.Items.IndexOf(item);
        var next = state with
        {
            Items =
                changed.Status == AgendaItemStatus.Open ? state.Items.SetItem(at, changed) : state.Items.RemoveAt(at),
        };
        var effects = Tell(new Effects(), pair, changed, EventTypes.AgendaItemChanged);
        return new AgendaChange(next, effects, [changed]);
    }

    /// <summary>Null when the text is there and short enough.</summary>
    public static Failure? Fault(string text, string pointer, int charactersMax) =>
        string.IsNullOrWhiteSpace(text) ? Failure.At(pointer, FailureCodes.Required)
        : text.Trim().Length > charactersMax ? Failure.At(pointer, FailureCodes.TooLong, $"{charactersMax}")
        : null;

    public static string Code(AgendaItemStatus status) => status.ToString().ToLowerInvariant();

    private static Effects Tell(Effects effects, PairRow pair, AgendaItemRow item, string type) =>
        effects
            .Row(item)
            .Event(
                new LedgerEvent(
                    type,
                    pair.Id,
                    ("programme", pair.ProgrammeId),
                    ("item", item.Id),
                    ("kind", item.Kind.ToString().ToLowerInvariant()),
                    ("status", Code(item.Status))
                )
            );

    private static ImmutableArray<string> Remembered(AgendaState state, ImmutableArray<string> added)
    {
        var all = state.AddedLast.AddRange(added);
        return all.Length <= Limits.AgendaItemsPerPairMax ? all : all[^Limits.AgendaItemsPerPairMax..];
    }
}
