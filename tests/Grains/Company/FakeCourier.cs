using System.Collections.Concurrent;
using Binome.Contracts.Integrations;

namespace Binome.Grains.Tests.Company;

/// <summary>Receivers that answer what the test says, and remember what they were sent.</summary>
internal sealed class FakeCourier : IWebhookCourier
{
    public static readonly WebhookAnswer Accepted = new(200, null, TimeSpan.Zero, "ok", null);

    /// <summary>Letters in the order of their arrival.</summary>
    public ConcurrentQueue<WebhookLetter> Letters { get; } = new();

    /// <summary>What a letter is answered; accepted unless the test says otherwise.</summary>
    public Func<WebhookLetter, CancellationToken, Task<WebhookAnswer>> Answer { get; set; } =
        (_, _) => Task.FromResult(Accepted);

    public static WebhookAnswer Status(int status, TimeSpan? retryAfter = null) =>
        new(status, WebhookErrors.Status, TimeSpan.Zero, null, retryAfter);

    public Failure? Refusal(string url) =>
        url.StartsWith("https://", StringComparison.Ordinal) ? null : Failure.At("/url", FailureCodes.WebhookUrl);

    public Task<WebhookAnswer> Send(WebhookLetter letter, CancellationToken cancellation)
    {
        Letters.Enqueue(letter);
        return Answer(letter, cancellation);
    }
}
