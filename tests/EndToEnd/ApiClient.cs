using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Binome.EndToEnd.Tests;

/// <summary>The API as an integrator calls it.</summary>
internal sealed class ApiClient : IDisposable
{
    private static readonly object Coordinator = new { name = "Camille Perrin", email = "camille@acme.example" };
    private static readonly TimeSpan JobTimeMax = TimeSpan.FromMinutes(2);
    private readonly HttpClient http;
    private readonly HttpClient person;

    public ApiClient(Uri address, string key)
    {
        http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        person = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
        person.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>Signs in by a link; what people alone may do is sent under this session.</summary>
    public async Task SignIn(string link)
    {
        var body = new { token = new Uri(link).Query["?token=".Length..], confirm = true };
        using var response = await person.PostAsJsonAsync("/v1/sign_in/redeem", body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        person.DefaultRequestHeaders.Add("Cookie", response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    public async Task<JsonElement> Get(string path)
    {
        using var response = await http.GetAsync(path);
        return await Read(response);
    }

    public async Task<HttpStatusCode> Status(string path)
    {
        using var response = await http.GetAsync(path);
        return response.StatusCode;
    }

    public async Task<JsonElement> Post(string path, object body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = body is string csv
            ? new StringContent(csv, Encoding.UTF8, "text/csv")
            : JsonContent.Create(body);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await http.SendAsync(request);
        return await Read(response);
    }

    /// <summary>What a person does.</summary>
    public async Task<JsonElement> Act(string path, object body)
    {
        using var response = await person.PostAsJsonAsync(path, body);
        return await Read(response);
    }

    /// <summary>Every item of a list, over all its pages.</summary>
    public async Task<List<JsonElement>> All(string path)
    {
        var items = new List<JsonElement>();
        var separator = path.Contains('?') ? '&' : '?';
        for (string? cursor = ""; cursor is not null; )
        {
            var page = await Get(
                $"{path}{separator}limit=100{(cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "")}"
            );
            items.AddRange(page.GetProperty("data").EnumerateArray());
            cursor = page.GetProperty("has_more").GetBoolean() ? page.GetProperty("next_cursor").GetString() : null;
        }
        return items;
    }

    /// <summary>Follows a job to its end.</summary>
    public async Task<JsonElement> Finished(string path, string status = "completed")
    {
        using var limit = new CancellationTokenSource(JobTimeMax);
        while (true)
        {
            var job = await Get(path);
            var now = job.GetProperty("status").GetString();
            if (now == status)
                return job;
            now.ShouldNotBe("failed", job.ToString());
            await Task.Delay(50, limit.Token);
        }
    }

    public Task<JsonElement> Import(string csv) => Post("/v1/participants/imports", csv);

    /// <summary>A launched reverse programme in which everybody is enrolled.</summary>
    public async Task<string> LaunchedProgramme()
    {
        var programme = await Post(
            "/v1/programmes",
            new
            {
                kind = "reverse",
                name = "Reverse",
                goals = new[] { new { kind = "skills", description = "Leaders use AI." } },
                owner = Coordinator,
                sponsor = new { name = "Hélène Vasseur", commitment = "I take part myself." },
                starts_on = "2026-01-05",
                acceptance = "not_required",
                charter = "not_required",
            }
        );
        var id = programme.GetProperty("id").GetString()!;
        foreach (var item in (string[])["readiness_checked", "goals_communicated"])
            await Act($"/v1/programmes/{id}/checklist", new { item });
        await Act($"/v1/programmes/{id}/launch", new { });
        await Post($"/v1/programmes/{id}/enrolments", new { filter = new { }, origin = "volunteer" });
        return id;
    }

    /// <summary>Runs the matching, accepts every proposal, and answers the run's id.</summary>
    public async Task<string> DecidedRun(string programme)
    {
        var run = (await Post($"/v1/programmes/{programme}/matching_runs", new { })).GetProperty("id").GetString()!;
        await Finished($"/v1/matching_runs/{run}", "proposed");
        var proposals = await All($"/v1/matching_runs/{run}/proposals");
        var decisions = proposals.Select(proposal => new
        {
            proposal = proposal.GetProperty("id").GetString(),
            decision = "accept",
        });
        foreach (var chunk in decisions.Chunk(500))
            await Act($"/v1/matching_runs/{run}/decisions", new { decisions = chunk });
        return run;
    }

    public Task<JsonElement> Publish(string run) => Act($"/v1/matching_runs/{run}/publish", new { });

    public void Dispose()
    {
        http.Dispose();
        person.Dispose();
    }

    private static async Task<JsonElement> Read(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{response.RequestMessage} → {(int)response.StatusCode}\n{text}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }
}
