using Binome.Contracts.Members;
using Binome.Contracts.People;

namespace Binome.Grains.Members;

/// <summary>The accounts under which imported people are written to and sign in.</summary>
internal sealed class PersonAccounts(IGrainFactory grains, IMemberRows members, ILedgerStates states, TenantClock clock)
{
    /// <summary>
    /// The member who this person is: known already, known by the same address, or made now. Null when that address belongs
    /// to somebody else, or the person has left.
    /// </summary>
    public async Task<MemberRow?> Of(string tenant, ParticipantRow person)
    {
        if (person.LeftAt is not null)
            return null;
        if (await members.OfParticipant(tenant, person.Id) is { } linked)
            return linked;
        var house = new TenantGrains(grains, tenant);
        var known = await members.List(tenant, new MemberFilter(Email: person.Profile.Email), new PageOf(1, null));
        if (!known.Items.IsEmpty)
            return (await house.Member(known.Items[0].Row.Id).LinkParticipant(person.Id)) is { Failure: null } saved
                ? saved.Value.Member
                : null;
        var command = new InviteMember(
            person.Profile.Email,
            person.Profile.FullName(),
            person.Profile.Language == "fr" ? "fr" : "en",
            [HeldRole.Of(Role.Participant)],
            person.Id
        );
        // The same member for the same person, whoever invites and however often.
        var id = Ids.Derived(Ids.Member, person.CreatedAt, tenant, person.Id);
        var invited = await house.Member(id).Invite(command);
        return invited.Failure is null ? invited.Value.Member : null;
    }

    /// <summary>The same with the secret of a link that signs them in once; null also when the account is disabled.</summary>
    public async Task<(MemberRow Member, string Secret)?> WithLink(string tenant, ParticipantRow person)
    {
        if (await Of(tenant, person) is not { } member)
            return null;
        var link = new MakeLink(LinkKind.Invitation, BrowserHash: null);
        var made = await new TenantGrains(grains, tenant).Member(member.Id).MakeLink(link);
        return made.Failure is null ? (member, made.Value.Secret) : null;
    }

    /// <summary>The same, and the link is made with these effects of another grain.</summary>
    public async Task<(MemberRow Member, string Secret)?> WithLink(
        string tenant,
        ParticipantRow person,
        Effects effects
    )
    {
        if (await Of(tenant, person) is not { } member)
            return null;
        if (await states.Many<MemberState>(tenant, GrainKinds.Member, [member.Id]) is not [var stored])
            return null;
        var (command, secret) = (new MakeLink(LinkKind.Invitation, BrowserHash: null), SecretFormat.New());
        // By the machine's clock, as all links are.
        var now = clock.Machine();
        var id = Ids.New(Ids.SignInLink, now);
        var made = SignInRules.Link(stored.State, command, id, SecretFormat.Hash(secret), now);
        if (made.Failure is not null)
            return null;
        var next = made.Value.Change.State with { Pending = made.Value.Change.Effects };
        effects.Write(new GrainWrite(GrainKinds.Member, member.Id, stored.ETag, next));
        return (member, secret);
    }
}
