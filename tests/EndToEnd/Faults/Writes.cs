using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Binome.EndToEnd.Tests.Faults;

/// <summary>Creates programmes, one after the other, and remembers which were acknowledged.</summary>
internal sealed class Writes : IDisposable
{
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(60);
    private readonly HttpClient http;
    private int number;

    public Writes(BinomeProcess binome, string key)
    {
        http = new HttpClient { BaseAddress = binome.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public List<string> Acknowledged { get; } = [];

    /// <summary>One command; a refusal has to be a clear one.</summary>
    public async Task<HttpStatusCode> One()
    {
        var body = new
        {
            kind = "reverse",
            name = $"Programme {++number} {new string('x', 100)}",
            goals = new[] { new { kind = "skills", description = "Leaders use AI." } },
            owner = new { name = "Camille Perrin", email = "camille@acme.example" },
            starts_on = "2026-01-05",
        };
        using var response = await http.PostAsJsonAsync("/v1/programmes", body);
        if (response.StatusCode is HttpStatusCode.Created)
        {
            Acknowledged.Add((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!);
            return response.StatusCode;
        }
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, await response.Content.ReadAsStringAsync());
        response.Headers.RetryAfter.ShouldNotBeNull();
        return response.StatusCode;
    }

    /// <summary>Goes on until one is acknowledged again.</summary>
    public async Task Recovered()
    {
        using var limit = new CancellationTokenSource(RecoveryMax);
        while (await One() is not HttpStatusCode.Created)
            await Task.Delay(100, limit.Token);
    }

    /// <summary>Whatever was acknowledged is there.</summary>
    public static async Task AreThere(BinomeProcess binome, string key, List<string> acknowledged)
    {
        using var reader = binome.Client(key);
        foreach (var id in acknowledged)
            (await reader.Status($"/v1/programmes/{id}")).ShouldBe(HttpStatusCode.OK, id);
    }

    public void Dispose() => http.Dispose();
}
