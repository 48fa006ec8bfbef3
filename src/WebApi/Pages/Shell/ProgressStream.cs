using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Binome.WebApi.Pages.Shell;

/// <summary>How far a job is, in words.</summary>
/// <param name="Share">0–1.</param>
/// <param name="Ended">True when the page has something else to show.</param>
internal sealed record JobState(double Share, string Text, bool Ended);

/// <summary>Tells a browser by server-sent events how far a job is, until it has ended.</summary>
/// <param name="read">Null when the job is not there.</param>
internal sealed class ProgressStream(Func<Task<JobState?>> read) : IActionResult
{
    // The browser opens a new stream when this one is over.
    private static readonly TimeSpan StreamLifeMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var time = http.RequestServices.GetRequiredService<TimeProvider>();
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        var began = time.GetTimestamp();
        JobState? last = null;
        while (time.GetElapsedTime(began) < StreamLifeMax)
        {
            var state = await read() ?? new JobState(1, "", Ended: true);
            if (state != last)
                await Write(http, state);
            if (state.Ended)
                return;
            last = state;
            await Task.Delay(Interval, time, http.RequestAborted);
        }
    }

    private static async Task Write(HttpContext http, JobState state)
    {
        var json = JsonSerializer.Serialize(state, JsonSerializerOptions.Web);
        await http.Response.WriteAsync($"data: {json}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
