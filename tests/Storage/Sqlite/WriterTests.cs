using Binome.Storage.Sqlite;
using Binome.Storage.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace Binome.Storage.Tests.Sqlite;

public sealed class WriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("binome-writer-").FullName;
    private readonly FakeTimeProvider time = new();
    private readonly SqliteWriter writer;
    private readonly ManualResetEventSlim held = new();

    public WriterTests()
    {
        var session = new SqliteSession(Path.Combine(folder, "test.db"));
        session.Execute("PRAGMA busy_timeout = 1");
        session.Execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY)");
        writer = new SqliteWriter(time, NullLogger<SqliteWriter>.Instance);
        writer.Start(session);
    }

    [Fact]
    public async Task Write_WhenTheQueueIsFull_FailsAtOnce()
    {
        var hold = await Hold();
        var waiting = Enumerable.Range(0, StorageLimits.WriteQueueMax).Select(i => Insert(i)).ToList();

        await Should.ThrowAsync<LimitExceededException>(() => Insert(-1));

        held.Set();
        await Task.WhenAll([hold, .. waiting]);
        (await Count()).ShouldBe(StorageLimits.WriteQueueMax);
    }

    [Fact]
    public async Task Write_WhenItWaitedTooLong_FailsUnwritten()
    {
        var hold = await Hold();
        var late = Insert(1);
        time.Advance(StorageLimits.WriteWaitMax + TimeSpan.FromMilliseconds(1));
        var inTime = Insert(2);

        held.Set();
        await hold;

        await Should.ThrowAsync<TimeoutException>(() => late);
        await inTime;
        (await Count()).ShouldBe(1);
    }

    [Fact]
    public async Task Write_WhenOneOfABatchFails_TheOthersAreWritten()
    {
        var hold = await Hold();
        Task[] batch = [Insert(1), Insert(2), Insert(1), Insert(3)];

        held.Set();
        await hold;

        await Should.ThrowAsync<SqliteException>(() => batch[2]);
        await Task.WhenAll(batch[0], batch[1], batch[3]);
        (await Count()).ShouldBe(3);
    }

    [Fact]
    public async Task Write_WhenAnotherHoldsTheDatabase_FailsAndRecovers()
    {
        using var other = new SqliteConnection($"Data Source={folder}/test.db;Pooling=False");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        await Should.ThrowAsync<SqliteException>(() => Insert(1));

        command.CommandText = "ROLLBACK";
        command.ExecuteNonQuery();

        await Insert(1);
        (await Count()).ShouldBe(1);
    }

    [Fact]
    public async Task Dispose_WhenWritesWait_WritesThemFirst()
    {
        var hold = await Hold();
        var waiting = Insert(1);
        held.Set();

        writer.Dispose();

        await hold;
        (await waiting).ShouldBe(1);
        await Should.ThrowAsync<ObjectDisposedException>(() => Insert(2));
    }

    [Fact]
    public void Take_WhenMuchWaits_EndsTheBatchAtItsBounds()
    {
        var queue = new WriteQueue<SqliteWrite>(time);
        for (var i = 0; i < StorageLimits.WriteBatchMax + 1; i++)
            queue.Add(Item(1));
        var batch = new List<SqliteWrite>();

        queue.Take(batch).ShouldBeTrue();

        batch.Count.ShouldBe(StorageLimits.WriteBatchMax);
    }

    [Fact]
    public void Take_WhenOneIsLarge_LeavesTheNextLargeForLater()
    {
        var queue = new WriteQueue<SqliteWrite>(time);
        queue.Add(Item(StorageLimits.WriteBatchWeightMax + 1));
        queue.Add(Item(1));
        var batch = new List<SqliteWrite>();

        queue.Take(batch).ShouldBeTrue();

        batch.ShouldHaveSingleItem().Weight.ShouldBeGreaterThan(StorageLimits.WriteBatchWeightMax);
    }

    public void Dispose()
    {
        held.Set();
        writer.Dispose();
        held.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private SqliteWrite<int> Item(int weight) => new(_ => 0, weight, time.GetTimestamp());

    /// <summary>Keeps the writer busy until the test lets it go, so that what comes next waits.</summary>
    private async Task<Task> Hold()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hold = writer.Write(_ =>
        {
            reached.TrySetResult();
            held.Wait();
            return 0;
        });
        await reached.Task;
        return hold;
    }

    private Task<int> Insert(int number) =>
        writer.Write(session => session.Statement("INSERT INTO numbers VALUES (?)").Bind(number).Run());

    private Task<long> Count() =>
        writer.Write(session =>
        {
            var statement = session.Statement("SELECT count(*) FROM numbers");
            statement.Step();
            var count = statement.Number(0);
            statement.Reset();
            return count;
        });
}
