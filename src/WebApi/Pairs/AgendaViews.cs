using Binome.Contracts.Pairs;

namespace Binome.WebApi.Pairs;

/// <summary>A point of the agenda or a learning want, for the two alone.</summary>
/// <param name="Author">The participant who wrote it: the mentor's are suggestions until the mentee takes them.</param>
/// <param name="Text">Null when nobody can read it any more.</param>
/// <param name="CarriedOver">How many sessions were held since it is on the agenda; 0 for what is no longer open.</param>
internal sealed record AgendaItemView(
    string Id,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    string Pair,
    AgendaItemKind Kind,
    AgendaItemStatus Status,
    string Author,
    string? Text,
    int CarriedOver
)
{
    public string Object { get; } = "agenda_item";

    public static AgendaItemView Of(PairRow pair, AgendaItemRow row, string? text) =>
        new(
            row.Id,
            row.CreatedAt,
            row.UpdatedAt,
            row.PairId,
            row.Kind,
            row.Status,
            row.AuthorId,
            text,
            row is { Status: AgendaItemStatus.Open, Kind: AgendaItemKind.Point }
                ? Math.Max(0, pair.SessionsHeld - row.SessionsBefore)
                : 0
        );
}

/// <summary>What a pair wants to reach, and how it will know.</summary>
/// <param name="SetBy">The participant who set it.</param>
/// <param name="ValidatedBy">The participant who said that the criterion is met.</param>
internal sealed record ObjectiveView(
    string Id,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    string Pair,
    string Programme,
    ObjectiveStatus Status,
    string Text,
    string Criterion,
    string SetBy,
    string? ValidatedBy,
    DateTimeOffset? ValidatedAt
)
{
    public string Object { get; } = "objective";

    public static ObjectiveView Of(ObjectiveRow row) =>
        new(
            row.Id,
            row.CreatedAt,
            row.UpdatedAt,
            row.PairId,
            row.ProgrammeId,
            row.Status,
            row.Text,
            row.Criterion,
            row.SetBy,
            row.ValidatedBy,
            row.ValidatedAt
        );
}

/// <summary>An agenda to begin with.</summary>
internal sealed record AgendaTemplateView(AgendaTemplate Template, ImmutableArray<string> Points)
{
    public string Object { get; } = "agenda_template";
}

/// <param name="Text">1–300 characters; encrypted, and read by the two alone.</param>
/// <param name="Kind">point, or want for what the mentee wants to learn. Left out, a point.</param>
internal sealed record AddAgendaItemBody(string Text, AgendaItemKind? Kind);

/// <param name="Status">open takes a suggestion; done finishes a point; dropped leaves it or takes it off.</param>
internal sealed record ChangeAgendaItemBody(AgendaItemStatus Status);

internal sealed record AddAgendaTemplateBody(AgendaTemplate Template);

/// <param name="Text">1–200 characters, read by whoever follows the pair.</param>
/// <param name="Criterion">How both will know that it is reached; 1–300 characters.</param>
internal sealed record AddObjectiveBody(string Text, string Criterion);

/// <summary>What is left out stays as it is.</summary>
/// <param name="Status">reached validates it; open opens it again; dropped gives it up.</param>
internal sealed record ChangeObjectiveBody(ObjectiveStatus? Status, string? Text, string? Criterion);
