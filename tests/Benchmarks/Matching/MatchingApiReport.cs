using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Binome.Matching;
using Binome.Matching.Proofs;
using Binome.Silo.Cli;
using Binome.Silo.Hosting;

namespace Binome.Benchmarks.Matching;

/// <summary>A cohort of 5,000 × 5,000 over the API of a server in a process of its own: from the file to proposals that are proven.</summary>
internal sealed class MatchingApiReport
{
    private const int Side = 5_000;
    private const int Seed = 1;
    private const int MegaByte = 1_000_000;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan JobTimeMax = TimeSpan.FromMinutes(5);

    private readonly Server server;
    private readonly OperatorClient binome;

    private MatchingApiReport(Server server, OperatorClient binome) => (this.server, this.binome) = (server, binome);

    public static async Task Run(string data)
    {
        var storage = new BenchStorage(data);
        await using var server = await Server.Binome(storage);
        var settings = new BinomeSettings { Url = server.Address, Storage = storage.Settings };
        await using var binome = await OperatorClient.Connect(settings, CancellationToken.None);
        var report = new MatchingApiReport(server, binome);
        await report.SignIn();
        Console.WriteLine($"{Side} × {Side} over the API, one server process");
        var file = MentoringCohort.Csv(Side, Side, Seed);
        await report.Step("people imported", () => report.Import(file));
        var programme = await report.Step("programme made and launched", report.Programme);
        await report.Step("enrolled, a call for each job family", () => report.Enrol(programme));
        // The first run of a process also compiles its code.
        foreach (var which in (string[])["first", "second"])
            await report.Matched(which, programme);
    }

    private async Task Matched(string which, string programme)
    {
        var seen = new List<string>();
        var run = await Step($"{which} run, from asking to proposals", () => Solved(programme, seen));
        Console.WriteLine($"    seen, looking every {LookEvery.TotalMilliseconds} ms: {string.Join(", ", seen)}");
        var pairs = await Step("  its proposals read, in pages of 100", () => Proposals(run));
        var score = (await Get(run)).GetProperty("score").GetDouble();
        Print($"    {pairs.Count} pairs, score {score:0.0000}");
        await Step("  its certificate, checked anew by the server", () => Certificate(run, pairs.Count));
        var proof = await Step("  its proof, downloaded", () => Get($"{run}/proof"));
        var faults = await Step("  the same, checked here", () => Task.Run(() => Faults(proof)));
        if (faults > 0 || Math.Abs(pairs.Sum() - score) > 0.001)
            throw new InvalidOperationException($"{faults} faults, pairs of {pairs.Sum()}, score {score}.");
    }

    private async Task SignIn()
    {
        var made = await Post(Verbs.AllTenants, new { name = "Bench" });
        var tenant = Text(made.GetProperty("tenant"), "id");
        object[] roles = [new { role = "owner", programmes = Array.Empty<string>() }];
        var owner = await Post(
            $"{Verbs.AllTenants}/{tenant}/members",
            new
            {
                name = "Ada",
                email = "ada@bench.example",
                language = "en",
                roles,
            }
        );
        await binome.SignIn(new Uri(Text(owner, "link")).Query["?token=".Length..], CancellationToken.None);
    }

    private async Task<int> Import(string file)
    {
        var import = await Post("/v1/participants/imports", new StringContent(file, Encoding.UTF8, "text/csv"));
        var done = await Finished($"/v1/imports/{Text(import, "id")}", "completed", _ => { });
        return done.GetProperty("created").GetInt32() == 2 * Side ? 2 * Side : throw Unexpected(done);
    }

    private async Task<string> Programme()
    {
        var programme = await Post(
            "/v1/programmes",
            new
            {
                kind = "reverse",
                name = "Bench",
                goals = new[] { new { kind = "skills", description = "Leaders use AI." } },
                owner = new { name = "Ada", email = "ada@bench.example" },
                sponsor = new { name = "Grace", commitment = "I take part myself." },
                starts_on = "2026-01-05",
                acceptance = "not_required",
                charter = "not_required",
            }
        );
        var path = $"/v1/programmes/{Text(programme, "id")}";
        foreach (var item in (string[])["readiness_checked", "goals_communicated"])
            await Post($"{path}/checklist", new { item });
        await Post($"{path}/launch", new { });
        return path;
    }

