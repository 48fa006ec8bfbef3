namespace Binome.Benchmarks;

/// <summary>The peer: Kestrel with nothing but a route, built and started the way Binome is.</summary>
internal static class BareServer
{
    /// <param name="data">Whose pairs the list reads; there is no list when absent.</param>
    public static async Task Run(int port, string? data)
    {
        using var list = data is null ? null : new BareList(data);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.ListenLocalhost(port));
        var app = builder.Build();
        app.MapGet("/hello", () => "hello");
        app.MapPost("/echo", (Session session) => session);
        var hooks = 0;
        app.MapPost("/hook", () => Interlocked.Increment(ref hooks));
        app.MapGet("/count", () => hooks);
        app.MapPost("/hang", (HttpContext context) => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted));
        app.MapGet("/stream", Stream);
        if (list is not null)
            app.MapGet(
                "/pairs",
                async (HttpContext context) =>
                {
                    list.WriteTo(context.Response.BodyWriter);
                    await context.Response.BodyWriter.FlushAsync();
                }
            );
        await app.RunAsync();
    }

    private static async Task Stream(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.BodyWriter.WriteAsync("retry: 2000\n\n"u8.ToArray(), context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
    }

    internal sealed record Session(string Status, DateTimeOffset StartsAt, int DurationMinutes, string Format);
}
