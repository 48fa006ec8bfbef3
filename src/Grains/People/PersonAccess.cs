using Binome.Contracts.Members;

namespace Binome.Grains.People;

/// <summary>Whoever leaves the company loses access at once, and has it again on coming back.</summary>
internal sealed class PersonAccess(IGrainFactory grains, IMemberRows members)
{
    /// <summary>Asked before the person is stored as having left; done twice it changes nothing. A last owner stays.</summary>
    public async Task End(string tenant, string participantId)
    {
        if (await members.OfParticipant(tenant, participantId) is { Status: not MemberStatus.Disabled } member)
            await new TenantGrains(grains, tenant).Member(member.Id).Disable();
    }

    /// <summary>An account that was disabled before its person left stays so.</summary>
    public async Task Restore(string tenant, string participantId, DateTimeOffset endedAt)
    {
        var account = await members.OfParticipant(tenant, participantId);
        if (account is { Status: MemberStatus.Disabled, DisabledAt: { } at } && at + Tolerance >= endedAt)
            await new TenantGrains(grains, tenant).Member(account.Id).Enable();
    }

    /// <summary>Access ends a little before the person is stored as having left.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
}
