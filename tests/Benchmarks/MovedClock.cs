using System.Globalization;
using Binome.Contracts;

namespace Binome.Benchmarks;

/// <summary>Binome whose product time is moved to an instant by a route, and runs on from there.</summary>
internal static class MovedClock
{
    private const string Path = "/clock";

    public static Task Run(BenchStorage storage, int port, DateTimeOffset begins)
    {
        var clock = new Clock(begins);
        var route = new FrontRoute(
            Path,
            (_, instant) =>
            {
                clock.Move(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));
                return Task.CompletedTask;
            }
        );
        return FrontRoute.Run(
            storage,
            port,
            services => services.AddSingleton(new TenantClock(clock)).AddSingleton<IStartupFilter>(route)
        );
    }

    public static async Task Move(string address, DateTimeOffset to)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsync($"{address}{Path}/{to:O}", content: null);
        answer.EnsureSuccessStatusCode();
    }

    private sealed class Clock(DateTimeOffset begins) : TimeProvider
    {
        private long ticksAhead = (begins - System.GetUtcNow()).Ticks;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref ticksAhead));

        public void Move(DateTimeOffset to) => Volatile.Write(ref ticksAhead, (to - System.GetUtcNow()).Ticks);
    }
}
