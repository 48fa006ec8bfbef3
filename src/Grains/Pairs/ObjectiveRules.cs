using Binome.Contracts.Pairs;

namespace Binome.Grains.Pairs;

/// <summary>A decided change of a pair's objectives.</summary>
internal sealed record ObjectiveChange(AgendaState State, Effects Effects, ObjectiveRow Objective);

/// <summary>Objectives: either side sets them, and either says that the criterion is met, on record with it.</summary>
internal static class ObjectiveRules
{
    public static Outcome<ObjectiveChange> Add(
        PairRow pair,
        AgendaState state,
        AddObjective command,
        DateTimeOffset now
    )
    {
        if (Fault(command.Text, command.Criterion) is { } fault)
            return fault;
        if (state.Objectives.Length >= Limits.ObjectivesPerPairMax)
            return Failure.Of(FailureCodes.ObjectiveTooMany, $"{Limits.ObjectivesPerPairMax}");
        var objective = new ObjectiveRow(
            command.ObjectiveId,
            pair.Id,
            pair.ProgrammeId,
            ObjectiveStatus.Open,
            command.Text.Trim(),
            command.Criterion.Trim(),
            command.ParticipantId,
            ValidatedBy: null,
            ValidatedAt: null,
            now,
            now
        );
        var next = state with { Objectives = state.Objectives.Add(objective) };
        return new ObjectiveChange(next, Told(pair, objective, EventTypes.ObjectiveAdded), objective);
    }

    /// <param name="objective">One of the state's: open or reached. What is reached is opened again before it is reworded.</param>
    public static Outcome<ObjectiveChange> Change(
        PairRow pair,
        AgendaState state,
        ObjectiveRow objective,
        ChangeObjective command,
        DateTimeOffset now
    )
    {
        var (text, criterion) = (command.Text ?? objective.Text, command.Criterion ?? objective.Criterion);
        if (Fault(text, criterion) is { } fault)
            return fault;
        var status = command.Status ?? objective.Status;
        var isReworded = text.Trim() != objective.Text || criterion.Trim() != objective.Criterion;
        if (isReworded && objective.Status == ObjectiveStatus.Reached && status == ObjectiveStatus.Reached)
            return Failure.Of(FailureCodes.ObjectiveState, Code(objective.Status));

        var isValidated = status == ObjectiveStatus.Reached && objective.Status != ObjectiveStatus.Reached;
        var changed = objective with
        {
            Status = status,
            Text = text.Trim(),
            Criterion = criterion.Trim(),
            ValidatedBy =
                isValidated ? command.ParticipantId
                : status == objective.Status ? objective.ValidatedBy
                : null,
            ValidatedAt =
                isValidated ? now
                : status == objective.Status ? objective.ValidatedAt
                : null,
            UpdatedAt = now,
        };
        var at = state.Objectives.IndexOf(objective);
        var next = state with
        {
            Objectives =
                status == ObjectiveStatus.Dropped
                    ? state.Objectives.RemoveAt(at)
                    : state.Objectives.SetItem(at, changed),
        };
        return new ObjectiveChange(next, Told(pair, changed, EventTypes.ObjectiveChanged), changed);
    }

    /// <summary>True when the change would leave the objective as it is.</summary>
    public static bool IsAsAsked(ObjectiveRow objective, ChangeObjective command) =>
        (command.Status ?? objective.Status) == objective.Status
        && (command.Text ?? objective.Text).Trim() == objective.Text
        && (command.Criterion ?? objective.Criterion).Trim() == objective.Criterion;

    public static string Code(ObjectiveStatus status) => status.ToString().ToLowerInvariant();

    private static Failure? Fault(string text, string criterion) =>
        AgendaRules.Fault(text, "/text", Limits.NameCharactersMax)
        ?? AgendaRules.Fault(criterion, "/criterion", Limits.CriterionCharactersMax);

    private static Effects Told(PairRow pair, ObjectiveRow objective, string type) =>
        new Effects()
            .Row(objective)
            .Event(
                new LedgerEvent(
                    type,
                    pair.Id,
                    ("programme", pair.ProgrammeId),
                    ("objective", objective.Id),
                    ("status", Code(objective.Status)),
                    ("validated_by", objective.ValidatedBy)
                )
            );
}
