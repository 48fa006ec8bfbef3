using Binome.Contracts.Members;

namespace Binome.Grains.People;

/// <summary>Whoever leaves the company loses access at once, and has it again on coming back.</summary>
internal sealed class PersonAccess(IGrainFactory grains, IMemberRows members)
{
    /// <summary>Asked before the person is stored as having left; done twice it changes nothing. A last owner stays.</summary>
    public async Task End(string tenant, string participantId)
    {
        if (await MemberOf(tenant, participantId) is { Status: not MemberStatus.Disabled } member)
            await new TenantGrains(grains, tenant).Member(member.Id).Disable();
    }

    /// <summary>An account that was disabled before its person left stays so.</summary>
    public async Task Restore(string tenant, string participantId, DateTimeOffset endedAt)
    {
        var account = await MemberOf(tenant, participantId);
        if (account is { Status: MemberStatus.Disabled, DisabledAt: { } at } && at + Tolerance >= endedAt)
            await new TenantGrains(grains, tenant).Member(account.Id).Enable();
    }

    /// <summary>Access ends a little before the person is stored as having left.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private async Task<MemberRow?> MemberOf(string tenant, string participantId)
    {
        var found = await members.List(tenant, new MemberFilter(ParticipantId: participantId), new PageOf(1, null));
        return found.Items.IsEmpty ? null : found.Items[0].Row;
    }
}
