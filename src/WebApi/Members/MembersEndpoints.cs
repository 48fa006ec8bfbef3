using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Members;

/// <summary>The people of a tenant who can sign in.</summary>
internal static class MembersEndpoints
{
    private const string Path = "/v1/members/";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/members").WithTags("Members");
        group
            .MapGet("", List)
            .Describe("listMembers", Actions.MembersRead, "Lists members, newest first.")
            .Lists<MemberView>(
                new("status", "invited, active or disabled.", typeof(MemberStatus)),
                new("email", "The e-mail address."),
                new("participant", "The id of a participant.")
            );
        group.MapGet("/{member}", Find).Describe("getMember", Actions.MembersRead, "One member.").Answers<MemberView>();
        group
            .MapPost("", Invite)
            .Describe("inviteMember", Actions.MembersWrite, "Makes a member and mails a link that signs in once.")
            .Answers<MemberView>(StatusCodes.Status201Created);
        group
            .MapPost("/invitations", InvitePeople)
            .Describe("inviteParticipants", Actions.InvitationsWrite, "Invites imported people, a hundred a call.")
            .Answers<InvitedPeopleView>();
        group
            .MapPatch("/{member}", Change)
            .WithMetadata(ChecksVersion.Mark)
            .Describe("updateMember", Actions.MembersWrite, "Changes name, language and roles.")
            .Answers<MemberView>();
        MapActs(group);
    }

    private static void MapActs(RouteGroupBuilder group)
    {
        group
            .MapPost("/{member}/resend", Resend)
            .Describe("resendInvitation", Actions.MembersWrite, "Mails a new link.")
            .Answers<MemberView>();
        group
            .MapPost("/{member}/disable", Disable)
            .Describe("disableMember", Actions.MembersWrite, "Ends the member's sessions and keys within five seconds.")
            .Answers<MemberView>();
        group
            .MapPost("/{member}/enable", Enable)
            .Describe(
                "enableMember",
                Actions.MembersWrite,
                "Lets the member sign in again; what was ended stays ended."
            )
            .Answers<MemberView>();
    }

    private static async Task<Answer> List(ListRequest list, Caller caller, IMemberRows rows)
    {
        var filter = new MemberFilter(
            list.Query.Code<MemberStatus>("status"),
            list.Query.Text("email")?.ToLowerInvariant(),
            list.Query.Id("participant", Ids.Participant)
        );
        return list.Answer(await rows.List(caller.Tenant, filter, list.Page), MemberView.Of);
    }

    private static async Task<Answer> Find(string member, Caller caller, IMemberRows rows) =>
        caller.Resource(await rows.Find(caller.Tenant, member), MemberView.Of);

    private static async Task<Answer> Invite(
        Body<InviteBody> body,
        Caller caller,
        Invitations invitations,
        IProgrammeRows programmes
    )
    {
        var (email, name, language, roles) = body.Value;
        var held = RoleBody.Held(roles);
        if (await UnknownProgramme(caller, programmes, held) is { } failure)
            return caller.Problem(failure);
        var outcome = await invitations.Invite(caller, new InviteMember(email, name, language, held, null));
        return caller.Answer(
            outcome,
            saved => Answers.Created(Path + saved.Member.Id, MemberView.Of(saved.Member), saved.Version)
        );
    }

    private static async Task<Answer> InvitePeople(Body<InvitePeopleBody> body, Caller caller, Invitations invitations)
    {
        var (participants, filter, after) = body.Value;
        var isNamed = participants is { IsEmpty: false };
        if (isNamed == filter is not null)
            return caller.Problem(Failure.Of(TransportCodes.EnrolEither));
        if (participants?.Length > MemberLimits.InvitationsPerCallMax)
            return caller.Problem(
                Failure.At("/participants", FailureCodes.TooMany, $"{MemberLimits.InvitationsPerCallMax}")
            );
        if (after is not null && !Ids.Has(Ids.Participant, after))
            return caller.Problem(Failure.At("/after", FailureCodes.Invalid, "ptc_…"));
        var asked = filter is null
            ? null
            : new ParticipantFilter(filter.Subsidiary, filter.Country, filter.JobFamily, filter.Language);
        var done = await invitations.InvitePeople(caller, participants ?? [], asked, after);
        return Answers.Ok(new InvitedPeopleView(done.Invited, done.Skipped, done.NextAfter));
    }

    private static async Task<Answer> Change(
        string member,
        Body<ChangeMemberBody> body,
        Caller caller,
        IProgrammeRows programmes,
        HttpRequest request
    )
    {
        var change = new MemberChange { Name = body.Value.Name, Language = body.Value.Language };
        if (body.Value.Roles.Given)
        {
            var held = RoleBody.Held(body.Value.Roles.Value ?? []);
            if (await UnknownProgramme(caller, programmes, held) is { } failure)
                return caller.Problem(failure);
            change = change with { Roles = (ImmutableArray<HeldRole>?)held };
        }
        var ifVersion = ETags.IfMatch(request);
        return Rendered(caller, await caller.Send(grains => grains.Member(member).Change(change, ifVersion)));
    }

    private static async Task<Answer> Resend(
        string member,
        Body<NoSettings> body,
        Caller caller,
        Invitations invitations,
        IMemberRows rows
    )
    {
        var sent = await invitations.Resend(caller, member);
        return sent.Failure is { } failure
            ? caller.Problem(failure)
            : caller.Resource(await rows.Find(caller.Tenant, member), MemberView.Of);
    }

    private static async Task<Answer> Disable(string member, Body<NoSettings> body, Caller caller) =>
        Rendered(caller, await caller.Send(grains => grains.Member(member).Disable()));

    private static async Task<Answer> Enable(string member, Body<NoSettings> body, Caller caller) =>
        Rendered(caller, await caller.Send(grains => grains.Member(member).Enable()));

    private static Answer Rendered(Caller caller, Outcome<SavedMember> outcome) =>
        caller.Answer(outcome, saved => Answers.Ok(MemberView.Of(saved.Member), saved.Version));

    private static async Task<Failure?> UnknownProgramme(
        Caller caller,
        IProgrammeRows programmes,
        ImmutableArray<HeldRole> roles
    )
    {
        for (var at = 0; at < Math.Min(roles.Length, MemberLimits.RolesPerMemberMax); at++)
            foreach (var id in roles[at].Programmes.Take(MemberLimits.ProgrammesPerRoleMax))
                if (!Ids.Has(Ids.Programme, id) || await programmes.Find(caller.Tenant, id) is null)
                    return Failure.At($"/roles/{at}/programmes", FailureCodes.Invalid, "prg_…");
        return null;
    }
}
