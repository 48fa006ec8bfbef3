using System.Buffers;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Binome.Contracts.Billing;
using Binome.Contracts.Health;
using Binome.Contracts.Insights;
using Binome.Contracts.Intake;
using Binome.Contracts.Integrations;
using Binome.Contracts.Ledger;
using Binome.Contracts.Mail;
using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;
using Binome.Contracts.Tenants;
using Binome.WebApi;
using Binome.WebApi.Integrations;
using Binome.WebApi.Traffic;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Binome.Api.Tests.Edge;

/// <summary>
/// The API on a real server and socket, with grains and storage that do what a test says: how it answers when what lies
/// behind it fails, which the whole product cannot be asked to do at will.
/// </summary>
internal sealed class EdgeHost : IAsyncDisposable
{
    public const string Tenant = "ten_0000000000aaaaaaaaaaaaaaaa";

    /// <summary>How long a request waits for a grain whose node is gone.</summary>
    public static readonly TimeSpan FailoverMax = TimeSpan.FromSeconds(2);

    private readonly WebApplication app;
    private readonly string folder = Directory.CreateTempSubdirectory("binome-edge-").FullName;

    private EdgeHost(RequestLimits limits)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(Log);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Listen(
                System.Net.IPAddress.Loopback,
                0,
                options => options.Use(requests => connection => StreamConnection.Serve(connection, requests))
            );
            server.ListenUnixSocket(Path.Combine(folder, "s"));
        });
        var services = builder.Services;
        services.AddSingleton(Grains.Factory);
        services.AddSingleton<ICredentials>(Credentials);
        services.AddSingleton(Stub.Of<ICredentialUses>((_, _) => null));
        services.AddSingleton(Stub.Of<IMemberRows>((method, arguments) => Rows("members", method.Name, arguments)));
        services.AddSingleton(Stub.Of<IReachRows>((method, arguments) => Rows("reach", method.Name, arguments)));
        services.AddSingleton(Stub.Of<IMailQueue>((_, _) => Task.FromResult<Outcome<string>>("mail_1")));
        services.AddSingleton(new PublicAddress(() => "http://localhost:5080"));
        services.AddSingleton<IIdempotency>(Idempotency);
        services.AddSingleton<IImportUploads>(Uploads);
        services.AddSingleton(Stub.Of<IReadiness>((_, _) => Ready()));
        services.AddSingleton(Stub.Of<IPairRows>((method, arguments) => Rows("pairs", method.Name, arguments)));
        services.AddSingleton(Stub.Of<ISessionRows>((method, arguments) => Rows("sessions", method.Name, arguments)));
        services.AddSingleton(Stub.Of<IParticipantRows>((method, arguments) => Rows("people", method.Name, arguments)));
        services.AddSingleton(Stub.Of<IMessageRows>((method, arguments) => Rows("messages", method.Name, arguments)));
        services.AddSingleton(Stub.Of<IIntakeRows>((method, arguments) => Rows("intakes", method.Name, arguments)));
        services.AddSingleton(Stub.Of<IImportRows>((method, arguments) => Rows("imports", method.Name, arguments)));
        services.AddSingleton(
            Stub.Of<IProgrammeRows>((method, arguments) => Rows("programmes", method.Name, arguments))
        );
        services.AddSingleton(Stub.Of<IMatchingRows>((method, arguments) => Rows("matching", method.Name, arguments)));
        services.AddSingleton(Stub.Of<IEventFeed>((method, arguments) => Rows("feed", method.Name, arguments)));
        services.AddSingleton(Stub.Of<IWebhookRows>((method, arguments) => Rows("webhooks", method.Name, arguments)));
        services.AddSingleton(Stub.Of<IEventRows>((method, arguments) => Rows("events", method.Name, arguments)));
        services.AddSingleton(
            Stub.Of<IProgrammeReports>((method, arguments) => Rows("reports", method.Name, arguments))
        );
        services.AddSingleton(Stub.Of<IStripe>((_, _) => null));
        services.AddSingleton(Stub.Of<IStripeWebhooks>((_, _) => null));
        services.AddSingleton(Stub.Of<IBillingRows>((method, arguments) => Rows("billing", method.Name, arguments)));
        services.AddSingleton(new TenantClock(TimeProvider.System));
        services.AddSingleton(limits);
        services.AddSingleton(new FailoverWait(FailoverMax));
        services.AddBinomeApi(builder.Configuration);
        app = builder.Build();
        app.MapBinomeApi();
        Key = Credentials.Add(Tenant);
    }

    public StubGrains Grains { get; } = new();

    public FakeCredentials Credentials { get; } = new();

    public FakeIdempotency Idempotency { get; } = new();

    public FakeUploads Uploads { get; } = new();

    public LogLines Log { get; } = new();

    /// <summary>Answers reads: which rows, which method, with which arguments.</summary>
    public Func<string, string, object?[], object?> Rows { get; set; } = (_, _, _) => null;

    public Func<Task> Ready { get; set; } = () => Task.CompletedTask;

    public string Key { get; }

    public HttpClient Client { get; private set; } = null!;

    /// <summary>What programs call.</summary>
    public IEnumerable<RouteEndpoint> Routes => Endpoints.Where(route => !IsPage(route));

    /// <summary>What people open.</summary>
    public IEnumerable<RouteEndpoint> Pages => Endpoints.Where(IsPage);

    private IEnumerable<RouteEndpoint> Endpoints =>
        app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    public static async Task<EdgeHost> Start(RequestLimits? limits = null)
    {
        var host = new EdgeHost(limits ?? new RequestLimits());
        await host.app.StartAsync();
        var address = host.app.Urls.First(url => url.StartsWith("http://127", StringComparison.Ordinal));
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        host.Client = new HttpClient(handler) { BaseAddress = new Uri(address) };
        host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Key);
        return host;
    }

    public Task Stop() => app.StopAsync();

    public HttpClient OperatorClient() =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancellation) =>
                {
                    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(folder, "s")), cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = new Uri("http://operator"),
        };

    public Task<HttpResponseMessage> Send(
        string method,
        string path,
        string? json = null,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request);
    }

    private static bool IsPage(RouteEndpoint route) => route.Metadata.GetMetadata<PageActionDescriptor>() is not null;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

internal static class EdgeAnswers
{
    public static async Task<JsonElement> Json(this HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.Clone();
    }

    /// <summary>The answer is this problem, in the form that every problem has.</summary>
    public static async Task<JsonElement> ShouldBeProblem(this HttpResponseMessage response, int status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Json();
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("type").GetString().ShouldBe($"urn:binome:problem:{code}");
        problem.GetProperty("request_id").GetString().ShouldBe(response.Headers.GetValues("Request-Id").Single());
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        return problem;
    }

    public static Task<StoredJson?> Json(PairRow row, long version) =>
        Task.FromResult<StoredJson?>(new StoredJson(row.Id, version, LedgerJson.Write(row)));

    /// <summary>A page with one row after which there are more, for <see cref="IPairRows.ListJson"/>.</summary>
    public static Task<string?> JsonPage(object?[] arguments, PairRow row)
    {
        ((IBufferWriter<byte>)arguments[^1]!).Write(LedgerJson.Write(row));
        return Task.FromResult<string?>(row.Id);
    }
}
