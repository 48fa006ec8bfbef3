using Binome.Contracts.Members;
using Binome.Grains.Members;
using static Binome.Grains.Tests.Moments;

namespace Binome.Grains.Tests.Members;

public sealed class SignInRulesTests
{
    private static readonly InviteMember Ada = new("Ada@Acme.example", "Ada", "en", [HeldRole.Of(Role.Owner)], null);
    private static readonly MemberState Invited = MemberRules.Invite("mbr_1", Ada, Start).Value.State;

    [Fact]
    public void Invite_TakesTheAddressInLowerCase_AndClaimsIt()
    {
        var invited = MemberRules.Invite("mbr_1", Ada, Start).Value;

        invited.State.Member!.Email.ShouldBe("ada@acme.example");
        invited.Effects.Claims.Single().ShouldBe(new ClaimChange(MemberClaims.Email, "ada@acme.example", Held: true));
        invited.Effects.Events.Single().Data.ShouldBeEmpty();
    }

    [Fact]
    public void Invite_WithSeveralFaults_NamesThemAll()
    {
        var failure = MemberRules.Invite("mbr_1", new InviteMember("nobody", " ", "de", [], null), Start).Failure!;

        string?[] pointers = [failure.Pointer, .. failure.Others.Select(other => other.Pointer)];
        pointers.ShouldBe(["/email", "/name", "/language", "/roles"]);
    }

    [Theory]
    [InlineData(Role.Coordinator, false)]
    [InlineData(Role.Owner, true)]
    public void Invite_WithARoleForTheWrongProgrammes_IsRefused(Role role, bool named)
    {
        var programmes = named ? (string[])[Ids.New(Ids.Programme, Start)] : [];
        var command = Ada with { Roles = [HeldRole.Of(role, programmes)] };

        MemberRules.Invite("mbr_1", command, Start).Failure!.Pointer.ShouldBe("/roles/0/programmes");
    }

    [Fact]
    public void Link_AfterAQuarterOfAnHour_IsSpent()
    {
        var linked = Linked(Invited, "hash", Start);
        var life = MemberLimits.SignInLinkLife;

        Redeem(linked, "hash", Start + life - TimeSpan.FromMilliseconds(1)).Succeeded.ShouldBeTrue();
        Redeem(linked, "hash", Start + life).Failure!.Code.ShouldBe(FailureCodes.LinkSpent);
    }

    [Fact]
    public void Link_OnceUsed_IsSpent()
    {
        var used = Redeem(Linked(Invited, "hash", Start), "hash", Start).Value.Change.State;

        Redeem(used, "hash", Start).Failure!.Code.ShouldBe(FailureCodes.LinkSpent);
    }

    [Fact]
    public void Link_BeyondTheLimit_EndsTheOldest()
    {
        var state = Invited;
        for (var number = 0; number <= MemberLimits.LinksPerMemberMax; number++)
            state = Linked(state, $"hash_{number}", Start);

        state.Links.Length.ShouldBe(MemberLimits.LinksPerMemberMax);
        Redeem(state, "hash_0", Start).Failure!.Code.ShouldBe(FailureCodes.LinkSpent);
        Redeem(state, "hash_1", Start).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Link_FromTheBrowserThatAsked_NeedsNoClick_AndFromAnotherDoes()
    {
        var command = new MakeLink(LinkKind.SignIn, "browser");
        var linked = SignInRules.Link(Invited, command, "lnk_1", "hash", Start).Value.Change.State;

        Outcome<Begun<MemberSessionRow>> From(string? browser) =>
            SignInRules.Redeem(linked, new RedeemLink("hash", browser, Confirmed: false), "sgn_1", "secret", Start);
        From("browser").Succeeded.ShouldBeTrue();
        From("another").Failure!.Code.ShouldBe(FailureCodes.SignInConfirm);
        From(null).Failure!.Code.ShouldBe(FailureCodes.SignInConfirm);
    }

    [Fact]
    public void Session_BeyondTheLimit_EndsTheOldest()
    {
        var state = Invited;
        for (var number = 0; number <= MemberLimits.SessionsPerMemberMax; number++)
            state = Redeem(
                Linked(state, $"hash_{number}", Start),
                $"hash_{number}",
                Start,
                $"sgn_{number}"
            ).Value.Change.State;

        state.Sessions.Length.ShouldBe(MemberLimits.SessionsPerMemberMax);
        state.Sessions.ShouldNotContain(session => session.Id == "sgn_0");
    }

    [Fact]
    public void Password_ThatWasChangedMeanwhile_SignsNobodyIn()
    {
        var first = SignInRules.SetPassword(Invited, new SetPassword("hash", null), Day(1)).State;
        var second = SignInRules.SetPassword(first, new SetPassword("other", null), Day(2)).State;

        SignInRules.ByPassword(second, Day(2), "sgn_1", "s", Day(3)).Succeeded.ShouldBeTrue();
        SignInRules.ByPassword(second, Day(1), "sgn_1", "s", Day(3)).Failure!.Code.ShouldBe(FailureCodes.SignInRefused);
    }

    [Fact]
    public void Disable_EndsSessionsAndLinks_AndNobodySignsIn()
    {
        var signedIn = Redeem(Linked(Invited, "used", Start), "used", Start).Value.Change.State;
        var disabled = MemberRules.Disable(Linked(signedIn, "open", Start), Day(1));

        (disabled.State.Sessions.Length, disabled.State.Links.Length).ShouldBe((0, 0));
        disabled.Effects.Rows.OfType<MemberSessionRow>().Single().EndedAt.ShouldBe(Day(1));
        disabled.Effects.Rows.OfType<SignInLinkRow>().Single().EndedAt.ShouldBe(Day(1));
        disabled.Effects.WakeUps.Single().Name.ShouldBe(MemberRules.EndKeys);
        SignInRules
            .Link(disabled.State, new MakeLink(LinkKind.SignIn, null), "lnk_9", "h", Day(1))
            .Failure!.Code.ShouldBe(FailureCodes.MemberDisabled);
    }

    [Fact]
    public void Reach_OfSeveralRoles_IsThatOfTheRolesThatAllowTheAction()
    {
        ImmutableArray<HeldRole> roles = [HeldRole.Of(Role.Coordinator, "prg_1"), HeldRole.Of(Role.Sponsor, "prg_2")];

        RoleMatrix.Reach(roles, Actions.PairsRead).Programmes.ShouldBe(["prg_1"]);
        RoleMatrix.Reach(roles, Actions.ReportsRead).Programmes.ShouldBe(["prg_1", "prg_2"]);
        RoleMatrix.Reach(roles, Actions.MembersWrite).IsNone.ShouldBeTrue();
        RoleMatrix.Reach(roles, Actions.Account).IsAll.ShouldBeTrue();
        RoleMatrix.Reach(roles.Add(HeldRole.Of(Role.Owner)), Actions.PairsRead).IsAll.ShouldBeTrue();
    }

    private static MemberState Linked(MemberState state, string hash, DateTimeOffset now) =>
        SignInRules.Link(state, new MakeLink(LinkKind.SignIn, null), $"lnk_{hash}", hash, now).Value.Change.State;

    private static Outcome<Begun<MemberSessionRow>> Redeem(
        MemberState state,
        string hash,
        DateTimeOffset now,
        string session = "sgn_1"
    ) => SignInRules.Redeem(state, new RedeemLink(hash, null, Confirmed: true), session, $"secret_{session}", now);
}
