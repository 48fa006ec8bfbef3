using Binome.Contracts.Members;

namespace Binome.WebApi.Authentication;

/// <summary>The identity of a person who is signed in: what their roles allow, over the programmes of those roles.</summary>
internal sealed class MemberIdentity(string tenant, MemberRow member, MemberSessionRow session)
    : CallerIdentity(tenant, session.Id)
{
    public string MemberId => member.Id;

    public MemberRow Row => member;

    public MemberSessionRow Session => session;

    public Language Language => member.Language == "fr" ? Language.French : Language.English;

    public override ProgrammeReach ReachOf(string action) => RoleMatrix.Reach(member.Roles, action);
}
