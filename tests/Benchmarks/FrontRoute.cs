using Binome.Silo.Hosting;

namespace Binome.Benchmarks;

/// <summary>Binome with one more route in front of its whole pipeline.</summary>
/// <param name="Serve">Gets the request and what follows the route's path, without the slash.</param>
internal sealed record FrontRoute(string Path, Func<HttpContext, string, Task> Serve) : IStartupFilter
{
    /// <summary>Until the process is stopped.</summary>
    public static async Task Run(BenchStorage storage, int port, Action<IServiceCollection> configure)
    {
        var settings = new BinomeSettings
        {
            Url = $"http://127.0.0.1:{port}",
            Storage = storage.Settings,
            Limits = storage.Limits,
        };
        await using var app = BinomeHost.Build(settings, configure: builder => configure(builder.Services));
        await BinomeHost.Start(app, CancellationToken.None);
        await app.WaitForShutdownAsync();
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(following =>
                context =>
                    context.Request.Path.StartsWithSegments(Path, out var rest)
                        ? Serve(context, rest.Value![1..])
                        : following(context)
            );
            next(app);
        };
}
