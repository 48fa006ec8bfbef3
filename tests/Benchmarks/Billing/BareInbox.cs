using System.Collections.Concurrent;
using Binome.Silo.Stripe;
using Microsoft.Data.Sqlite;

namespace Binome.Benchmarks.Billing;

/// <summary>
/// The peer of the webhook inbox: Kestrel with one route that reads the raw body, verifies the signature and commits one row, and nothing else. The database is
/// SQLite in WAL with <c>synchronous=FULL</c>; one writer commits whatever waits together, as ours does.
/// </summary>
internal static class BareInbox
{
    public const string Secret = "whsec_bench";
    private const int GroupMax = 256;

    public static async Task Run(int port, string file)
    {
        SQLitePCL.Batteries_V2.Init();
        using var waiting = new BlockingCollection<(string Id, TaskCompletionSource Stored)>();
        new Thread(() => Store(file, waiting)) { IsBackground = true }.Start();
        var webhooks = new StripeWebhooks(
            new StripeSettings { SecretKey = "sk_test_bench", WebhookSecret = Secret },
            TimeProvider.System
        );
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.ListenLocalhost(port));
        var app = builder.Build();
        app.MapGet("/hello", () => "hello");
        app.MapPost(
            "/stripe/webhooks",
            async (HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                var happened = webhooks.Read(body.ToArray(), context.Request.Headers["Stripe-Signature"]);
                if (happened is null)
                    return Results.BadRequest();
                var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting.Add((happened.Id, stored));
                await stored.Task;
                return Results.Ok();
            }
        );
        await app.RunAsync();
    }

    private static void Store(string file, BlockingCollection<(string Id, TaskCompletionSource Stored)> waiting)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var setUp = connection.CreateCommand();
        setUp.CommandText =
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE events (id TEXT PRIMARY KEY, at INTEGER) WITHOUT ROWID";
        setUp.ExecuteNonQuery();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO events VALUES (@id, @at)";
        var (id, at) = (
            insert.Parameters.Add("@id", SqliteType.Text),
            insert.Parameters.Add("@at", SqliteType.Integer)
        );
        insert.Prepare();
        var group = new List<TaskCompletionSource>();
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            group.Clear();
            using (var transaction = connection.BeginTransaction())
            {
                insert.Transaction = transaction;
                for (var one = first; ; )
                {
                    (id.Value, at.Value) = (one.Id, TimeProvider.System.GetTimestamp());
                    insert.ExecuteNonQuery();
                    group.Add(one.Stored);
                    if (group.Count == GroupMax || !waiting.TryTake(out one))
                        break;
                }
                transaction.Commit();
            }
            group.ForEach(stored => stored.SetResult());
        }
    }
}
