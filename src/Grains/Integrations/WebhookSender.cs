using System.Collections.Concurrent;

namespace Binome.Grains.Integrations;

/// <summary>
/// Carries an activation's events to the courier, outside its turns and a few at a time, and asks it to collect what came of them.
/// </summary>
/// <param name="collect">Calls the activation's grain; one call is on its way at most.</param>
internal sealed class WebhookSender(IWebhookCourier courier, Func<Task> collect, Action<Exception> failed) : IDisposable
{
    private readonly ConcurrentQueue<EndedRequest> ended = new();
    private readonly SemaphoreSlim requests = new(WebhookLimits.RequestsPerEndpointMax);
    private readonly CancellationTokenSource over = new();
    private int isAsked;

    public bool HasEnded => !ended.IsEmpty;

    public void Send(Undelivered one, WebhookLetter letter) => _ = Task.Run(() => Carry(one, letter));

    /// <summary>What has ended since, in that order.</summary>
    public List<EndedRequest> Take(int limit)
    {
        Volatile.Write(ref isAsked, 0);
        var taken = new List<EndedRequest>();
        while (taken.Count < limit && ended.TryDequeue(out var one))
            taken.Add(one);
        return taken;
    }

    /// <summary>Has the grain called once this turn is over.</summary>
    public void Ask()
    {
        if (Interlocked.Exchange(ref isAsked, 1) == 0)
            _ = Task.Run(Call);
    }

    /// <summary>What is on its way is broken off; nobody hears of it any more.</summary>
    public void Dispose() => over.Cancel();

    private async Task Carry(Undelivered one, WebhookLetter letter)
    {
        try
        {
            await requests.WaitAsync(over.Token);
            try
            {
                ended.Enqueue(new EndedRequest(one, await courier.Send(letter, over.Token)));
            }
            finally
            {
                requests.Release();
            }
            Ask();
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The activation is gone or sends elsewhere now; the event still stands in its state, or after its cursor.
        }
        catch (Exception problem)
        {
            // An attempt like any other, so that the event is tried again on its schedule.
            failed(problem);
            ended.Enqueue(
                new EndedRequest(one, new WebhookAnswer(null, WebhookErrors.Broken, TimeSpan.Zero, null, null))
            );
            Ask();
        }
    }

    private async Task Call()
    {
        try
        {
            await collect();
        }
        catch (Exception problem)
        {
            // The wake-up that is armed takes the work up again.
            Volatile.Write(ref isAsked, 0);
            failed(problem);
        }
    }
}
