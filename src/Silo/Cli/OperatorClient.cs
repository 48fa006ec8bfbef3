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
    public async Task<JsonElement> Send(HttpMethod method, string path, object? body, CancellationToken cancellation) =>
        await Send(method, path, body, null, cancellation);

    /// <summary>The same, with an API key.</summary>
    public async Task<JsonElement> Send(
        HttpMethod method,
        string path,
        object? body,
        string? key,
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
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        using var response = await http.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if (!response.IsSuccessStatusCode)
            throw new OperatorException($"{method} {path} was refused ({(int)response.StatusCode}): {text}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

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
