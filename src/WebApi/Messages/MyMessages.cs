using Binome.Contracts.Ledger;
using Binome.Contracts.Messages;

namespace Binome.WebApi.Messages;

/// <summary>The inbox and the preferences of whoever is signed in; the same for pages and for the API.</summary>
internal sealed class MyMessages(Caller caller, IMessageRows rows)
{
    /// <summary>The participant who the caller is; null for a member who is none.</summary>
    private string? Me => caller.Member?.Row.ParticipantId;

    /// <summary>Newest first; nothing for a member who takes part in nothing.</summary>
    public async Task<Slice<MessageRow>> List(PageOf page) =>
        Me is { } me ? await rows.List(caller.Tenant, me, page) : new Slice<MessageRow>([], HasMore: false);

    public async Task<ImmutableSortedDictionary<string, MessageDelivery>> Preferences()
    {
        var stored = Me is { } me ? await rows.Preferences(caller.Tenant, me) : null;
        return MessageKinds.Choosable.ToImmutableSortedDictionary(
            kind => kind,
            kind => stored?.Row.Of(kind) ?? MessageDelivery.AtOnce,
            StringComparer.Ordinal
        );
    }

    /// <returns>Fails with <c>resource.not_found</c> for a member who takes part in nothing, or <c>field.invalid</c>.</returns>
    public async Task<Outcome<PreferencesRow>> Choose(ImmutableSortedDictionary<string, MessageDelivery> deliveries)
    {
        if (Me is not { } me)
            return Failure.Of(FailureCodes.NotFound);
        return await caller.Send(grains => grains.Inbox(me).Choose(deliveries));
    }

    /// <summary>Notes that these were seen; those of others are passed over.</summary>
    public async Task MarkRead(ImmutableArray<string> messages)
    {
        if (Me is { } me && !messages.IsEmpty)
            await caller.Grains.Inbox(me).MarkRead(messages);
    }
}
