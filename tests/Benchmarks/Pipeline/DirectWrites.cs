using System.Text.Json;
using Binome.Contracts;
using Binome.Contracts.Sessions;

namespace Binome.Benchmarks.Pipeline;

/// <summary>
/// Binome with one more route in front of its pipeline, the peer: it reads the same body, calls the same grain, which commits the same rows, and writes
/// the session. No request id, log line, key, scope, limits, idempotency, strict body, ETag or problem.
/// </summary>
internal static class DirectWrites
{
    public const string Path = "/direct";

    public static Task Run(BenchStorage storage, int port, string tenant) =>
        FrontRoute.Run(
            storage,
            port,
            services =>
                services.AddSingleton<IStartupFilter>(provider =>
                {
                    var grains = new TenantGrains(provider.GetRequiredService<IGrainFactory>(), tenant);
                    return new FrontRoute(Path, (context, pair) => Add(context, grains, pair));
                })
        );

    private static async Task Add(HttpContext context, TenantGrains grains, string pair)
    {
        var session = (await context.Request.ReadFromJsonAsync<BareServer.Session>())!;
        var now = TimeProvider.System.GetUtcNow();
        var command = new AddSession(
            Ids.New(Ids.Session, now),
            SessionStatus.Held,
            session.StartsAt,
            session.DurationMinutes,
            SessionFormat.Video
        );
        var outcome = await grains.Pair(pair).AddSession(command);
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsJsonAsync(outcome.Value.Session, JsonSerializerOptions.Web);
    }
}
