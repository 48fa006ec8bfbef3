using Binome.Contracts.People;

namespace Binome.Storage.Tests;

public abstract class PeopleSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly PageOf FirstPage = new(10, null);

    private IParticipantRows People => Get<IParticipantRows>();

    [Fact]
    public async Task Find_WhenStored_AnswersTheRowAndItsVersion()
    {
        var row = TestRows.Participant("ptc_1");
        await Put(Acme, row);

        var found = await People.Find(Acme, "ptc_1");

        found!.Version.ShouldBe(1);
        LedgerJson.Same(found.Row, row).ShouldBeTrue();
    }

    [Fact]
    public async Task Reads_WhenTheTenantIsAnother_SeeNothing()
    {
        await Put(Acme, TestRows.Participant("ptc_1", profile => profile with { ManagerEmployeeId = "e-boss" }));

        (await People.Find(Other, "ptc_1")).ShouldBeNull();
        (await People.List(Other, new ParticipantFilter(), FirstPage)).Items.ShouldBeEmpty();
        (await People.Many(Other, ["ptc_1"])).ShouldBeEmpty();
        (await People.All(Other, new ParticipantFilter(), 10)).ShouldBeEmpty();
        (await People.ReportingTree(Other)).ShouldBeEmpty();
        (await People.ManagersAbove(Other, "e-ptc_1")).ShouldBeEmpty();
        (await People.ByEmployeeId(Other, ["e-ptc_1"])).ShouldBeEmpty();
        (await People.ByEmail(Other, ["ptc_1@example.com"])).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_WhenThereAreMore_ContinuesAfterTheLast()
    {
        await Put(Acme, [.. Enumerable.Range(1, 5).Select(i => TestRows.Participant($"ptc_{i}"))]);

        var first = await People.List(Acme, new ParticipantFilter(), new PageOf(3, null));
        var second = await People.List(Acme, new ParticipantFilter(), new PageOf(3, first.Items[^1].Row.Id));

        first.HasMore.ShouldBeTrue();
        second.HasMore.ShouldBeFalse();
        first
            .Items.Concat(second.Items)
            .Select(item => item.Row.Id)
            .ShouldBe(["ptc_5", "ptc_4", "ptc_3", "ptc_2", "ptc_1"]);
    }

    [Fact]
    public async Task Left_AnswersThoseWhoLeft_OfThisTenantAlone()
    {
        var left = TestRows.Participant("ptc_2") with { LeftAt = DateTimeOffset.UnixEpoch };
        await Put(Acme, TestRows.Participant("ptc_1"), left);
        await Put(Other, TestRows.Participant("ptc_3") with { LeftAt = DateTimeOffset.UnixEpoch });

        (await People.Left(Acme)).ShouldBe(["ptc_2"]);
        (await People.List(Acme, new ParticipantFilter { Left = true }, FirstPage))
            .Items.Single()
            .Row.Id.ShouldBe("ptc_2");
        (await People.List(Acme, new ParticipantFilter { Left = false }, FirstPage))
            .Items.Single()
            .Row.Id.ShouldBe("ptc_1");
    }

    [Theory]
    [MemberData(nameof(TestFilters.People), MemberType = typeof(TestFilters))]
    public async Task List_WhenFiltered_AnswersThoseWhoFit(ParticipantFilter filter)
    {
        await Put(
            Acme,
            TestRows.Participant("ptc_1"),
            TestRows.Participant("ptc_2", Zoe),
            TestRows.Participant("ptc_3")
        );

        (await People.List(Acme, filter, FirstPage)).Items.ShouldHaveSingleItem().Row.Id.ShouldBe("ptc_2");
        (await People.All(Acme, filter, 10)).ShouldHaveSingleItem().Id.ShouldBe("ptc_2");
    }

    [Fact]
    public async Task List_WhenTheLimitIsBeyondItsBound_Refuses()
    {
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() =>
            People.List(Acme, new ParticipantFilter(), new PageOf(100_000, null))
        );
    }

    [Fact]
    public async Task All_WhenAsked_AnswersTheOldestFirstUpToTheLimit()
    {
        await Put(Acme, [.. Enumerable.Range(1, 5).Select(i => TestRows.Participant($"ptc_{i}"))]);

        (await People.All(Acme, new ParticipantFilter(), 2)).Select(row => row.Id).ShouldBe(["ptc_1", "ptc_2"]);
    }

    [Fact]
    public async Task Many_WhenMoreThanOneQueryHolds_AnswersAllThatAreThere()
    {
        string[] ids = [.. Enumerable.Range(1, 1_200).Select(i => $"ptc_{i:0000}")];
        await Put(Acme, [.. ids.Select(id => TestRows.Participant(id))]);

        var found = await People.Many(Acme, [.. ids, "ptc_unknown", ids[0]]);

        found.Select(row => row.Row.Id).Order().ShouldBe(ids);
    }

    [Fact]
    public async Task ReportingTree_WhenAsked_AnswersEveryEdge()
    {
        await Put(Acme, Report("a", null), Report("b", "a"));

        (await People.ReportingTree(Acme))
            .OrderBy(edge => edge.EmployeeId)
            .ShouldBe([new ReportingEdge("ptc_a", "a", null), new ReportingEdge("ptc_b", "b", "a")]);
    }

    [Fact]
    public async Task ManagersAbove_WhenThereIsATop_EndsThere()
    {
        await Put(Acme, Report("a", null), Report("b", "a"), Report("c", "b"), Report("d", "b"));

        (await People.ManagersAbove(Acme, "c")).ShouldBe(["b", "a"]);
        (await People.ManagersAbove(Acme, "a")).ShouldBeEmpty();
    }

    [Fact]
    public async Task ManagersAbove_WhenAManagerIsUnknown_EndsWithThem()
    {
        await Put(Acme, Report("b", "gone"), Report("c", "b"));

        (await People.ManagersAbove(Acme, "c")).ShouldBe(["b", "gone"]);
    }

    [Fact]
    public async Task ManagersAbove_WhenThereIsACycle_EndsAtTheFirstRepetition()
    {
        await Put(Acme, Report("a", "c"), Report("b", "a"), Report("c", "b"), Report("d", "c"));

        (await People.ManagersAbove(Acme, "d")).ShouldBe(["c", "b", "a"]);
    }

    [Fact]
    public async Task ByEmployeeIdAndByEmail_WhenAsked_AnswerWhoHoldsThem()
    {
        await Put(Acme, TestRows.Participant("ptc_1"), TestRows.Participant("ptc_2"));

        var byEmployeeId = await People.ByEmployeeId(Acme, ["e-ptc_2", "e-unknown"]);
        var byEmail = await People.ByEmail(Acme, ["ptc_1@example.com", "unknown@example.com"]);

        byEmployeeId.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("e-ptc_2", "ptc_2"));
        byEmail.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("ptc_1@example.com", "ptc_1"));
    }

    private static ParticipantRow Report(string employeeId, string? manager) =>
        TestRows.Participant(
            $"ptc_{employeeId}",
            profile => profile with { EmployeeId = employeeId, ManagerEmployeeId = manager }
        );

    private static Profile Zoe(Profile profile) =>
        profile with
        {
            Email = "zoe@example.com",
            ManagerEmployeeId = "e-boss",
            Subsidiary = "Lyon",
            Country = "FR",
            JobFamily = "finance",
            Language = "fr",
            Roles = DefaultRoles.Both,
        };
}
