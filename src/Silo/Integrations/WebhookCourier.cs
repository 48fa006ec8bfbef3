using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Binome.Contracts;
using Binome.Contracts.Integrations;

namespace Binome.Silo.Integrations;

/// <summary>
/// Sends events: signed, to checked addresses, without redirects, proxies or cookies, each within its time, so many at once for a
/// tenant and for the process.
/// </summary>
internal sealed class WebhookCourier : IWebhookCourier, IDisposable
{
    private const string Version = "Binome-Version";
    private const string UserAgent = "Binome-Webhooks/1";

    /// <summary>The status has come; so long its body may take.</summary>
    private static readonly TimeSpan BodyTimeMax = TimeSpan.FromSeconds(2);

    private readonly WebhookTargets targets;
    private readonly TimeProvider time;
    private readonly HttpClient http;
    private readonly SemaphoreSlim ofProcess = new(WebhookLimits.RequestsPerProcessMax);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> ofTenants = new(StringComparer.Ordinal);

    public WebhookCourier(WebhookTargets targets, TimeProvider time)
    {
        this.targets = targets;
        this.time = time;
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = targets.Connect,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = WebhookLimits.ResponseHeaderKilobytesMax,
            // What is left of an answer is not read to save its connection.
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        };
        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public Failure? Refusal(string url) => targets.Refusal(url);

    public async Task<WebhookAnswer> Send(WebhookLetter letter, CancellationToken cancellation)
    {
        var ofTenant = ofTenants.GetOrAdd(letter.Tenant, _ => new SemaphoreSlim(WebhookLimits.RequestsPerTenantMax));
        await ofTenant.WaitAsync(cancellation);
        try
        {
            await ofProcess.WaitAsync(cancellation);
            try
            {
                return await Attempt(letter, cancellation);
            }
            finally
            {
                ofProcess.Release();
            }
        }
        finally
        {
            ofTenant.Release();
        }
    }

    public void Dispose()
    {
        http.Dispose();
        ofProcess.Dispose();
    }

    private async Task<WebhookAnswer> Attempt(WebhookLetter letter, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        WebhookAnswer Failed(string error) => new(null, error, time.GetElapsedTime(began), null, null);
        using var limit = new CancellationTokenSource(WebhookLimits.AttemptTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var request = Request(letter);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var excerpt = await Excerpt(response, either.Token);
            return new WebhookAnswer(
                (int)response.StatusCode,
                response.IsSuccessStatusCode ? null : WebhookErrors.Status,
                time.GetElapsedTime(began),
                excerpt,
                RetryAfter(response.Headers.RetryAfter)
            );
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (OperationCanceledException)
        {
            return Failed(WebhookErrors.TimedOut);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or SocketException)
        {
            return Failed(ErrorOf(problem));
        }
    }

    private HttpRequestMessage Request(WebhookLetter letter)
    {
        var at = time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, letter.Url)
        {
            Content = new ByteArrayContent(letter.Body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        var headers = request.Headers;
        headers.TryAddWithoutValidation("User-Agent", UserAgent);
        headers.TryAddWithoutValidation(Version, letter.ApiVersion);
        headers.TryAddWithoutValidation(WebhookSignature.IdHeader, letter.MessageId);
        headers.TryAddWithoutValidation(WebhookSignature.TimestampHeader, at.ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation(
            WebhookSignature.SignatureHeader,
            WebhookSignature.Of(letter.MessageId, at, letter.Body, letter.Keys)
        );
        return request;
    }

    /// <summary>The beginning of the body, whatever it is, as one line of text. What is cut or late changes no verdict.</summary>
    private async Task<string?> Excerpt(HttpResponseMessage response, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(BodyTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var bytes = new byte[WebhookLimits.ResponseBytesMax];
        var length = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            for (int read; length < bytes.Length; length += read)
                if ((read = await body.ReadAsync(bytes.AsMemory(length), either.Token)) == 0)
                    break;
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or HttpRequestException)
        {
            // The status stands; the excerpt ends where it ends.
        }
        if (length == 0)
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        if (text.Length > WebhookLimits.ExcerptCharactersMax)
            text = text[..WebhookLimits.ExcerptCharactersMax];
        return string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var asked = header?.Delta ?? header?.Date - time.GetUtcNow();
        return asked > TimeSpan.Zero ? asked : null;
    }

    private static string ErrorOf(Exception problem)
    {
        for (var inner = problem; inner is not null; inner = inner.InnerException)
            switch (inner)
            {
                case TargetRefusedException:
                    return WebhookErrors.Refused;
                case AuthenticationException:
                    return WebhookErrors.Tls;
                case SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
                }:
                    return WebhookErrors.NotFound;
                case SocketException:
                    return WebhookErrors.Unreachable;
            }
        return WebhookErrors.Broken;
    }
}
