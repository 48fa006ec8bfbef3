using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;

namespace Binome.StripeServer.Webhooks;

/// <summary>Sends what is due, one after the other, and again later what was not accepted.</summary>
internal sealed class Sender(Outbox outbox, TimeProvider time, StripePeerOptions options) : IAsyncDisposable
{
    // Rearmed after each tick: a fake clock that is advanced by a month would tick for every second of it otherwise.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly CancellationTokenSource stopping = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private ITimer? timer;
    private Task running = Task.CompletedTask;
    private int busy;

    /// <summary>Called at every tick of the clock, before what is due is sent.</summary>
    public void Start(Action tick)
    {
        outbox.Woken = Wake;
        timer = time.CreateTimer(
            _ =>
            {
                tick();
                Wake();
                timer?.Change(Tick, Timeout.InfiniteTimeSpan);
            },
            null,
            Tick,
            Timeout.InfiniteTimeSpan
        );
        running = Run();
    }

    /// <summary>Whether nothing is on its way, and nothing is due unless all is held back.</summary>
    public bool Idle =>
        Volatile.Read(ref busy) == 0
        && (outbox.Faults.Hold || outbox.Waiting.All(delivery => delivery.Due > time.GetUtcNow()));

    /// <summary>Sends one delivery now; the answer's status, or null when there was no answer.</summary>
    public async Task<int?> Send(Delivery delivery, CancellationToken cancel)
    {
        string body;
        string signature;
        lock (delivery.Account.Lock)
        {
            body = delivery.Event.Render().ToJsonString();
            var now = time.GetUtcNow();
            signature = Signature.Of(body, now, delivery.Endpoint.Secrets(now));
        }
        var status = await Post(delivery.Endpoint.Url, body, signature, cancel);
        lock (delivery.Account.Lock)
            Settle(delivery, status);
        return status;
    }

    public async ValueTask DisposeAsync()
    {
        timer?.Dispose();
        await stopping.CancelAsync();
        await running;
        http.Dispose();
        stopping.Dispose();
    }

    private void Wake() => wakes.Writer.TryWrite(true);

    private async Task Run()
    {
        try
        {
            await foreach (var _ in wakes.Reader.ReadAllAsync(stopping.Token))
            {
                Interlocked.Increment(ref busy);
                while (outbox.Take() is { } delivery)
                    await Send(delivery, stopping.Token);
                Interlocked.Decrement(ref busy);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; what was not sent is lost with it, as all it holds.
        }
    }

    private async Task<int?> Post(string url, string body, string signature, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.WebhookTimeout);
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        request.Headers.TryAddWithoutValidation("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return (int)answer.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();
            return null;
        }
    }

    private void Settle(Delivery delivery, int? status)
    {
        delivery.Attempts++;
        if (delivery.Extra)
            return;
        if (status is >= 200 and < 300)
        {
            delivery.Event.Pending--;
            return;
        }
        if (delivery.Attempts <= options.WebhookRetries.Length)
        {
            delivery.Due = time.GetUtcNow() + options.WebhookRetries[delivery.Attempts - 1];
            outbox.PutBack(delivery);
            return;
        }
        delivery.Event.Failed = true;
        delivery.Event.Pending--;
    }
}
