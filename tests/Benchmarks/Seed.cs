using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Binome.Contracts;
using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;
using Binome.Contracts.Tenants;
using Binome.Silo.Hosting;

namespace Binome.Benchmarks;

/// <summary>A tenant of the size that the promises name, made through the product itself.</summary>
/// <param name="OtherKey">Of another organisation, which has people alone, or nothing.</param>
/// <param name="ImportSeconds">How long the import of the people took; zero without people.</param>
/// <param name="ImportPeakBytes">The largest the process was while it imported.</param>
internal sealed record Seed(
    string Tenant,
    string Key,
    string OtherKey,
    IReadOnlyList<string> Pairs,
    double ImportSeconds,
    long ImportPeakBytes
)
{
    public const int People = 50_000;
    public const int PairCount = 20_000;
    private const int WarmUpPeople = 10_000;

    public static Task<Seed> Make(string data) => Make(new BenchStorage(data));

    public static async Task<Seed> Make(BenchStorage storage)
    {
        var seed = await WithoutPeople(storage);
        await using var server = await Server.Binome(storage);
        // Warmed like every other figure, with another company's people.
        await Import(server.Address, seed.OtherKey, Csv(WarmUpPeople));
        var seconds = await Import(server.Address, seed.Key, Csv(People));
        return seed with { ImportSeconds = seconds, ImportPeakBytes = server.PeakBytes };
    }

    /// <summary>The pairs alone, by way of their grains, in a host that lets go of the folder before the measured one takes it.</summary>
    public static async Task<Seed> WithoutPeople(BenchStorage storage)
    {
        var settings = new BinomeSettings
        {
            Url = "http://127.0.0.1:0",
            Storage = storage.Settings,
            Log = new LogSettings { Level = "Warning" },
        };
        await using var app = BinomeHost.Build(settings);
        await BinomeHost.Start(app, CancellationToken.None);
        var tenant = Ids.New(Ids.Tenant, Now);
        var grains = new TenantGrains(app.Services.GetRequiredService<IGrainFactory>(), tenant);
        var other = new TenantGrains(app.Services.GetRequiredService<IGrainFactory>(), Ids.New(Ids.Tenant, Now));
        var key = await NewKey(grains);
        var otherKey = await NewKey(other);
        var pairs = await OpenPairs(grains);
        await app.StopAsync();
        return new Seed(tenant, key, otherKey, pairs, 0, 0);
    }

    public static async Task<string> NewKey(TenantGrains grains)
    {
        (await grains.Tenant().Create(new CreateTenant("Bench"))).Value.ShouldExist();
        return (await grains.Tenant().CreateKey(new CreateKey("bench", [], null))).Value.Secret;
    }

    public static string Csv(int people)
    {
        var csv = new StringBuilder();
        csv.AppendLine(
            "employee_id,first_name,last_name,email,manager_employee_id,job_title,job_family,subsidiary,site,country,time_zone,language,hire_date,seniority_level"
        );
        for (var number = 1; number <= people; number++)
            csv.Append($"E{number},Prénom{number},Nom{number},person{number}@bench.example,")
                .Append(
                    number == 1
                        ? ""
                        : $"E{number / 9 + (number / 9 == number ? 2 : 1)}".Replace(
                            $"E{number}",
                            "E1",
                            StringComparison.Ordinal
                        )
                )
                .AppendLine(
                    $",Engineer,it,Subsidiary {number % 44},Site {number % 90},FR,Europe/Paris,fr,2019-03-{number % 28 + 1:D2},{number % 5 + 1}"
                );
        return csv.ToString();
    }

    /// <summary>Seconds from sending the file to the end of its import.</summary>
    public static async Task<double> Import(string address, string key, string csv)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var accepted = await http.PostAsync("/v1/participants/imports", content);
        var path = accepted.EnsureSuccessStatusCode().Headers.Location!;
        while (true)
        {
            using var job = JsonDocument.Parse(await http.GetStringAsync(path));
            var status = job.RootElement.GetProperty("status").GetString();
            if (status == "completed" && job.RootElement.GetProperty("rejected").GetInt32() == 0)
                return clock.Elapsed.TotalSeconds;
            if (status is "completed" or "failed")
                throw new InvalidOperationException(job.RootElement.ToString());
            await Task.Delay(20);
        }
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static async Task<IReadOnlyList<string>> OpenPairs(TenantGrains grains)
    {
        var decision = new PairDecision(
            "prop_bench",
            new ActingMember("mbr_bench", "Bench", "bench@bench.example"),
            null,
            Now
        );
        var programme = Ids.New(Ids.Programme, Now);
        var ids = new List<string>(PairCount);
        for (var chunk = 0; chunk < PairCount; chunk += 500)
        {
            var opened = Enumerable
                .Range(chunk, 500)
                .Select(async number =>
                {
                    var id = Ids.New(Ids.Pair, Now);
                    var command = new OpenPair(
                        programme,
                        Ids.Derived(Ids.Participant, Now, $"mentor{number}"),
                        Ids.Derived(Ids.Participant, Now, $"mentee{number}"),
                        Cadence.Default,
                        "Europe/Paris",
                        Now,
                        0.75,
                        decision
                    );
                    (await grains.Pair(id).Open(command)).Value.ShouldExist();
                    return id;
                });
            ids.AddRange(await Task.WhenAll(opened));
        }
        return ids;
    }
}

internal static class Existence
{
    public static void ShouldExist<T>(this T value)
        where T : class => ArgumentNullException.ThrowIfNull(value);
}
