using System.Security.Cryptography;
using System.Text;
using Binome.Contracts.Members;
using Binome.Contracts.Sessions;

namespace Binome.WebApi.Calendar;

/// <summary>What stands in a feed's address: whose it is, so that it is looked up within its tenant, and a secret of 256 bits.</summary>
internal sealed record FeedToken(string Tenant, string ParticipantId, string Secret)
{
    private const char Separator = '.';

    /// <summary>Null for text that can't be one.</summary>
    public static FeedToken? Read(string text) =>
        text.Split(Separator) is [var tenant, var participant, var secret]
        && Ids.Has(Ids.Tenant, tenant)
        && Ids.Has(Ids.Participant, participant)
        && SecretFormat.IsWellFormed(secret)
            ? new FeedToken(tenant, participant, secret)
            : null;

    public bool Opens(CalendarFeedRow? feed) =>
        feed?.Hash is { } hash
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(hash),
            Encoding.ASCII.GetBytes(SecretFormat.Hash(Secret))
        );

    public override string ToString() => string.Join(Separator, Tenant, ParticipantId, Secret);
}
