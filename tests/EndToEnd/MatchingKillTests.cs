using System.Net;
using System.Text.Json;
using Binome.EndToEnd.Tests.Crashes;
using static Binome.EndToEnd.Tests.CompanySteps;

namespace Binome.EndToEnd.Tests;

/// <summary>kill -9 in the middle of a matching run, and again as its result appears: nothing half done is ever seen, and its end is that of a quiet run.</summary>
public sealed class MatchingKillTests
{
    private const int People = 4_000;
    private static readonly TimeSpan RunTimeMax = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    [Fact]
    public async Task MatchingRun_WhenKilledMidway_ShowsNothingHalfDone_AndEndsAsAQuietOne()
    {
        using var data = new DataFolder();
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        string programme;
        string run;
        string unwanted;
        await using (var binome = await BinomeProcess.Start(data.Path))
        {
            using var client = await binome.SignedIn(data.Path, key);
            var import = Text(await client.Import(Company.Csv(People)), "id");
            await client.Finished($"/v1/imports/{import}");
            programme = await client.LaunchedProgramme();
            run = await NewRun(client, programme);
            unwanted = await NewRun(client, programme);
            var under = await Seen(client, run, row => row.GetProperty("progress").GetDouble() > 0);
            await binome.Kill();
            Text(under, "status").ShouldBe("solving", "The run ended before the kill.");
        }
        using (var left = new DeadDatabase(data.Path))
            left.ShouldBeSound();
        using (var disk = new RunOnDisk(data.Path, run))
        {
            disk.HasResults().ShouldBeFalse();
            disk.PassTheHeartbeat();
            await using var binome = await BinomeProcess.Start(data.Path);
            using var client = binome.Client(key);
            await client.Post($"/v1/matching_runs/{unwanted}/cancel", new { });
            disk.AwaitResults();
            await binome.Kill();
        }

        await using var after = await BinomeProcess.Start(data.Path);
        using var reader = after.Client(key);
        var quiet = await NewRun(reader, programme);
        await Seen(reader, run, IsProposed);
        await Seen(reader, quiet, IsProposed);

        (await Result(reader, run)).ShouldBe(await Result(reader, quiet));
        var certificate = await reader.Get($"/v1/matching_runs/{run}/certificate");
        certificate.GetProperty("holds").GetBoolean().ShouldBeTrue();
        certificate.GetProperty("pairs").GetInt32().ShouldBeGreaterThan(0);
        foreach (var type in (string[])["matching_run.started", "matching_run.proposed"])
        {
            var raised = await reader.All($"/v1/events?types={type}");
            raised.Count(happened => Text(happened, "resource") == run).ShouldBe(1, type);
        }
        Text(await reader.Get($"/v1/matching_runs/{unwanted}"), "status").ShouldBe("cancelled");
        await ShouldShowNothing(reader, unwanted);
    }

    private static async Task<string> NewRun(ApiClient client, string programme) =>
        Text(await client.Post($"/v1/programmes/{programme}/matching_runs", new { }), "id");

    private static bool IsProposed(JsonElement run) => Text(run, "status") == "proposed";

    /// <summary>Follows a run; what is to be seen of its result is there only once it says so.</summary>
    private static async Task<JsonElement> Seen(ApiClient client, string run, Func<JsonElement, bool> what)
    {
        using var limit = new CancellationTokenSource(RunTimeMax);
        while (true)
        {
            // In this order: a result that comes in between is said by the status that is read last.
            var pairs = await Count(client, run, "proposals");
            var leftOver = await Count(client, run, "unmatched");
            var proof = await client.Status($"/v1/matching_runs/{run}/proof");
            var row = await client.Get($"/v1/matching_runs/{run}");
            if (!IsProposed(row))
                (pairs, leftOver, proof).ShouldBe((0, 0, HttpStatusCode.Conflict), row.ToString());
            Text(row, "status").ShouldBeOneOf("queued", "solving", "proposed");
            if (what(row))
                return row;
            await Task.Delay(Look, limit.Token);
        }
    }

    private static async Task ShouldShowNothing(ApiClient client, string run)
    {
        (await Count(client, run, "proposals")).ShouldBe(0);
        (await Count(client, run, "unmatched")).ShouldBe(0);
        (await client.Status($"/v1/matching_runs/{run}/certificate")).ShouldBe(HttpStatusCode.Conflict);
    }

    private static async Task<int> Count(ApiClient client, string run, string list) =>
        (await client.Get($"/v1/matching_runs/{run}/{list}?limit=1")).GetProperty("data").GetArrayLength();

    /// <summary>Everything that a run says, apart from ids and times of its own.</summary>
    private static async Task<string> Result(ApiClient client, string run)
    {
        var row = await client.Get($"/v1/matching_runs/{run}");
        var pairs = await client.All($"/v1/matching_runs/{run}/proposals");
        var leftOver = await client.All($"/v1/matching_runs/{run}/unmatched");
        string[] said =
        [
            $"{row.GetProperty("score")} {row.GetProperty("totals")}",
            .. pairs
                .Select(pair =>
                    $"{Text(pair, "mentor")} {Text(pair, "mentee")} {pair.GetProperty("score")} {pair.GetProperty("reasons")}"
                )
                .Order(StringComparer.Ordinal),
            .. leftOver
                .Select(person => $"{Text(person, "participant")} {Text(person, "role")} {Text(person, "message")}")
                .Order(StringComparer.Ordinal),
        ];
        return string.Join('\n', said);
    }
}
