using Binome.Contracts.Members;
using Binome.Contracts.People;

namespace Binome.Grains.Messages;

/// <summary>Reads when and where people are written to.</summary>
internal sealed class Recipients(IParticipantRows people, IMemberRows members)
{
    private const string ZoneUsual = "Europe/Paris";

    public async Task<Recipient> Find(string tenant, string participantId)
    {
        var person = (await people.Find(tenant, participantId))?.Row;
        var profile = person?.Profile;
        var member = await members.OfParticipant(tenant, participantId);
        var zone = member?.QuietHours?.TimeZone ?? profile?.TimeZone ?? ZoneUsual;
        return new Recipient(member?.QuietHours, zone)
        {
            Language = member?.Language ?? (profile?.Language == "fr" ? "fr" : "en"),
            Name = member?.Name ?? profile?.FullName(),
            Email = person?.LeftAt is null ? profile?.Email : null,
            HasLeft = person?.LeftAt is not null,
        };
    }
}
