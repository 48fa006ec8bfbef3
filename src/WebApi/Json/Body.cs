using System.Buffers;
using System.IO.Pipelines;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Binome.WebApi.Json;

/// <summary>A request's JSON body, read once, strictly. A bad one is refused before the endpoint runs.</summary>
internal sealed class Body<T>(T value) : IEndpointParameterMetadataProvider
{
    public T Value => value;

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context) =>
        new(await RequestBody.Read(context, ApiJson.Info<T>()));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata([RequestBody.ContentType], typeof(T)));
}

internal static class RequestBody
{
    public const string ContentType = "application/json";

    /// <exception cref="RequestRefused">The body is too large, of another type, or not what the endpoint takes.</exception>
    public static async ValueTask<T> Read<T>(
        HttpContext context,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type
    )
    {
        var request = context.Request;
        if (request.ContentLength > ApiJson.BodyBytesMax)
            throw TooLarge();
        var buffer = await ReadToEnd(request.BodyReader, context.RequestAborted);
        try
        {
            if (!IsJson(request, buffer.IsEmpty))
                throw new RequestRefused(TransportCodes.UnsupportedMediaType, ContentType);
            if (buffer.IsSingleSegment)
                return Parse(context, buffer.FirstSpan, type);
            var length = (int)buffer.Length;
            var pooled = ArrayPool<byte>.Shared.Rent(length);
            buffer.CopyTo(pooled);
            try
            {
                return Parse(context, pooled.AsSpan(0, length), type);
            }
            finally
            {
                // A body may hold private words: the pool lends its arrays to everybody.
                ArrayPool<byte>.Shared.Return(pooled, clearArray: true);
            }
        }
        finally
        {
            request.BodyReader.AdvanceTo(buffer.End);
        }
    }

    private static T Parse<T>(
        HttpContext context,
        ReadOnlySpan<byte> json,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type
    )
    {
        if (context.Request.Headers.ContainsKey(HeaderNames.IdempotencyKey))
            context.Features.Set(new BodyHash(SHA256.HashData(json)));
        // Acts without settings of their own may be sent without a body.
        if (json.IsEmpty)
            json = "{}"u8;
        if (BodyScan.IsNeeded(json))
            BodyScan.Check(json);
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw BodyDiagnosis.Of(json, type, NestedJsonException.PointerOf(exception));
        }
    }

    private static async ValueTask<ReadOnlySequence<byte>> ReadToEnd(PipeReader reader, CancellationToken cancellation)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellation);
            if (result.Buffer.Length > ApiJson.BodyBytesMax)
            {
                reader.AdvanceTo(result.Buffer.End);
                throw TooLarge();
            }
            if (result.IsCompleted)
                return result.Buffer;
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static bool IsJson(HttpRequest request, bool isEmpty)
    {
        var type = request.ContentType;
        if (string.IsNullOrEmpty(type))
            return isEmpty;
        var end = type.IndexOf(';', StringComparison.Ordinal);
        var media = (end < 0 ? type : type.AsSpan(0, end)).Trim();
        return media.Equals(ContentType, StringComparison.OrdinalIgnoreCase);
    }

    private static RequestRefused TooLarge() => new(TransportCodes.BodyTooLarge, "1 MB");
}

/// <summary>SHA-256 of the body as it came, kept only for requests under an Idempotency-Key.</summary>
internal sealed record BodyHash(byte[] Bytes);

/// <summary>The body of an act that has no settings of its own; it may be left out.</summary>
internal sealed record NoSettings;
