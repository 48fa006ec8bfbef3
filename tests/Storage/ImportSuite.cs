using Binome.Contracts.People;

namespace Binome.Storage.Tests;

public abstract class ImportSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly DateTimeOffset At = StorageFixture.Start;
    private static readonly ImmutableArray<ImportLine> Lines =
    [
        new(2, ["e-1", null, "é;\n"], null),
        new(4, [], "row.columns"),
    ];

    private IImportUploads Uploads => Get<IImportUploads>();
    private IImportRows Imports => Get<IImportRows>();

    [Fact]
    public async Task FindAndList_WhenStored_AnswerIt()
    {
        await Put(Acme, TestRows.Import("imp_1"), TestRows.Import("imp_2"));

        (await Imports.Find(Acme, "imp_1"))!.Row.ShouldBe(TestRows.Import("imp_1"));
        (await Imports.List(Acme, new PageOf(10, null))).Items.Select(item => item.Row.Id).ShouldBe(["imp_2", "imp_1"]);
    }

    [Fact]
    public async Task Problems_WhenPaged_FollowTheFile()
    {
        await Put(
            Acme,
            TestRows.Problem("p_c", 30),
            TestRows.Problem("p_a", 200),
            TestRows.Problem("p_d", 4),
            TestRows.Problem("p_b", 30, ProblemSeverity.Warning)
        );

        var first = await Imports.Problems(Acme, "imp_1", null, new PageOf(2, null));
        var second = await Imports.Problems(Acme, "imp_1", null, new PageOf(2, first.Items[^1].Row.Id));
        var rejected = await Imports.Problems(Acme, "imp_1", ProblemSeverity.Rejected, new PageOf(10, "p_d"));

        first.HasMore.ShouldBeTrue();
        second.HasMore.ShouldBeFalse();
        first.Items.Concat(second.Items).Select(item => item.Row.Id).ShouldBe(["p_d", "p_b", "p_c", "p_a"]);
        rejected.Items.Select(item => item.Row.Id).ShouldBe(["p_c", "p_a"]);
    }

    [Fact]
    public async Task Reads_WhenTheTenantIsAnother_SeeNothing()
    {
        await Put(Acme, TestRows.Import("imp_1"), TestRows.Problem("p_1", 2));
        await Uploads.Put(Acme, "imp_1", 0, Lines);

        (await Imports.Find(Other, "imp_1")).ShouldBeNull();
        (await Imports.List(Other, new PageOf(10, null))).Items.ShouldBeEmpty();
        (await Imports.Problems(Other, "imp_1", null, new PageOf(10, null))).Items.ShouldBeEmpty();
        (await Uploads.Get(Other, "imp_1", 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Upload_WhenPut_IsReadAsItWasWritten()
    {
        await Uploads.Put(Acme, "imp_1", 0, Lines);
        Storage.Reopen();

        var read = await Uploads.Get(Acme, "imp_1", 0);

        LedgerJson.Same(read, Lines).ShouldBeTrue();
        (await Uploads.Get(Acme, "imp_1", 1)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Upload_WhenPutAgain_IsReplaced()
    {
        await Uploads.Put(Acme, "imp_1", 0, Lines);

        await Uploads.Put(Acme, "imp_1", 0, [Lines[0]]);

        (await Uploads.Get(Acme, "imp_1", 0)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Upload_WhenAChunkIsTooLarge_Refuses()
    {
        ImmutableArray<ImportLine> large = [.. Enumerable.Repeat(Lines[0], Limits.ImportChunkRows + 1)];

        await Should.ThrowAsync<ArgumentException>(() => Uploads.Put(Acme, "imp_1", 0, large));
    }

    [Fact]
    public async Task Drop_WhenManyChunksWait_DropsThemAllAndNoOthers()
    {
        for (var chunk = 0; chunk < 120; chunk++)
            await Uploads.Put(Acme, "imp_1", chunk, Lines);
        await Uploads.Put(Acme, "imp_2", 0, Lines);

        await Uploads.Drop(Acme, "imp_1");

        (await Uploads.Get(Acme, "imp_1", 0)).ShouldBeEmpty();
        (await Uploads.Get(Acme, "imp_1", 119)).ShouldBeEmpty();
        (await Uploads.Get(Acme, "imp_2", 0)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task DropOrphans_WhenAnImportNeverStarted_DropsItsOldUploadAlone()
    {
        await Put(Acme, TestRows.Import("imp_started"));
        await Uploads.Put(Acme, "imp_started", 0, Lines);
        await Uploads.Put(Acme, "imp_orphan", 0, Lines);
        Storage.Time.Advance(TimeSpan.FromHours(2));
        await Uploads.Put(Acme, "imp_young", 0, Lines);

        await Uploads.DropOrphans(At.AddHours(1));

        (await Uploads.Get(Acme, "imp_started", 0)).ShouldNotBeEmpty();
        (await Uploads.Get(Acme, "imp_orphan", 0)).ShouldBeEmpty();
        (await Uploads.Get(Acme, "imp_young", 0)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task DropProblems_WhenTheImportIsOld_DropsItsRowsOnly()
    {
        await Put(Acme, TestRows.Import("imp_1"), TestRows.Problem("p_1", 2));
        await Put(Acme, TestRows.Import("imp_2") with { CreatedAt = At.AddDays(1) });
        await Put(Acme, TestRows.Problem("p_2", 2) with { ImportId = "imp_2" });

        await Uploads.DropProblems(At.AddHours(1));

        (await Imports.Problems(Acme, "imp_1", null, new PageOf(10, null))).Items.ShouldBeEmpty();
        (await Imports.Problems(Acme, "imp_2", null, new PageOf(10, null))).Items.ShouldHaveSingleItem();
        (await Imports.Find(Acme, "imp_1")).ShouldNotBeNull();
    }
}
