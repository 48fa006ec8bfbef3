using Binome.WebApi.Lists;
using Microsoft.AspNetCore.Http.Metadata;

namespace Binome.WebApi.Http;

/// <summary>What every route says about itself: the name a client generates from, a sentence, its scope and its answer.</summary>
internal static class RouteExtensions
{
    /// <param name="operationId">Unique; client generators name the method after it.</param>
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder route,
        string operationId,
        string scope,
        string summary
    ) => route.WithName(operationId).RequireAuthorization(scope).WithSummary(summary);

    public static RouteHandlerBuilder Answers<T>(
        this RouteHandlerBuilder route,
        int status = StatusCodes.Status200OK
    ) => route.Produces<T>(status, RequestBody.ContentType);

    public static RouteHandlerBuilder Lists<T>(this RouteHandlerBuilder route, params QueryParameter[] filters) =>
        route.Answers<ListView<T>>().WithMetadata(QueryParameters.OfList([.. filters]));

    /// <summary>The query parameters of a route that is no list.</summary>
    public static RouteHandlerBuilder Asks(this RouteHandlerBuilder route, params QueryParameter[] parameters) =>
        route.WithMetadata(new QueryParameters(isList: false, [.. parameters]));

    /// <summary>Every answer says that the route is going to end, and its description too.</summary>
    public static RouteHandlerBuilder Deprecated(this RouteHandlerBuilder route, Deprecation deprecation) =>
        route.WithMetadata(deprecation);

    /// <summary>The route takes bodies of any length and bounds them itself.</summary>
    public static RouteHandlerBuilder Streams(this RouteHandlerBuilder route) => route.WithMetadata(Unlimited.Mark);

    private sealed class Unlimited : IRequestSizeLimitMetadata
    {
        public static readonly Unlimited Mark = new();

        public long? MaxRequestBodySize => null;
    }
}
