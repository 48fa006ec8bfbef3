using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Binome.EndToEnd.Tests;

/// <summary>
/// An integrator as the documentation asks for: sends each command under a key of its own, and again under the same key,
/// elsewhere when it can, until it is acknowledged. Keeps what was.
/// </summary>
internal sealed class SteadyClient(IReadOnlyList<Uri> addresses, string apiKey, int daysAgo = 0) : IDisposable
{
    private static readonly TimeSpan CommandTimeMax = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly HttpClient http = new() { Timeout = CommandTimeMax };

    // One instant for all, so that the same key always comes with the same body.
    private readonly string startsAt = TimeProvider
        .System.GetUtcNow()
        .AddDays(-daysAgo)
        .AddMinutes(-1)
        .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private long waitMax;

    /// <summary>Sessions that were answered 201, and their pairs.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = new();

    /// <summary>Answers that were no acknowledgement, by status; 0 is a connection that broke.</summary>
    public ConcurrentDictionary<int, int> Refused { get; } = new();

    /// <summary>The longest time that a command took to be acknowledged.</summary>
    public TimeSpan WaitMax => TimeSpan.FromTicks(Interlocked.Read(ref waitMax));

    /// <summary>Logs a session for one pair after another until told to stop; then the one under way is still brought through.</summary>
    public async Task Log(IReadOnlyList<string> pairs, int caller, int callers, CancellationToken stop)
    {
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var pair = pairs[(number * callers + caller) % pairs.Count];
            var since = Stopwatch.GetTimestamp();
            Acknowledged[await Held(pair, $"{caller}-{number}", caller)] = pair;
            Longest(Stopwatch.GetElapsedTime(since));
        }
    }

    /// <summary>One session under this key, begun at one node and repeated at the next; its id.</summary>
    public async Task<string> Held(string pair, string key, int node)
    {
        var body = new
        {
            status = "held",
            starts_at = startsAt,
            duration_minutes = 45,
            format = "video",
        };
        var sent = JsonSerializer.Serialize(body);
        using var limit = new CancellationTokenSource(CommandTimeMax);
        for (var attempt = node; ; attempt++)
        {
            var address = addresses[attempt % addresses.Count];
            if (await Send(new Uri(address, $"/v1/pairs/{pair}/sessions"), key, sent) is { } session)
                return session;
            await Task.Delay(Pause, limit.Token);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<string?> Send(Uri address, string key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        request.Headers.Add("Idempotency-Key", key);
        request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        try
        {
            using var response = await http.SendAsync(request);
            if (response.IsSuccessStatusCode)
                return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
            Refused.AddOrUpdate((int)response.StatusCode, 1, (_, count) => count + 1);
            // Busy, or begun already by an attempt that lost its connection: both are for later, anything else is wrong.
            ((int)response.StatusCode).ShouldBeOneOf(503, 409);
        }
        catch (HttpRequestException)
        {
            Refused.AddOrUpdate(0, 1, (_, count) => count + 1);
        }
        return null;
    }

    private void Longest(TimeSpan wait)
    {
        for (var known = Interlocked.Read(ref waitMax); wait.Ticks > known; known = Interlocked.Read(ref waitMax))
            if (Interlocked.CompareExchange(ref waitMax, wait.Ticks, known) == known)
                return;
    }
}
