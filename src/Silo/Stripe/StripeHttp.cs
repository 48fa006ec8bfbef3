using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Binome.Contracts.Billing;

namespace Binome.Silo.Stripe;

/// <summary>Sends one request to Stripe, again where it may, bounded in time; what comes back is an answer or a <see cref="StripeException"/>.</summary>
internal sealed class StripeHttp(IHttpClientFactory clients, StripeSettings settings, TimeProvider time)
{
    public const string ClientName = "stripe";

    /// <summary>The version whose shapes <see cref="StripeAnswers"/> are.</summary>
    public const string Version = "2026-10-28.endive";

    public static readonly TimeSpan AttemptMax = TimeSpan.FromSeconds(4);
    private const int AttemptsMax = 3;
    private static readonly TimeSpan BackoffFirst = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan BackoffMax = TimeSpan.FromSeconds(5);
    private const string ShouldRetry = "Stripe-Should-Retry";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public Task<T> Get<T>(string path, StripeForm? query = null) =>
        Send<T>(HttpMethod.Get, query is null ? path : $"{path}?{query.Query()}", form: null, key: null);

    /// <param name="key">The same key does it once; null takes one for this call and its repetitions.</param>
    public Task<T> Post<T>(string path, StripeForm form, string? key = null) =>
        Send<T>(HttpMethod.Post, path, form, key ?? Guid.NewGuid().ToString("N"));

    public Task<T> Delete<T>(string path) => Send<T>(HttpMethod.Delete, path, form: null, key: null);

    private async Task<T> Send<T>(HttpMethod method, string path, StripeForm? form, string? key)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, failure, mayRetry) = await Attempt<T>(method, path, form, key);
            if (failure is null)
                return answer!;
            if (!mayRetry || attempt == AttemptsMax)
                throw failure;
            await Task.Delay(Backoff(attempt), time);
        }
    }

    private async Task<(T? Answer, StripeException? Failure, bool MayRetry)> Attempt<T>(
        HttpMethod method,
        string path,
        StripeForm? form,
        string? key
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = form?.Body() };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.SecretKey);
        request.Headers.Add("Stripe-Version", Version);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request);
            if (!response.IsSuccessStatusCode)
                return (default, await FailureOf(response), IsRetryable(response));
            await using var body = await response.Content.ReadAsStreamAsync();
            var answer =
                await JsonSerializer.DeserializeAsync<T>(body, Json) ?? throw new JsonException("The answer is null.");
            return (answer, null, false);
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException or IOException)
        {
            return (default, new StripeException(StripeFault.Unavailable, "connection", problem), true);
        }
        catch (JsonException problem)
        {
            return (default, new StripeException(StripeFault.Unavailable, "answer_unreadable", problem), false);
        }
    }

    private static bool IsRetryable(HttpResponseMessage response) =>
        response.Headers.TryGetValues(ShouldRetry, out var said)
            ? said.First() == "true"
            : response.StatusCode == HttpStatusCode.Conflict || (int)response.StatusCode >= 500;

    private static async Task<StripeException> FailureOf(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var fault = status switch
        {
            401 or 403 => StripeFault.Unauthorized,
            404 => StripeFault.NotFound,
            409 or 429 or >= 500 => StripeFault.Unavailable,
            _ => StripeFault.Refused,
        };
        return new StripeException(fault, await CodeOf(response) ?? $"status_{status}");
    }

    // The message may name people or addresses; the code does not.
    private static async Task<string?> CodeOf(HttpResponseMessage response)
    {
        try
        {
            var body = await response.Content.ReadAsByteArrayAsync();
            var error = JsonSerializer.Deserialize<ErrorAnswer>(body, Json)?.Error;
            return error?.Code ?? error?.Type;
        }
        catch (JsonException)
        {
            // A proxy's page instead of Stripe's answer; the status says enough.
            return null;
        }
    }

    private static TimeSpan Backoff(int attempt)
    {
        var wait = BackoffFirst * Math.Pow(2, attempt - 1);
        var bounded = wait < BackoffMax ? wait : BackoffMax;
        // Half of it by chance, so that many callers don't come back at once.
        return bounded / 2 + bounded / 2 * Random.Shared.NextDouble();
    }
}
