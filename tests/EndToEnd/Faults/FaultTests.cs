using System.Net;
using Microsoft.Data.Sqlite;

namespace Binome.EndToEnd.Tests.Faults;

/// <summary>The disk and the database fail under a running process: refused clearly, nothing acknowledged that is not kept, well again by itself.</summary>
public sealed class FaultTests
{
    private const string Syncs = "-e trace=fsync,fdatasync";
    private const int Commits = 20;

    /// <summary>Longer than the database waits for a lock, and than a write waits for its turn.</summary>
    private static readonly TimeSpan LockedFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CountedAfterMax = TimeSpan.FromSeconds(10);

    [TracedFact]
    public async Task Commits_OnSqlite_AreOnTheDiskBeforeTheyAreAcknowledged()
    {
        using var data = new DataFolder();
        await using var binome = await BinomeProcess.Start(data.Path);
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        using var writes = new Writes(binome, key);
        await writes.One();
        await using var tracer = await Tracer.Attach(binome, Syncs);

        var before = tracer.Count;
        for (var i = 0; i < Commits; i++)
            (await writes.One()).ShouldBe(HttpStatusCode.Created);

        // One after the other, so that each is a group of its own.
        await Until(() => tracer.Count - before >= Commits, CountedAfterMax);
        (tracer.Count - before).ShouldBeGreaterThanOrEqualTo(Commits);
    }

    [TracedFact]
    public async Task Writes_WhenTheDiskDoesNotTakeThem_AreBusy_AndGoOnAfterwards()
    {
        using var data = new DataFolder();
        await using var binome = await BinomeProcess.Start(data.Path);
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        using var writes = new Writes(binome, key);
        await writes.One();

        await using (var tracer = await Tracer.Attach(binome, $"{Syncs} -e inject=fsync,fdatasync:error=EIO"))
        {
            for (var i = 0; i < Commits; i++)
                (await writes.One()).ShouldBe(HttpStatusCode.ServiceUnavailable);
            tracer.Injected.ShouldBeGreaterThan(0);
        }
        await writes.Recovered();

        await binome.Kill();
        await using var after = await BinomeProcess.Start(data.Path);
        await Writes.AreThere(after, key, writes.Acknowledged);
    }

    [SmallDiskFact]
    public async Task Writes_WhenTheDiskIsFull_AreBusy_AndGoOnAfterwards()
    {
        using var disk = new SmallDisk(megabytes: 4);
        await using var binome = await BinomeProcess.Start(disk.Path);
        var key = await BinomeProcess.NewTenant(disk.Path, "Acme");
        using var writes = new Writes(binome, key);

        while (await writes.One() is HttpStatusCode.Created)
            writes.Acknowledged.Count.ShouldBeLessThan(10_000, "The disk never filled up.");
        writes.Acknowledged.ShouldNotBeEmpty();
        for (var i = 0; i < Commits; i++)
            await writes.One();
        disk.Grow(megabytes: 64);
        await writes.Recovered();

        await Writes.AreThere(binome, key, writes.Acknowledged);
        await binome.Kill();
        await using var after = await BinomeProcess.Start(disk.Path);
        await Writes.AreThere(after, key, writes.Acknowledged);
    }

    [Fact]
    public async Task Writes_WhileSomebodyLocksTheDatabase_AreBusy_ReadsAreNot_AndAllGoesOnAfterwards()
    {
        using var data = new DataFolder();
        await using var binome = await BinomeProcess.Start(data.Path);
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        using var writes = new Writes(binome, key);
        await writes.One();
        var refused = 0;
        using (Lock(data.Path))
        {
            var until = TimeProvider.System.GetUtcNow() + LockedFor;
            while (TimeProvider.System.GetUtcNow() < until)
            {
                (await writes.One()).ShouldBe(HttpStatusCode.ServiceUnavailable);
                refused++;
                await Writes.AreThere(binome, key, writes.Acknowledged);
            }
        }
        refused.ShouldBeGreaterThan(1);
        await writes.Recovered();
        await Writes.AreThere(binome, key, writes.Acknowledged);
    }

    private static SqliteConnection Lock(string folder)
    {
        var file = Directory.GetFiles(folder, "*.db").Single();
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN EXCLUSIVE";
        begin.ExecuteNonQuery();
        return connection;
    }

    private static async Task Until(Func<bool> isTrue, TimeSpan max)
    {
        using var limit = new CancellationTokenSource(max);
        while (!isTrue() && !limit.IsCancellationRequested)
            await Task.Delay(20, CancellationToken.None);
    }
}
