using Binome.Contracts.Ledger;

namespace Binome.Contracts.Pairs;

/// <summary>
/// What a pair means to talk about and to reach. The agenda is the mentee's: the mentor suggests, the mentee takes or leaves. It is apart from
/// the pair, so that logging a session writes none of it. Key: tenant and pair id.
/// </summary>
[Alias("binome.agenda")]
public interface IAgendaGrain : IGrainWithStringKey
{
    /// <summary>Adds points, learning wants or suggestions, all or none. Repeating it answers the same.</summary>
    /// <returns>
    /// Fails with <c>resource.not_found</c> for anybody else, <c>agenda.mentees</c>, <c>agenda.too_many</c>, <c>pair.phase</c>,
    /// <c>pair.ended</c> or <c>field.…</c>.
    /// </returns>
    [Alias("add")]
    Task<Outcome<SavedAgendaItems>> Add(AddAgendaItems command);

    /// <summary>Takes, leaves, finishes or drops an item. Repeating it answers the same.</summary>
    /// <returns>Fails with <c>resource.not_found</c>, <c>agenda.mentees</c>, <c>agenda.state</c>, <c>pair.phase</c> or <c>pair.ended</c>.</returns>
    [Alias("change")]
    Task<Outcome<SavedAgendaItems>> Change(ChangeAgendaItem command);

    /// <summary>Sets an objective with the criterion by which both will know that it is reached. Repeating it answers the same.</summary>
    /// <returns>Fails with <c>resource.not_found</c>, <c>objective.too_many</c>, <c>pair.phase</c>, <c>pair.ended</c> or <c>field.…</c>.</returns>
    [Alias("add_objective")]
    Task<Outcome<SavedObjective>> AddObjective(AddObjective command);

    /// <summary>Rewords, validates, drops or opens an objective again. Repeating it answers the same.</summary>
    /// <returns>Fails with <c>resource.not_found</c>, <c>objective.state</c>, <c>pair.phase</c>, <c>pair.ended</c> or <c>field.…</c>.</returns>
    [Alias("change_objective")]
    Task<Outcome<SavedObjective>> ChangeObjective(ChangeObjective command);
}

[GenerateSerializer, Alias("binome.agenda_item_kind")]
public enum AgendaItemKind
{
    /// <summary>A point for the next session; what is not finished then stays for the one after.</summary>
    Point,

    /// <summary>What the mentee wants to learn.</summary>
    Want,
}

[GenerateSerializer, Alias("binome.agenda_item_status")]
public enum AgendaItemStatus
{
    /// <summary>The mentor's; the mentee has not taken it yet.</summary>
    Suggested,
    Open,
    Done,

    /// <summary>Left or taken off; its words are kept no longer.</summary>
    Dropped,
}

[GenerateSerializer, Alias("binome.objective_status")]
public enum ObjectiveStatus
{
    Open,

    /// <summary>One of the two said that the criterion is met.</summary>
    Reached,
    Dropped,
}

/// <param name="ItemIds">Minted by the caller, one for each text, so that a repeated request adds nothing.</param>
/// <param name="ParticipantId">The side that adds: the participant whom the signed-in member is.</param>
/// <param name="Texts">1–<see cref="Limits.AgendaItemCharactersMax"/> characters each.</param>
[GenerateSerializer, Immutable, Alias("binome.add_agenda_items")]
public sealed record AddAgendaItems(
    ImmutableArray<string> ItemIds,
    string ParticipantId,
    AgendaItemKind Kind,
    ImmutableArray<string> Texts,
    Actor Actor
);

[GenerateSerializer, Immutable, Alias("binome.change_agenda_item")]
public sealed record ChangeAgendaItem(string ItemId, string ParticipantId, AgendaItemStatus Status, Actor Actor);

/// <param name="ObjectiveId">Minted by the caller, so that a repeated request sets one objective.</param>
/// <param name="Text">1–<see cref="Limits.NameCharactersMax"/> characters.</param>
/// <param name="Criterion">How both will know that it is reached; 1–<see cref="Limits.CriterionCharactersMax"/> characters.</param>
[GenerateSerializer, Immutable, Alias("binome.add_objective")]
public sealed record AddObjective(string ObjectiveId, string ParticipantId, string Text, string Criterion, Actor Actor);

/// <summary>Null leaves a member as it is.</summary>
[GenerateSerializer, Immutable, Alias("binome.change_objective")]
public sealed record ChangeObjective(
    string ObjectiveId,
    string ParticipantId,
    ObjectiveStatus? Status,
    string? Text,
    string? Criterion,
    Actor Actor
);

/// <summary>A point of the agenda or a learning want. What it says is sealed: the two alone read it.</summary>
/// <param name="AuthorId">The participant who wrote it, for whom it is sealed.</param>
/// <param name="SealedText">Null once it was dropped.</param>
/// <param name="SessionsBefore">How many sessions had been held when it was put on the agenda.</param>
[GenerateSerializer, Immutable, Alias("binome.agenda_item_row")]
public sealed record AgendaItemRow(
    string Id,
    string PairId,
    AgendaItemKind Kind,
    AgendaItemStatus Status,
    string AuthorId,
    string? SealedText,
    int SessionsBefore,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
) : IRow;

/// <summary>What a pair wants to reach. The two set it; whoever follows the pair reads it.</summary>
/// <param name="SetBy">The participant who set it.</param>
/// <param name="ValidatedBy">The participant who said that the criterion is met; null while it is not.</param>
[GenerateSerializer, Immutable, Alias("binome.objective_row")]
public sealed record ObjectiveRow(
    string Id,
    string PairId,
    string ProgrammeId,
    ObjectiveStatus Status,
    string Text,
    string Criterion,
    string SetBy,
    string? ValidatedBy,
    DateTimeOffset? ValidatedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
) : IRow;

[GenerateSerializer, Immutable, Alias("binome.saved_agenda_items")]
public sealed record SavedAgendaItems(ImmutableArray<AgendaItemRow> Items, long Version);

[GenerateSerializer, Immutable, Alias("binome.saved_objective")]
public sealed record SavedObjective(ObjectiveRow Objective, long Version);

/// <summary>Reads over agendas and objectives, always of one pair.</summary>
public interface IAgendaRows
{
    /// <summary>Without what was dropped, newest first.</summary>
    Task<Slice<AgendaItemRow>> Items(string tenant, string pairId, PageOf page);

    Task<Stored<AgendaItemRow>?> Item(string tenant, string pairId, string id);

    /// <summary>Newest first.</summary>
    Task<Slice<ObjectiveRow>> Objectives(string tenant, string pairId, PageOf page);

    Task<Stored<ObjectiveRow>?> Objective(string tenant, string pairId, string id);
}
