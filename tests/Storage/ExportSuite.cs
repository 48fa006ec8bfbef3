using System.Text;
using Binome.Contracts.Exports;
using Binome.Contracts.Integrations;
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

        var all = await Exports.Next(Acme, ExportResource.Participants, null, after: null);
        var rest = await Exports.Next(Acme, ExportResource.Participants, null, after: "ptc_1");
        var none = await Exports.Next(Acme, ExportResource.Participants, null, after: "ptc_2");

        all.Bodies.Select(body => LedgerJson.Read<ParticipantRow>(body).Id).ShouldBe(["ptc_1", "ptc_2"]);
        (rest.Bodies.Length, rest.LastId).ShouldBe((1, "ptc_2"));
        (none.Bodies.Length, none.LastId).ShouldBe((0, null));
        (await Exports.Count(Acme, ExportResource.Participants, null)).ShouldBe(2);
        (await Exports.Count(Other, ExportResource.Participants, null)).ShouldBe(1);
    }

    [Fact]
    public async Task Next_OfEvents_GoesThroughTheLogOfOneTenant_AsTheyLeave()
    {
        await Grain("pair_1").Write(1, new Effects().Event(new LedgerEvent("pair.opened", "pair_1")));
        await Grain("pair_2").Write(1, new Effects().Event(new LedgerEvent("pair.opened", "pair_2")));
        await Grain("pair_1", Other).Write(1, new Effects().Event(new LedgerEvent("pair.opened", "pair_1")));

        var all = await Exports.Next(Acme, ExportResource.Events, null, after: null);
        var rest = await Exports.Next(Acme, ExportResource.Events, null, after: "1");
        var none = await Exports.Next(Acme, ExportResource.Events, null, after: all.LastId);

        var feed = await Get<IEventFeed>().After(Acme, 0, 100);
        feed.Length.ShouldBe(2);
        all.Bodies.ShouldBe(feed.Select(happened => EventBody.Of(Acme, happened)));
        (rest.Bodies.Length, rest.LastId).ShouldBe((feed.Length - 1, $"{feed[^1].Sequence}"));
        (none.Bodies.Length, none.LastId).ShouldBe((0, null));
        (await Exports.Count(Acme, ExportResource.Events, null)).ShouldBe(feed.Length);
    }

    [Fact]
    public async Task Next_OfAProgramme_HoldsWhatBelongsToIt()
    {
        var pair = TestRows.Pair("pair_1");
        await Put(Acme, TestRows.Participant("ptc_1"), TestRows.Participant("ptc_2"), pair);

        (await Exports.Count(Acme, ExportResource.Participants, "prg_none")).ShouldBe(0);
        (await Exports.Count(Acme, ExportResource.Pairs, pair.ProgrammeId)).ShouldBe(1);
        (await Exports.Count(Acme, ExportResource.Pairs, "prg_none")).ShouldBe(0);
        (await Exports.Count(Acme, ExportResource.Sessions, pair.ProgrammeId)).ShouldBe(0);
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
        (await Exports.List(Acme, new PageOf(2, null))).Items.Select(item => item.Row.Id).ShouldBe(["exp_3", "exp_2"]);
        (await Exports.List(Other, new PageOf(2, null))).Items.ShouldBeEmpty();
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

    private static ExportRow Row(string id, JobStatus status) =>
        new(
            id,
            ExportResource.Pairs,
            ExportFormat.Csv,
            null,
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
