using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Binome.WebApi.Idempotency;

/// <summary>Puts every POST of a group under its Idempotency-Key, when it has one.</summary>
internal static class IdempotencyFilter
{
    public static void AddTo(RouteGroupBuilder group) =>
        ((IEndpointConventionBuilder)group).Add(endpoint =>
        {
            var methods = endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault();
            if (methods is null || !methods.HttpMethods.Contains(HttpMethods.Post))
                return;
            // Keys belong to a tenant, and nobody is signed in yet.
            if (endpoint.Metadata.OfType<IAllowAnonymous>().Any())
                return;
            endpoint.Metadata.Add(Idempotent.Mark);
            endpoint.FilterFactories.Add((_, next) => invocation => Invoke(invocation, next));
        });

    /// <summary>What makes two requests the same: method, path, query and the bytes of the body.</summary>
    public static string RequestHash(HttpRequest request, ReadOnlySpan<byte> bodyHash)
    {
        var line = $"{request.Method}\n{request.Path.Value}{request.QueryString}\n";
        var bytes = new byte[Encoding.UTF8.GetByteCount(line) + bodyHash.Length];
        Encoding.UTF8.GetBytes(line, bytes);
        bodyHash.CopyTo(bytes.AsSpan(bytes.Length - bodyHash.Length));
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private static ValueTask<object?> Invoke(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (IdempotencyKey.Of(context.Request) is not { } key)
            return next(invocation);
        if (context.GetEndpoint()!.Metadata.GetMetadata<OwnIdempotency>() is not null)
            return next(invocation);
        return Run(invocation, next, key);
    }

    private static async ValueTask<object?> Run(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next,
        string key
    )
    {
        var context = invocation.HttpContext;
        var runs = context.RequestServices.GetRequiredService<IdempotentRuns>();
        var body = context.Features.Get<BodyHash>()?.Bytes ?? [];
        return await runs.Run(
            context.RequestServices.GetRequiredService<Caller>(),
            key,
            () => new(RequestHash(context.Request, body)),
            async () => (Answer)(await next(invocation))!
        );
    }
}

/// <summary>Marks the routes that take an Idempotency-Key.</summary>
internal sealed class Idempotent
{
    public static readonly Idempotent Mark = new();
}

/// <summary>Marks a route whose body is not read before it runs, so that it claims its key itself.</summary>
internal sealed class OwnIdempotency
{
    public static readonly OwnIdempotency Mark = new();
}
