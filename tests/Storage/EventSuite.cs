using Binome.Contracts.Integrations;

namespace Binome.Storage.Tests;

public abstract class EventSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly EventFilter Everything = new([], null, null, null);

    [Fact]
    public async Task Commit_WhenManyTenantsWriteAtOnce_NumbersEachLogWithoutGaps()
    {
        string[] tenants = [Acme, Other, "ten_third"];
        const int grains = 10;
        const int rounds = 5;

        await Task.WhenAll(
            from tenant in tenants
            from i in Enumerable.Range(0, grains)
            select WriteRounds(Grain($"pair_{i}", tenant), rounds)
        );

        foreach (var tenant in tenants)
        {
            var events = await All(tenant);
            events.Select(found => found.Sequence).ShouldBe(Numbers(grains * rounds * 2).Reverse());
            foreach (var ofGrain in events.GroupBy(found => found.Resource))
                ofGrain.Select(found => found.Version).ShouldBe(Numbers(rounds * 2).Reverse());
        }
    }

    [Fact]
    public async Task Commit_AfterTheStateWasCleared_GoesOnNumbering()
    {
        var grain = Grain("pair_1");
        await grain.Write(1, Opened("pair_1"));
        await grain.Clear(Opened("pair_1"));
        grain = await grain.Fresh();

        await grain.Write(2, Opened("pair_1"));

        (await All(Acme)).Select(found => found.Version).ShouldBe([3, 2, 1]);
    }

    [Fact]
    public async Task Commit_WhenTheClockGoesBack_KeepsInstantsInTheOrderOfTheLog()
    {
        await Grain("pair_1").Write(1, Opened("pair_1"));
        Storage.Time.AdjustTime(StorageFixture.Start.AddMinutes(-5));

        await Grain("pair_2").Write(1, Opened("pair_2"));

        (await All(Acme)).ShouldAllBe(found => found.CreatedAt == StorageFixture.Start);
    }

    [Fact]
    public async Task List_WhenCommitted_CarriesTheData()
    {
        var happened = new LedgerEvent(
            "pair.session.held",
            "ses_1",
            ("pair", "pair_1"),
            ("minutes", 45L),
            ("score", 0.5),
            ("logged", true),
            ("held_at", StorageFixture.Start),
            ("replaces", (string?)null)
        );
        await Grain("pair_1").Write(1, new Effects().Event(happened));

        var found = (await All(Acme)).ShouldHaveSingleItem();

        found.Type.ShouldBe("pair.session.held");
        found.Resource.ShouldBe("ses_1");
        found.CreatedAt.ShouldBe(StorageFixture.Start);
        found.Data.ShouldBe(
            """{"pair":"pair_1","minutes":45,"score":0.5,"logged":true,"held_at":"2026-03-02T09:00:00.000Z","replaces":null}"""
        );
    }

    [Fact]
    public async Task List_WhenThereAreMore_ContinuesBeforeTheLast()
    {
        for (var i = 0; i < 5; i++)
            await Grain($"pair_{i}").Write(1, Opened($"pair_{i}"));

        var (first, more) = await Get<IEventRows>().List(Acme, Everything, null, 3);
        var (second, end) = await Get<IEventRows>().List(Acme, Everything, first[^1].Sequence, 3);

        more.ShouldBeTrue();
        end.ShouldBeFalse();
        first.Concat(second).Select(found => found.Sequence).ShouldBe([5, 4, 3, 2, 1]);
    }

    [Fact]
    public async Task List_WhenAskedForTypes_AnswersThoseNewestFirst()
    {
        foreach (var type in (string[])["a.one", "b.two", "c.three", "a.one", "b.two"])
            await Grain($"pair_{Guid.NewGuid():N}").Write(1, new Effects().Event(new LedgerEvent(type, "pair_1")));

        var filter = Everything with { Types = ["a.one", "c.three", "a.one"] };
        var (events, _) = await Get<IEventRows>().List(Acme, filter, null, 10);
        var (page, more) = await Get<IEventRows>().List(Acme, filter, null, 2);

        events.Select(found => found.Sequence).ShouldBe([4, 3, 1]);
        page.Select(found => found.Sequence).ShouldBe([4, 3]);
        more.ShouldBeTrue();
    }

    [Fact]
    public async Task List_WhenAskedForAResource_AnswersThoseOfTheGrainAndOfItsParts()
    {
        await Grain("pair_1").Write(1, Opened("pair_1").Event(new LedgerEvent("pair.session.held", "ses_1")));
        await Grain("pair_2").Write(1, Opened("pair_2"));
        var pair = await Grain("pair_1").Fresh();
        await pair.Write(2, new Effects().Event(new LedgerEvent("pair.session.due", "pair_1")));

        var (ofPair, _) = await Get<IEventRows>().List(Acme, Everything with { Resource = "pair_1" }, null, 10);
        var (ofSession, _) = await Get<IEventRows>()
            .List(Acme, Everything with { Resource = "ses_1", Types = ["pair.session.held"] }, null, 10);

        ofPair.Select(found => found.Type).ShouldBe(["pair.session.due", "pair.opened"]);
        ofSession.Select(found => found.Sequence).ShouldBe([2]);
    }

    [Theory]
    [InlineData(0, 5, new long[] { 5, 4, 3, 2, 1 })]
    [InlineData(2, 4, new long[] { 4, 3 })]
    [InlineData(4, 9, new long[] { 5 })]
    [InlineData(6, 9, new long[] { })]
    public async Task List_WhenAskedForARange_AnswersFromItsStartUpToItsEnd(
        int fromMinute,
        int untilMinute,
        long[] expected
    )
    {
        for (var i = 0; i < 5; i++)
        {
            await Grain($"pair_{i}").Write(1, Opened($"pair_{i}"));
            Storage.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var filter = Everything with
        {
            CreatedFrom = StorageFixture.Start.AddMinutes(fromMinute),
            CreatedUntil = StorageFixture.Start.AddMinutes(untilMinute),
        };
        var (events, _) = await Get<IEventRows>().List(Acme, filter, null, 10);

        events.Select(found => found.Sequence).ShouldBe(expected);
    }

    [Fact]
    public async Task List_WhenTheTenantIsAnother_AnswersNothing()
    {
        await Grain("pair_1").Write(1, Opened("pair_1"));

        (await All(Other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_WhenListed_AnswersTheSame()
    {
        await Grain("pair_1").Write(1, Opened("pair_1"));
        var listed = (await All(Acme)).ShouldHaveSingleItem();

        (await Get<IEventRows>().Find(Acme, listed.Id)).ShouldBe(listed);
    }

    [Fact]
    public async Task Find_WhenTheEventIsAnotherTenants_AnswersNothing()
    {
        await Grain("pair_1").Write(1, Opened("pair_1"));
        await Grain("pair_1", Other).Write(1, Opened("pair_1"));
        var ours = (await All(Acme)).ShouldHaveSingleItem();

        (await Get<IEventRows>().Find(Other, ours.Id)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("evt_")]
    [InlineData("evt_00000000000000000000000000")]
    [InlineData("evt_!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("pair_00000000000000000000000000")]
    public async Task Find_WhenTheIdIsNone_AnswersNothing(string id)
    {
        await Grain("pair_1").Write(1, Opened("pair_1"));

        (await Get<IEventRows>().Find(Acme, id)).ShouldBeNull();
    }

    private static async Task WriteRounds(TestGrain grain, int rounds)
    {
        for (var i = 0; i < rounds; i++)
            await grain.Write(i, Opened(grain.Id).Event(new LedgerEvent("pair.session.due", grain.Id)));
    }

    private static Effects Opened(string id) => new Effects().Event(new LedgerEvent("pair.opened", id));

    private static IEnumerable<long> Numbers(int count) => Enumerable.Range(1, count).Select(i => (long)i);

    private async Task<ImmutableArray<StoredEvent>> All(string tenant) =>
        (await Get<IEventRows>().List(tenant, Everything, null, 500)).Events;
}
