using System.Text.Json;

namespace Binome.WebApi.Http;

/// <summary>The shapes of success.</summary>
internal static class Answers
{
    public static Answer Ok<TView>(TView view, long version) =>
        new(StatusCodes.Status200OK, Render(view)) { ETag = ETags.Of(version) };

    /// <summary>Something that has no version of its own, such as a report or a count.</summary>
    public static Answer Ok<TView>(TView view) => new(StatusCodes.Status200OK, Render(view));

    public static Answer Created<TView>(string location, TView view, long? version = null) =>
        new(StatusCodes.Status201Created, Render(view))
        {
            Location = location,
            ETag = version is { } known ? ETags.Of(known) : null,
        };

    /// <summary>A job has begun; the location tells how far it is.</summary>
    public static Answer Accepted<TView>(string location, TView view) =>
        new(StatusCodes.Status202Accepted, Render(view)) { Location = location };

    public static Answer NotModified(string etag) => new(StatusCodes.Status304NotModified, default) { ETag = etag };

    public static byte[] Render<TView>(TView view) => JsonSerializer.SerializeToUtf8Bytes(view, ApiJson.Info<TView>());
}
