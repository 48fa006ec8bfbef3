using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;

namespace Binome.WebApi.Sandboxes;

/// <summary>
/// The people of a sandbox are nobody's own, so whoever has a test key may sign in as any of them: that is how acts that only a
/// person may do are tried out.
/// </summary>
internal sealed class SandboxPeople(IMemberRows members, IParticipantRows people)
{
    public async Task<Outcome<MadeLink>> LinkOf(Caller caller, string participant)
    {
        if (
            !Ids.Has(Ids.Participant, participant)
            || await people.Find(caller.Tenant, participant) is not { Row: var row }
        )
            return Failure.At("/participant", FailureCodes.Invalid, "ptc_…");
        var profile = row.Profile;
        var invited = new InviteMember(
            profile.Email,
            profile.FullName(),
            profile.Language == "fr" ? "fr" : "en",
            [HeldRole.Of(Role.Participant)],
            participant
        );
        return await Link(caller, new MemberFilter(ParticipantId: participant), invited);
    }

    public async Task<Outcome<MadeLink>> LinkOf(Caller caller, Role role)
    {
        if (role is not (Role.Owner or Role.ProgrammeManager))
            return Failure.At("/role", FailureCodes.Invalid, "owner, programme_manager");
        var name = role == Role.Owner ? "owner" : "programme_manager";
        var invited = new InviteMember($"{name}@sandbox.example", $"Sandbox {name}", "en", [HeldRole.Of(role)], null);
        return await Link(caller, new MemberFilter(Email: invited.Email), invited);
    }

    private async Task<Outcome<MadeLink>> Link(Caller caller, MemberFilter filter, InviteMember invited)
    {
        var known = await members.List(caller.Tenant, filter, new PageOf(1, null));
        var id = known.Items.IsEmpty ? caller.NewId(Ids.Member) : known.Items[0].Row.Id;
        if (known.Items.IsEmpty)
        {
            var made = await caller.Send(grains => grains.Member(id).Invite(invited));
            if (made.Failure is { } failure)
                return failure;
        }
        return await caller.Send(grains => grains.Member(id).MakeLink(new MakeLink(LinkKind.Invitation, null)));
    }
}
