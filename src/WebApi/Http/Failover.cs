using Binome.WebApi.Idempotency;
using Orleans.Runtime;
using Orleans.Storage;

namespace Binome.WebApi.Http;

/// <summary>How long a request may wait for a grain to be elsewhere, after the node it was on is gone. Zero for a process alone.</summary>
/// <param name="Max">From the first call on; well below the time a call may take.</param>
public sealed record FailoverWait(TimeSpan Max);

/// <summary>
/// Repeats calls that a lost node left without an answer. What became of such a call nobody knows, so only a request that may be
/// carried out again is: a read, or a POST under an Idempotency-Key. Any other is answered 503 and its sender decides.
/// </summary>
internal sealed class Failover(FailoverWait wait, TimeProvider time)
{
    private static readonly TimeSpan PauseFirst = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(1);

    public async Task<T> Call<T>(HttpContext context, Func<Task<T>> call)
    {
        var began = time.GetTimestamp();
        var isReadAgain = false;
        for (var pause = PauseFirst; ; pause = pause < PauseMax / 2 ? pause * 2 : PauseMax)
        {
            try
            {
                return await call();
            }
            catch (InconsistentStateException) when (!isReadAgain)
            {
                // The activation that failed to write is gone and the next reads what is stored. Commands carry their id,
                // so one that was written after all is not carried out twice.
                isReadAgain = true;
                continue;
            }
            catch (OrleansMessageRejectionException)
                when (time.GetElapsedTime(began) + pause < wait.Max && IsRepeatable(context)) { }
            await Task.Delay(pause, time, context.RequestAborted);
        }
    }

    private static bool IsRepeatable(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            return true;
        return context.GetEndpoint()?.Metadata.GetMetadata<Idempotent>() is not null
            && IdempotencyKey.Of(context.Request) is not null;
    }
}
