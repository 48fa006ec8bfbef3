using System.Text;
using System.Text.Json;
using Binome.Contracts.Exports;
using Binome.Contracts.Integrations;
using Binome.Contracts.Members;
using Binome.Contracts.People;

namespace Binome.Storage.Tests;

public abstract class ExportSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private IExportRows Exports => Get<IExportRows>();
    private IExportFiles Files => Get<IExportFiles>();

    [Fact]
    public async Task Next_GoesThroughTheRowsOfOneTenant_OldestFirst()
    {
        await Put(Acme, TestRows.Participant("ptc_2"), TestRows.Participant("ptc_1"));
        await Put(Other, TestRows.Participant("ptc_3"));

        var all = await Exports.Next(Acme, new(ExportResource.Participants), after: null);
        var rest = await Exports.Next(Acme, new(ExportResource.Participants), after: "ptc_1");
        var none = await Exports.Next(Acme, new(ExportResource.Participants), after: "ptc_2");

        all.Bodies.Select(body => LedgerJson.Read<ParticipantRow>(body).Id).ShouldBe(["ptc_1", "ptc_2"]);
        (rest.Bodies.Length, rest.LastId).ShouldBe((1, "ptc_2"));
        (none.Bodies.Length, none.LastId).ShouldBe((0, null));
        (await Exports.Count(Acme, new(ExportResource.Participants))).ShouldBe(2);
        (await Exports.Count(Other, new(ExportResource.Participants))).ShouldBe(1);
    }

    [Fact]
    public async Task Next_OfEvents_GoesThroughTheLogOfOneTenant_AsTheyLeave()
    {
        await Grain("pair_1").Write(1, new Effects().Event(new LedgerEvent("pair.opened", "pair_1")));
        await Grain("pair_2").Write(1, new Effects().Event(new LedgerEvent("pair.opened", "pair_2")));
        await Grain("pair_1", Other).Write(1, new Effects().Event(new LedgerEvent("pair.opened", "pair_1")));

        var all = await Exports.Next(Acme, new(ExportResource.Events), after: null);
        var rest = await Exports.Next(Acme, new(ExportResource.Events), after: "1");
        var none = await Exports.Next(Acme, new(ExportResource.Events), after: all.LastId);

        var feed = await Get<IEventFeed>().After(Acme, 0, 100);
        feed.Length.ShouldBe(2);
        all.Bodies.ShouldBe(feed.Select(happened => EventBody.Of(Acme, happened)));
        (rest.Bodies.Length, rest.LastId).ShouldBe((feed.Length - 1, $"{feed[^1].Sequence}"));
        (none.Bodies.Length, none.LastId).ShouldBe((0, null));
        (await Exports.Count(Acme, new(ExportResource.Events))).ShouldBe(feed.Length);
    }

    [Fact]
    public async Task Next_OfEvents_KeepsToItsTime()
    {
        var since = StorageFixture.Start.AddMinutes(1);
        await Grain("pair_1").Write(1, new Effects().Event(new LedgerEvent("pair.opened", "pair_1")));
        Storage.Time.Advance(TimeSpan.FromMinutes(1));
        await Grain("pair_2").Write(1, new Effects().Event(new LedgerEvent("pair.opened", "pair_2")));
        Storage.Time.Advance(TimeSpan.FromMinutes(1));
        await Grain("pair_3").Write(1, new Effects().Event(new LedgerEvent("pair.opened", "pair_3")));

        (await Numbers(null, null)).ShouldBe(["1", "2", "3"]);
        (await Numbers(since, null)).ShouldBe(["2", "3"]);
        (await Numbers(since, since.AddMinutes(1))).ShouldBe(["2"]);
        (await Numbers(null, since)).ShouldBe(["1"]);
        (await Numbers(since.AddHours(1), null)).ShouldBeEmpty();
        (await Numbers(null, since, tenant: Other)).ShouldBeEmpty();

        async Task<List<string>> Numbers(DateTimeOffset? from, DateTimeOffset? until, string tenant = Acme)
        {
            var content = new ExportContent(ExportResource.Events, null, from, until);
            var numbers = new List<string>();
            for (string? after = null; ; after = numbers[^1])
            {
                var next = await Exports.Next(tenant, content, after);
                if (next.LastId is null)
                    break;
                numbers.AddRange(
                    next.Bodies.Select(body => JsonDocument.Parse(body).RootElement.GetProperty("sequence").ToString())
                );
            }
            (await Exports.Count(tenant, content)).ShouldBe(numbers.Count);
            return numbers;
        }
    }

    [Fact]
    public async Task Next_OfAProgramme_HoldsWhatBelongsToIt()
    {
        var pair = TestRows.Pair("pair_1");
        await Put(Acme, TestRows.Participant("ptc_1"), TestRows.Participant("ptc_2"), pair);

        (await Exports.Count(Acme, new(ExportResource.Participants, "prg_none"))).ShouldBe(0);
        (await Exports.Count(Acme, new(ExportResource.Pairs, pair.ProgrammeId))).ShouldBe(1);
        (await Exports.Count(Acme, new(ExportResource.Pairs, "prg_none"))).ShouldBe(0);
        (await Exports.Count(Acme, new(ExportResource.Sessions, pair.ProgrammeId))).ShouldBe(0);
    }

    [Fact]
    public async Task Rows_AreThoseOfTheTenant_AndCountWhatRuns()
    {
        await Put(
            Acme,
            Row("exp_1", JobStatus.Queued),
            Row("exp_2", JobStatus.Running),
            Row("exp_3", JobStatus.Failed)
        );

        (await Exports.CountRunning(Acme)).ShouldBe(2);
        (await Exports.CountRunning(Other)).ShouldBe(0);
        (await Exports.Find(Acme, "exp_1"))!.Row.ShouldBe(Row("exp_1", JobStatus.Queued));
        (await Exports.Find(Other, "exp_1")).ShouldBeNull();
        var page = new PageOf(2, null);
        (await Exports.List(Acme, ProgrammeReach.All, page))
            .Items.Select(item => item.Row.Id)
            .ShouldBe(["exp_3", "exp_2"]);
        (await Exports.List(Other, ProgrammeReach.All, page)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_OfAProgramme_AreWithinItsReach()
    {
        await Put(
            Acme,
            Row("exp_1", JobStatus.Completed),
            Row("exp_2", JobStatus.Completed, "prg_1"),
            Row("exp_3", JobStatus.Completed, "prg_2")
        );
        var reach = ProgrammeReach.Of(["prg_1"]);

        var within = await Exports.List(Acme, reach, new PageOf(10, null));

        within.Items.Select(item => item.Row.Id).ShouldBe(["exp_2"]);
        (await Reach(Acme, "exp_2")).ShouldBeTrue();
        (await Reach(Acme, "exp_1")).ShouldBeFalse();
        (await Reach(Acme, "exp_3")).ShouldBeFalse();
        (await Reach(Other, "exp_2")).ShouldBeFalse();
        Task<bool> Reach(string tenant, string id) => Get<IReachRows>().Includes(tenant, reach, Ids.Export, id);
    }

    [Fact]
    public async Task Files_KeepEachPieceOnce_UntilTheyAreOld()
    {
        await Files.Put(Acme, "exp_1", 0, Encoding.UTF8.GetBytes("first"));
        await Files.Put(Acme, "exp_1", 0, Encoding.UTF8.GetBytes("again"));
        await Files.Put(Acme, "exp_1", 1, Encoding.UTF8.GetBytes("second"));

        Encoding.UTF8.GetString((await Files.Get(Acme, "exp_1", 0))!).ShouldBe("again");
        (await Files.Get(Acme, "exp_1", 2)).ShouldBeNull();
        (await Files.Get(Other, "exp_1", 0)).ShouldBeNull();

        await Files.DropOlderThan(DateTimeOffset.UnixEpoch);
        (await Files.Get(Acme, "exp_1", 1)).ShouldNotBeNull();
        await Files.DropOlderThan(DateTimeOffset.MaxValue);
        (await Files.Get(Acme, "exp_1", 0)).ShouldBeNull();
        (await Files.Get(Acme, "exp_1", 1)).ShouldBeNull();
    }

    private static ExportRow Row(string id, JobStatus status, string? programme = null) =>
        new(
            id,
            new ExportContent(ExportResource.Pairs, programme),
            ExportFormat.Csv,
            status,
            1,
            0,
            0,
            0,
            StorageFixture.Start,
            null,
            null,
            null
        );
}
