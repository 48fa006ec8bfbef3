using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Binome.Silo.Hosting;

namespace Binome.Silo.Cli;

/// <summary>The answer of Binome was a refusal.</summary>
internal sealed class OperatorException(string message) : Exception(message);

/// <summary>
/// Talks to Binome over the operator's socket: to the process that runs on the data folder, or else to one started for
/// this verb that serves nothing but the socket. One way through the house for both.
/// </summary>
internal sealed class OperatorClient : IAsyncDisposable
{
    private readonly HttpClient http;
    private readonly WebApplication? own;

    private OperatorClient(HttpClient http, WebApplication? own)
    {
        this.http = http;
        this.own = own;
    }

    public static async Task<OperatorClient> Connect(BinomeSettings settings, CancellationToken cancellation)
    {
        var http = Http(OperatorSocket.PathIn(settings));
        if (await Answers(http, cancellation))
            return new OperatorClient(http, null);
        // Only warnings and errors: what the verb prints is its answer.
        var quiet = new BinomeSettings
        {
            Url = settings.Url,
            PublicUrl = settings.PublicUrl,
            Mail = settings.Mail,
            Storage = settings.Storage,
            Log = new LogSettings { Json = settings.Log.Json, Level = "Warning" },
        };
        var own = BinomeHost.Build(quiet, listens: false);
        await BinomeHost.Start(own, cancellation);
        return new OperatorClient(http, own);
    }

    /// <summary>A client of a host that runs in this process.</summary>
    public static OperatorClient Of(BinomeSettings settings) => new(Http(OperatorSocket.PathIn(settings)), null);

    /// <summary>Sends JSON (or content as it is) and answers the JSON that came back.</summary>
    /// <exception cref="OperatorException">Binome refused; the message says why.</exception>
    public async Task<JsonElement> Send(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var response = await Answer(method, path, body, cancellation);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation));
        return json.RootElement.Clone();
    }

    /// <summary>Signs in by the token of a link; what is sent from then on is that person's.</summary>
    public async Task SignIn(string token, CancellationToken cancellation)
    {
        // The header says, as a browser's does, that no other site made this request.
        http.DefaultRequestHeaders.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        var body = new { token, confirm = true };
        using var response = await Answer(HttpMethod.Post, "/v1/sign_in/redeem", body, cancellation);
        http.DefaultRequestHeaders.Add("Cookie", response.Headers.GetValues("Set-Cookie").Select(NameAndValue));
    }

    private async Task<HttpResponseMessage> Answer(
        HttpMethod method,
        string path,
        object? body,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            _ => JsonContent.Create(body),
        };
        var response = await http.SendAsync(request, cancellation);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(cancellation);
            throw new OperatorException($"{method} {path} was refused ({(int)response.StatusCode}): {text}");
        }
    }

    private static string NameAndValue(string cookie) => cookie[..cookie.IndexOf(';', StringComparison.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (own is null)
            return;
        await own.StopAsync();
        await own.DisposeAsync();
    }

    private static async Task<bool> Answers(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync("/healthz", cancellation);
            return true;
        }
        catch (HttpRequestException nobody) when (nobody.InnerException is SocketException)
        {
            return false;
        }
    }

    private static HttpClient Http(string socket)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, cancellation) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellation);
                    return new NetworkStream(connection, ownsSocket: true);
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri("http://binome") };
    }
}
