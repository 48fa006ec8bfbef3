using Binome.Contracts.Ledger;

namespace Binome.Contracts.Messages;

/// <summary>A message in somebody's inbox.</summary>
/// <param name="Template">What it says, one of the mail templates; the words are at the edge.</param>
/// <param name="Values">What the words name; no link that signs in.</param>
/// <param name="Path">The page it leads to.</param>
/// <param name="ReadAt">When the person saw it; null while they have not.</param>
[GenerateSerializer, Immutable, Alias("binome.message_row")]
public sealed record MessageRow(
    string Id,
    string ParticipantId,
    string Kind,
    string Template,
    ImmutableSortedDictionary<string, string> Values,
    string Path,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ReadAt
) : IRow;

/// <summary>How somebody wants messages to come.</summary>
/// <param name="Id">The participant's id.</param>
/// <param name="Deliveries">By kind; a kind that is not among them comes at once.</param>
[GenerateSerializer, Immutable, Alias("binome.preferences_row")]
public sealed record PreferencesRow(string Id, ImmutableSortedDictionary<string, MessageDelivery> Deliveries) : IRow
{
    public MessageDelivery Of(string kind) => Deliveries.GetValueOrDefault(kind);
}

public interface IMessageRows
{
    /// <summary>A person's messages, newest first.</summary>
    Task<Slice<MessageRow>> List(string tenant, string participantId, PageOf page);

    /// <summary>A person's messages by id; unknown ids and those of others are left out.</summary>
    Task<ImmutableArray<MessageRow>> Many(string tenant, string participantId, ImmutableArray<string> ids);

    /// <summary>Null for somebody who has chosen nothing.</summary>
    Task<Stored<PreferencesRow>?> Preferences(string tenant, string participantId);
}
