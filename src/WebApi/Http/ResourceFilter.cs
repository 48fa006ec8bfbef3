using System.Security.Cryptography;
using Binome.WebApi.Lists;
using Microsoft.Extensions.DependencyInjection;

namespace Binome.WebApi.Http;

/// <summary>What every resource of a group does alike: expand[], an ETag and 304 on reads, and no change against a version it has not.</summary>
internal static class ResourceFilter
{
    private const int TagBytes = 12;

    public static void AddTo(RouteGroupBuilder group) =>
        ((IEndpointConventionBuilder)group).Add(endpoint =>
        {
            var methods = endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault()?.HttpMethods ?? [];
            if (methods.Contains(HttpMethods.Get))
                endpoint.FilterFactories.Add((_, next) => invocation => Read(invocation, next));
            else if (methods.Contains(HttpMethods.Put) || methods.Contains(HttpMethods.Patch))
                endpoint.FilterFactories.Add((_, next) => invocation => Change(invocation, next));
        });

    private static async ValueTask<object?> Read(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    )
    {
        var context = invocation.HttpContext;
        var endpoint = context.GetEndpoint()!;
        var isList = endpoint.Metadata.GetMetadata<QueryParameters>() is { IsList: true };
        ImmutableArray<string> expanded = endpoint.Metadata.GetMetadata<Expandable>() is { } expandable
            ? Expansions.Asked(context.Request, expandable)
            : [];
        var result = await next(invocation);
        if (result is not Answer { Status: StatusCodes.Status200OK } answer)
            return result;
        if (!expanded.IsEmpty)
        {
            var expansions = context.RequestServices.GetRequiredService<Expansions>();
            if (expansions.Missing(expanded) is { } action)
                return Problems.Forbidden(context, action);
            using var buffer = answer.Buffer;
            answer = answer.With(await expansions.Put(answer.Body, expanded));
        }
        if (isList)
            return answer;
        if (answer.ETag is not { } etag)
            return Tagged(context, answer);
        if (!ETags.IsKnown(context.Request, etag))
            return answer;
        answer.Buffer?.Dispose();
        return Answers.NotModified(etag);
    }

    // What has no version of its own is known by its bytes: a weak tag, which If-Match never matches.
    private static Answer Tagged(HttpContext context, Answer answer)
    {
        var tag = Convert.ToHexStringLower(SHA256.HashData(answer.Body.Span).AsSpan(0, TagBytes));
        var etag = $"W/\"{tag}\"";
        return ETags.IsKnown(context.Request, $"\"{tag}\"") ? Answers.NotModified(etag) : answer.With(etag);
    }

    private static ValueTask<object?> Change(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (context.GetEndpoint()!.Metadata.GetMetadata<ChecksVersion>() is null)
            if (ETags.HasNone(context.Request))
                return new(Problems.Answer(context, TransportCodes.PreconditionUnsupported));
        return next(invocation);
    }
}

/// <summary>Marks the routes whose change is made against the version that If-Match names.</summary>
internal sealed class ChecksVersion
{
    public static readonly ChecksVersion Mark = new();
}
