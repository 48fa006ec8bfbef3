using static Binome.EndToEnd.Tests.CompanySteps;

namespace Binome.EndToEnd.Tests;

/// <summary>kill -9 in the middle of a job: it goes on where it was and does nothing twice.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Jobs_WhenKilledMidway_GoOnAndCountOnce()
    {
        const int Rows = 6_000;
        using var data = new DataFolder();
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        string import;
        await using (var binome = await BinomeProcess.Start(data.Path))
        {
            using var client = binome.Client(key);
            import = (await client.Import(Company.Csv(Rows))).GetProperty("id").GetString()!;
            while ((await client.Get($"/v1/imports/{import}")).GetProperty("done").GetInt32() == 0)
                await Task.Delay(1);
            await binome.Kill();
        }

        await using var after = await BinomeProcess.Start(data.Path);
        using var reader = after.Client(key);
        var row = await reader.Finished($"/v1/imports/{import}");
        row.GetProperty("created").GetInt32().ShouldBe(Rows);
        row.GetProperty("rejected").GetInt32().ShouldBe(0);
        var last = await reader.Get("/v1/events?limit=1");
        last.GetProperty("data")[0].GetProperty("type").GetString().ShouldBe("import.completed");
    }

    [Fact]
    public async Task Publication_WhenKilledMidway_OpensEachPairOnce()
    {
        using var data = new DataFolder();
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        string run;
        string publication;
        await using (var binome = await BinomeProcess.Start(data.Path))
        {
            using var client = await binome.SignedIn(data.Path, key);
            var import = (await client.Import(Company.Csv(1_200))).GetProperty("id").GetString()!;
            await client.Finished($"/v1/imports/{import}");
            run = await client.DecidedRun(await client.LaunchedProgramme());
            publication = (await client.Publish(run)).GetProperty("id").GetString()!;
            await binome.Kill();
        }

        await using var after = await BinomeProcess.Start(data.Path);
        using var reader = after.Client(key);
        var done = await reader.Finished($"/v1/publications/{publication}");
        var opened = done.GetProperty("opened").GetInt32();
        opened.ShouldBe(done.GetProperty("total").GetInt32());
        var pairs = await reader.All("/v1/pairs");
        pairs.Count.ShouldBe(opened);
        pairs.Select(pair => (Text(pair, "mentor"), Text(pair, "mentee"))).Distinct().Count().ShouldBe(opened);
        var totals = (await reader.Get($"/v1/matching_runs/{run}")).GetProperty("totals");
        totals.GetProperty("published").GetInt32().ShouldBe(opened);
    }
}
