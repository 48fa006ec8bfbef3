using System.Net;
using Binome.Contracts;
using Binome.Contracts.Health;
using Binome.Contracts.Privacy;
using Binome.Grains;
using Binome.Grains.Integrations;
using Binome.Silo.Integrations;
using Binome.Silo.Mail;
using Binome.Silo.Stripe;
using Binome.Storage;
using Binome.WebApi;
using Binome.WebApi.Http;
using Binome.WebApi.Integrations;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Binome.Silo.Hosting;

/// <summary>The composition root: one process of Binome, from settings to a built host.</summary>
internal static class BinomeHost
{
    private const int ThreadsPerCoreMin = 4;

    /// <param name="listens">False serves the operator's socket alone: how a verb works when nothing else runs.</param>
    /// <param name="configure">Changes configuration and services before the host is built; for tests.</param>
    public static WebApplication Build(
        BinomeSettings settings,
        bool listens = true,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.AddBinomeLogging(settings.Log, aside: !listens);
        builder.Services.AddBinomeTelemetry(settings.Telemetry);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<TenantClock>();
        builder.Services.AddBinomeStorage(storage =>
        {
            settings.Storage.CopyTo(storage);
            storage.ClusterScript = ActorRuntime.ClusterScript;
        });
        builder.AddActorRuntime(settings);
        builder.Services.AddBinomeGrains();
        builder.AddBinomeSecrets(settings);
        builder.Services.AddSingleton<IKeySeal, DataProtectionKeySeal>();
        builder.Services.AddBinomeMail(settings.Mail);
        builder.Services.AddBinomeWebhooks(settings);
        builder.Services.AddBinomeStripe(settings.Stripe);
        builder.Services.AddSingleton(settings.Limits);
        builder.Services.AddSingleton(new FailoverWait(ActorRuntime.FailoverMax(settings)));
        builder.Services.AddBinomeApi(builder.Configuration);
        builder.Services.AddSingleton(provider => new PublicAddress(() => AddressOf(settings, provider)));
        builder.Services.AddSingleton<IReadiness, Readiness>();
        if (settings.Role is not NodeRole.Api)
        {
            builder.Services.AddHostedService<SweeperStart>();
            builder.Services.AddHostedService<WebhookRouter>();
        }
        builder.Services.AddHostedService<Housekeeping>();
        builder.Services.AddSingleton<IConnectionListenerFactory, BoundedListeners>();
        builder.WebHost.ConfigureKestrel(server => Listen(server, settings, listens));
        configure?.Invoke(builder);

        var app = builder.Build();
        if (settings.Role is NodeRole.Silo)
            app.Use(HealthAlone);
        app.MapBinomeApi();
        // Nobody else asks for them; they listen from the moment they exist.
        app.Services.GetService<TracerProvider>();
        app.Services.GetService<MeterProvider>();
        return app;
    }

    /// <summary>Takes the data folder first, so that a second process ends here and touches nothing.</summary>
    /// <exception cref="DataFolderLockedException">Another process works on the folder.</exception>
    public static async Task Start(WebApplication app, CancellationToken cancellation)
    {
        SpareThreads();
        app.Services.GetRequiredService<StorageDatabase>().Open();
        await ActorRuntime.Prepare(app);
        var settings = app.Services.GetRequiredService<BinomeSettings>();
        var socket = OperatorSocket.PathIn(settings);
        // Left by a process that was killed; the lock says that nobody listens on it.
        File.Delete(socket);
        await app.StartAsync(cancellation);
        OperatorSocket.Protect(socket);
    }

    /// <summary>
    /// Reads of SQLite and files hold their thread for a moment. The pool begins with one thread a core and adds others twice a
    /// second at most, and until then whoever asks waits behind work that only waits itself.
    /// </summary>
    private static void SpareThreads()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.GetMaxThreads(out var most, out _);
        var wanted = Math.Min(ThreadsPerCoreMin * Environment.ProcessorCount, most);
        ThreadPool.SetMinThreads(Math.Max(workers, wanted), ports);
    }

    /// <summary>What a node without the API answers over the network; its operator has the socket.</summary>
    private static Task HealthAlone(HttpContext context, RequestDelegate next)
    {
        var isOperator = context.Connection.LocalIpAddress is null;
        if (isOperator || context.Request.Path.Value is "/healthz" or "/readyz")
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>The address that was set; a free port is known once the server listens on it.</summary>
    private static string AddressOf(BinomeSettings settings, IServiceProvider provider)
    {
        if (settings.PublicUrl is not null || new Uri(settings.Url).Port != 0)
            return settings.Address;
        var bound = provider.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        return bound?.FirstOrDefault(url => url.StartsWith("http", StringComparison.Ordinal) && !url.Contains("unix"))
            ?? settings.Address;
    }

    private static void Listen(KestrelServerOptions server, BinomeSettings settings, bool listens)
    {
        server.AddServerHeader = false;
        server.ListenUnixSocket(OperatorSocket.PathIn(settings));
        if (!listens)
            return;
        var url = new Uri(settings.Url);
        if (url.IsLoopback && url.Port != 0 && !IPAddress.TryParse(url.Host, out _))
            server.ListenLocalhost(url.Port, options => Serve(options, url));
        else if (IPAddress.TryParse(url.Host, out var address))
            server.Listen(address, url.Port, options => Serve(options, url));
        else
            server.ListenAnyIP(url.Port, options => Serve(options, url));
    }

    private static void Serve(ListenOptions options, Uri url)
    {
        if (url.Scheme == Uri.UriSchemeHttps)
            options.UseHttps();
        options.Use(requests => connection => StreamConnection.Serve(connection, requests));
    }
}