    private async Task<int> Enrol(string programme)
    {
        var enrolled = 0;
        foreach (var family in MentoringCohort.JobFamilies)
            enrolled += (
                await Post(
                    $"{programme}/enrolments",
                    new { filter = new { job_family = family }, origin = "volunteer" }
                )
            )
                .GetProperty("enrolled")
                .GetInt32();
        return enrolled == 2 * Side ? enrolled : throw new InvalidOperationException($"{enrolled} enrolled.");
    }

    /// <param name="seen">Each change of status, phase or percent, with the time from asking.</param>
    private async Task<string> Solved(string programme, List<string> seen)
    {
        var clock = Stopwatch.StartNew();
        var path = $"/v1/matching_runs/{Text(await Post($"{programme}/matching_runs", new { }), "id")}";
        var last = "";
        await Finished(
            path,
            "proposed",
            row =>
            {
                var percent = (int)Math.Round(row.GetProperty("progress").GetDouble() * 100);
                var phase = row.GetProperty("phase").GetString();
                var now = $"{phase ?? Text(row, "status")} {percent}%";
                if (now != last)
                    seen.Add(
                        string.Create(CultureInfo.InvariantCulture, $"{now} at {clock.Elapsed.TotalSeconds:0.00} s")
                    );
                last = now;
            }
        );
        return path;
    }

    private async Task<List<double>> Proposals(string run)
    {
        var scores = new List<double>();
        for (string? cursor = ""; cursor is not null; )
        {
            var after = cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "";
            var page = await Get($"{run}/proposals?limit=100{after}");
            scores.AddRange(
                page.GetProperty("data").EnumerateArray().Select(pair => pair.GetProperty("score").GetDouble())
            );
            cursor = page.GetProperty("has_more").GetBoolean() ? Text(page, "next_cursor") : null;
        }
        return scores;
    }

    private async Task<bool> Certificate(string run, int pairs)
    {
        var certificate = await Get($"{run}/certificate");
        var holds = certificate.GetProperty("holds").GetBoolean();
        return holds && certificate.GetProperty("pairs").GetInt32() == pairs ? holds : throw Unexpected(certificate);
    }

    private static int Faults(JsonElement proof)
    {
        var text = Encoding.UTF8.GetBytes(proof.GetRawText());
        Print($"    {text.Length / (double)MegaByte:0.0} MB");
        using var stream = new MemoryStream(text);
        var (problem, solution) = MatchingProof.Read(stream);
        return MatchingCertificate.Verify(problem, solution).Count;
    }

    private async Task<JsonElement> Finished(string path, string status, Action<JsonElement> look)
    {
        using var limit = new CancellationTokenSource(JobTimeMax);
        while (true)
        {
            var job = await Get(path);
            look(job);
            if (Text(job, "status") == status)
                return job;
            if (Text(job, "status") == "failed")
                throw Unexpected(job);
            await Task.Delay(LookEvery, limit.Token);
        }
    }

    private async Task<T> Step<T>(string what, Func<Task<T>> work)
    {
        var clock = Stopwatch.StartNew();
        var result = await work();
        Print(
            $"{what, -48} {clock.Elapsed.TotalSeconds, 7:0.00} s, server at most {server.PeakBytes / MegaByte, 5} MB so far"
        );
        return result;
    }

    private Task<JsonElement> Get(string path) => binome.Send(HttpMethod.Get, path, null, CancellationToken.None);

    private Task<JsonElement> Post(string path, object body) =>
        binome.Send(HttpMethod.Post, path, body, CancellationToken.None);

    private static string Text(JsonElement element, string member) =>
        element.GetProperty(member).GetString() ?? throw Unexpected(element);

    private static InvalidOperationException Unexpected(JsonElement answer) => new(answer.ToString());

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
