namespace Binome.Contracts.Integrations;

/// <summary>A signed event on its way to an endpoint.</summary>
/// <param name="MessageId">The same for every attempt.</param>
/// <param name="Keys">The secrets that sign, the current one first.</param>
public sealed record WebhookLetter(
    string Tenant,
    string EndpointId,
    string Url,
    string MessageId,
    string ApiVersion,
    byte[] Body,
    ImmutableArray<byte[]> Keys
);

/// <summary>What came of a request.</summary>
/// <param name="Status">Null when there was no answer; <paramref name="Error"/> then says why.</param>
/// <param name="Error">A code of <see cref="WebhookErrors"/>; null for a success.</param>
/// <param name="RetryAfter">As the receiver asked; null when it did not.</param>
public sealed record WebhookAnswer(int? Status, string? Error, TimeSpan Took, string? Response, TimeSpan? RetryAfter);

/// <summary>Sends events over HTTP, within the bounds of <see cref="WebhookLimits"/>, to addresses that anybody may reach.</summary>
public interface IWebhookCourier
{
    /// <summary>Why no request will ever go to this address: a failure with its pointer; null when one may.</summary>
    Failure? Refusal(string url);

    /// <summary>One attempt. Never throws but for <paramref name="cancellation"/>.</summary>
    Task<WebhookAnswer> Send(WebhookLetter letter, CancellationToken cancellation);
}

/// <summary>Encrypts the secrets of endpoints, under keys that are not in the database.</summary>
public interface IWebhookSeal
{
    /// <summary>The result opens only under the same tenant and endpoint.</summary>
    string Seal(string tenant, string endpointId, string text);

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was sealed for another endpoint, or its key is gone.</exception>
    string Open(string tenant, string endpointId, string sealedText);
}

/// <summary>How retries run here. One for the schedule as documented; less for installations that test their receivers.</summary>
/// <param name="Factor">What every pause is multiplied by, above 0 and at most 1.</param>
public sealed record WebhookPace(double Factor)
{
    public static readonly WebhookPace AsDocumented = new(1);
}
