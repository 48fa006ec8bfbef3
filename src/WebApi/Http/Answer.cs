using Binome.Contracts.Integrations;

namespace Binome.WebApi.Http;

/// <summary>
/// An answer whose body is rendered already, so that it can be written, and kept under its Idempotency-Key, byte for byte.
/// </summary>
internal sealed class Answer(int status, ReadOnlyMemory<byte> body) : IResult
{
    public int Status => status;

    public ReadOnlyMemory<byte> Body => body;

    public string? ContentType { get; init; } = RequestBody.ContentType;

    public string? ContentLanguage { get; init; }

    public string? ETag { get; init; }

    public string? Location { get; init; }

    public string? Link { get; init; }

    public string? RetryAfter { get; init; }

    public bool Replayed { get; init; }

    public static Answer Again(StoredAnswer stored) =>
        new(stored.Status, stored.Body)
        {
            ContentType = stored.ContentType,
            Location = stored.Location,
            ETag = stored.ETag,
            Replayed = true,
        };

    /// <summary>The same answer with another body, which is no version of the resource any more.</summary>
    public Answer With(byte[] other) => new(status, other) { ContentLanguage = ContentLanguage, Link = Link };

    public Answer With(string etag) =>
        new(status, body)
        {
            ContentType = ContentType,
            ContentLanguage = ContentLanguage,
            Link = Link,
            Buffer = Buffer,
            ETag = etag,
        };

    /// <summary>Where a rented body lies; given back once it is written.</summary>
    public IDisposable? Buffer { get; init; }

    /// <summary>What is kept in its place under an Idempotency-Key, when it holds a secret that is shown once.</summary>
    public Answer? Kept { get; init; }

    public StoredAnswer ToStored() => Kept?.ToStored() ?? new(status, ContentType, Location, ETag, body.ToArray());

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var buffer = Buffer;
        var response = httpContext.Response;
        response.StatusCode = status;
        var headers = response.Headers;
        if (ETag is not null)
            headers.ETag = ETag;
        if (Location is not null)
            headers.Location = Location;
        if (Link is not null)
            headers.Link = Link;
        if (RetryAfter is not null)
            headers.RetryAfter = RetryAfter;
        if (ContentLanguage is not null)
        {
            headers.ContentLanguage = ContentLanguage;
            headers.Vary = "Accept-Language";
        }
        if (Replayed)
            headers[HeaderNames.IdempotentReplayed] = "true";
        if (body.Length == 0)
            return;
        response.ContentType = ContentType;
        response.ContentLength = body.Length;
        headers.XContentTypeOptions = "nosniff";
        await response.BodyWriter.WriteAsync(body, httpContext.RequestAborted);
    }
}
