using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.Contracts.Tenants;

namespace Binome.Grains.Pairs;

/// <summary>Reads when nothing falls due for a pair: the tenant's holidays and both sides' quiet hours.</summary>
internal sealed class DaysOffReader(ICredentials credentials, IMemberRows members)
{
    public async Task<DaysOff> Read(string tenant, string mentorId, string menteeId, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        var holidays = (await credentials.Tenant(tenant))?.Holidays ?? [];
        var quiet = new List<QuietHours>();
        foreach (var person in (string[])[mentorId, menteeId])
            if (await members.OfParticipant(tenant, person) is { QuietHours: { } hours })
                quiet.Add(hours);
        return new DaysOff([.. holidays.Where(day => day >= today)], [.. quiet]);
    }
}
