using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Binome.WebApi.Traffic;

namespace Binome.Benchmarks;

/// <summary>
/// One organisation asks ten times as often as it may, all limits as they are delivered, while another one reads its people (G8). The load comes at a
/// fixed rate, whatever the answers do.
/// </summary>
internal static class Flood
{
    private const int Times = 10;

    /// <summary>Seconds in which requests are counted.</summary>
    private const int Window = 60;
    private const int WarmUpSeconds = 10;

    /// <summary>Longer than the window.</summary>
    private const int Seconds = Window + 15;

    /// <summary>Of the victim; some less than it may.</summary>
    private const int ReadsPerSecond = 80;

    public static async Task Run(string data)
    {
        var seed = await Seed.Make(data);
        var limits = new RequestLimits();
        var storage = new BenchStorage(data)
        {
            RequestsPerMinute = limits.RequestsPerMinute,
            ConcurrentPerTenant = limits.ConcurrentPerTenant,
        };
        await using var server = await Server.Binome(storage);
        var floodPerSecond = Times * limits.RequestsPerMinute / Window;
        Task<Load> Victim(int seconds) =>
            Load.Send($"{server.Address}/v1/participants?limit=20", seed.OtherKey, ReadsPerSecond, seconds);

        await Victim(WarmUpSeconds);
        var alone = await Victim(Seconds);
        var flooding = Load.Send($"{server.Address}/v1/pairs?limit=100", seed.Key, floodPerSecond, Seconds);
        var meanwhile = await Victim(Seconds);
        var flood = await flooding;

        Console.WriteLine(
            $"{flood.Sent} requests at {floodPerSecond} a second, {Times} × what is allowed: {flood.Share(HttpStatusCode.OK):0.0%} served, "
                + $"{flood.Share(HttpStatusCode.TooManyRequests):0.0%} refused"
        );
        Console.WriteLine(
            $"Another organisation meanwhile: {meanwhile.Share(HttpStatusCode.OK):0.00%} of {meanwhile.Sent} served (asked ≥ 99.9%), p99 "
                + $"{meanwhile.P99:0.00} ms, {alone.P99:0.00} ms alone, ratio {meanwhile.P99 / alone.P99:0.0} (asked ≤ 3)"
        );
    }

    /// <summary>What requests at a fixed rate were answered, and when.</summary>
    private sealed record Load(IReadOnlyCollection<(HttpStatusCode Status, double Milliseconds)> Answers)
    {
        private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

        public int Sent => Answers.Count;

        public double P99 => Answers.Select(one => one.Milliseconds).Order().ElementAt((int)(Answers.Count * 0.99));

        public double Share(HttpStatusCode status) => Answers.Count(one => one.Status == status) / (double)Sent;

        public static async Task<Load> Send(string address, string key, int perSecond, int seconds)
        {
            using var http = new HttpClient();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            var answers = new ConcurrentBag<(HttpStatusCode, double)>();
            var sent = new List<Task>();
            var clock = Stopwatch.StartNew();
            using var timer = new PeriodicTimer(Tick);
            while (clock.Elapsed.TotalSeconds < seconds && await timer.WaitForNextTickAsync())
            while (sent.Count < clock.Elapsed.TotalSeconds * perSecond)
                sent.Add(Ask());
            await Task.WhenAll(sent);
            return new Load(answers);

            async Task Ask()
            {
                var asked = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync(address);
                answers.Add((answer.StatusCode, Stopwatch.GetElapsedTime(asked).TotalMilliseconds));
            }
        }
    }
}
