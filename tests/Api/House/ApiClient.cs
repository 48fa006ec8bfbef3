using System.Text;
using System.Text.Json;

namespace Binome.Api.Tests.House;

/// <summary>An integrator's client.</summary>
internal sealed class ApiClient(HttpClient http)
{
    private static readonly TimeSpan JobTimeMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(50);

    public Task<HttpResponseMessage> Send(
        string method,
        string path,
        string? body = null,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return http.SendAsync(request);
    }

    public Task<HttpResponseMessage> Upload(string csv, string query = "") =>
        http.PostAsync("/v1/participants/imports" + query, new StringContent(csv, Encoding.UTF8, "text/csv"));

    /// <summary>A request that must succeed.</summary>
    public async Task<JsonElement> Ask(string method, string path, string? body = null)
    {
        using var response = await Send(method, path, body);
        return await Succeeded(response);
    }

    public Task<JsonElement> Get(string path) => Ask("GET", path);

    public Task<JsonElement> Post(string path, string body = "{}") => Ask("POST", path, body);

    /// <summary>Takes a file in and waits until it is through.</summary>
    public async Task<JsonElement> Import(string csv)
    {
        using var response = await Upload(csv);
        var import = await Succeeded(response);
        return await Finished($"/v1/imports/{import.Id()}", "completed");
    }

    /// <summary>Follows a job to the end that is expected of it.</summary>
    public async Task<JsonElement> Finished(string path, string status)
    {
        using var limit = new CancellationTokenSource(JobTimeMax);
        while (true)
        {
            var job = await Get(path);
            if (job.GetProperty("status").GetString() is var at && at == status)
                return job;
            at.ShouldNotBe("failed", job.GetRawText());
            await Task.Delay(PollEvery, limit.Token);
        }
    }

    private static async Task<JsonElement> Succeeded(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(
            $"{response.RequestMessage!.RequestUri} {(int)response.StatusCode} {text}"
        );
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }
}

internal static class Json
{
    public static string Id(this JsonElement element) => element.GetProperty("id").GetString()!;

    public static string Text(this JsonElement element, string member) => element.GetProperty(member).GetString()!;

    public static int Number(this JsonElement element, string member) => element.GetProperty(member).GetInt32();

    public static List<JsonElement> Data(this JsonElement list) => [.. list.GetProperty("data").EnumerateArray()];
}
