using Binome.Contracts.Members;
using Binome.Contracts.Tenants;

namespace Binome.Storage.Tests;

/// <summary>Members, and what lets them in.</summary>
public abstract class MemberSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly PageOf FirstPage = new(10, null);
    private static readonly DateTimeOffset At = StorageFixture.Start;
    private static readonly string KeyId = Ids.New(Ids.ApiKey, At);
    private static readonly string SessionId = Ids.New(Ids.SignIn, At);

    private ICredentials Credentials => Get<ICredentials>();

    [Fact]
    public async Task FindSession_AnswersItWithItsMemberAsTheyAreNow()
    {
        await Put(Acme, Member("mbr_1"), Session("hash_1"));
        await Put(Acme, Member("mbr_1") with { Status = MemberStatus.Disabled });

        var found = await Credentials.FindSession("hash_1");

        (found!.Tenant, found.Session.Id, found.Member.Status).ShouldBe((Acme, SessionId, MemberStatus.Disabled));
        (await Credentials.FindSession("hash_2")).ShouldBeNull();
    }

    [Fact]
    public async Task FindMembers_AnswersThoseOfEveryTenant_WithTheirPasswords()
    {
        await Put(Acme, new TenantRow(Acme, "Acme", At), Member("mbr_1"), new MemberPasswordRow("mbr_1", "secret", At));
        await Put(Other, new TenantRow(Other, "Other", At), Member("mbr_2"), new MemberPasswordRow("mbr_2", "", At));

        var found = await Credentials.FindMembers("ada@acme.example");

        found
            .Select(one => (one.Tenant.Name, one.Member.Id, one.PasswordHash))
            .ShouldBe([("Acme", "mbr_1", "secret"), ("Other", "mbr_2", null)]);
    }

    [Fact]
    public async Task FindLink_AnswersWhoseItIs()
    {
        var link = new SignInLinkRow("lnk_1", "mbr_1", "hash_1", LinkKind.SignIn, null, At, At.AddMinutes(15), null);
        await Put(Acme, new TenantRow(Acme, "Acme", At), Member("mbr_1"), link);

        var found = await Credentials.FindLink("hash_1");

        (found!.Tenant.Name, found.Member.Id, found.Link).ShouldBe(("Acme", "mbr_1", link));
    }

    [Fact]
    public async Task FindKey_OfADisabledMaker_SaysSo()
    {
        await Put(Acme, Member("mbr_1"), Key("hash_1"));
        (await Credentials.FindKey("hash_1"))!.MakerDisabled.ShouldBeFalse();
        await Put(Acme, Member("mbr_1") with { Status = MemberStatus.Disabled });

        (await Credentials.FindKey("hash_1"))!.MakerDisabled.ShouldBeTrue();
    }

    [Fact]
    public async Task Uses_AreNoted_AndStayWhenTheRowIsWrittenAgain()
    {
        await Put(Acme, Member("mbr_1"), Key("hash_1"), Session("hash_1"));
        var used = At.AddMinutes(3);
        await Get<ICredentialUses>().Note([new(Acme, KeyId, used), new(Acme, SessionId, used), new(Other, KeyId, At)]);
        await Put(Acme, Key("hash_1") with { ExpiresAt = At.AddDays(1) }, Session("hash_1"));

        (await Credentials.Keys(Acme)).Single().LastUsedAt.ShouldBe(used);
        (await Credentials.FindSession("hash_1"))!.LastUsedAt.ShouldBe(used);
        (await Get<IMemberRows>().Sessions(Acme, "mbr_1")).Single().UsedAt.ShouldBe(used);
    }

    [Fact]
    public async Task DropEnded_DropsWhatIsOver_AndNothingElse()
    {
        var living = Session("hash_2") with { Id = Ids.New(Ids.SignIn, At) };
        await Put(Acme, Member("mbr_1"), Session("hash_1") with { EndedAt = At }, living);
        await Get<ICredentialUses>().DropEnded(At.AddHours(1));

        (await Credentials.FindSession("hash_1")).ShouldBeNull();
        (await Credentials.FindSession("hash_2")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Members_AreListedByStatusAddressAndParticipant_OfTheirTenantAlone()
    {
        await Put(Acme, Member("mbr_1"), Member("mbr_2") with { Email = "bob@acme.example", ParticipantId = "ptc_1" });
        await Put(Other, Member("mbr_3"));

        (await Listed(new MemberFilter())).ShouldBe(["mbr_2", "mbr_1"]);
        (await Listed(new MemberFilter(Email: "BOB@acme.example"))).ShouldBe(["mbr_2"]);
        (await Listed(new MemberFilter(ParticipantId: "ptc_1"))).ShouldBe(["mbr_2"]);
        (await Listed(new MemberFilter(MemberStatus.Disabled))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Ids.Programme, "prg_1", true)]
    [InlineData(Ids.Programme, "prg_2", false)]
    [InlineData(Ids.Pair, "pair_1", true)]
    [InlineData(Ids.Pair, "pair_2", false)]
    [InlineData(Ids.MatchingRun, "mrn_1", true)]
    [InlineData(Ids.MatchingRun, "mrn_2", false)]
    [InlineData(Ids.Publication, "pub_1", true)]
    [InlineData(Ids.Participant, "ptc_1", true)]
    [InlineData(Ids.Participant, "ptc_2", false)]
    [InlineData(Ids.Import, "imp_1", false)]
    public async Task Reach_IncludesWhatBelongsToItsProgrammes(string kind, string id, bool expected)
    {
        await Put(
            Acme,
            TestRows.Pair("pair_1"),
            TestRows.Pair("pair_2", "prg_2"),
            TestRows.Run("mrn_1"),
            TestRows.Run("mrn_2", "prg_2"),
            TestRows.Publication("pub_1"),
            TestRows.Enrolment("enr_1", "ptc_1"),
            TestRows.Enrolment("enr_2", "ptc_2", programme: "prg_2"),
            TestRows.Import("imp_1")
        );
        var reach = Get<IReachRows>();

        (await reach.Includes(Acme, ProgrammeReach.Of(["prg_1"]), kind, id)).ShouldBe(expected);
        (await reach.Includes(Acme, ProgrammeReach.None, kind, id)).ShouldBeFalse();
        (await reach.Includes(Acme, ProgrammeReach.All, kind, id)).ShouldBeTrue();
    }

    private async Task<IEnumerable<string>> Listed(MemberFilter filter) =>
        (await Get<IMemberRows>().List(Acme, filter, FirstPage)).Items.Select(item => item.Row.Id);

    private static MemberRow Member(string id) =>
        new(
            id,
            "ada@acme.example",
            "Ada",
            "en",
            [HeldRole.Of(Role.Owner)],
            ParticipantId: null,
            MemberStatus.Active,
            PasswordSetAt: null,
            LastSignInAt: At,
            DisabledAt: null,
            At,
            At
        );

    private static MemberSessionRow Session(string hash) => new(SessionId, "mbr_1", hash, At, At.AddDays(14), null);

    private static ApiKeyRow Key(string hash) => new(KeyId, "HR", hash, "abcd", [], At, null, null, "mbr_1");
}
