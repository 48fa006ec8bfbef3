using System.Collections.Frozen;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Exports;
using Binome.WebApi.Integrations;
using Binome.WebApi.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.DependencyInjection;

namespace Binome.WebApi.Http;

/// <summary>
/// What holds for every route of the API alike, checked after authorization and before the endpoint: that there is a
/// route, what it answers in, which query parameters it knows, and that ids have the form of ids.
/// </summary>
internal static class RequestChecks
{
    private const int ValueCharactersMax = 200;

    // A route names its ids by their kind, so that text which can't be such an id is a 404 before anything is read.
    private static readonly FrozenDictionary<string, string> PrefixByParameter = new Dictionary<string, string>
    {
        ["participant"] = Ids.Participant,
        ["import"] = Ids.Import,
        ["export"] = Ids.Export,
        ["programme"] = Ids.Programme,
        ["enrolment"] = Ids.Enrolment,
        ["exclusion"] = Ids.Exclusion,
        ["workshop"] = Ids.Workshop,
        ["run"] = Ids.MatchingRun,
        ["publication"] = Ids.Publication,
        ["pair"] = Ids.Pair,
        ["item"] = Ids.AgendaItem,
        ["objective"] = Ids.Objective,
        ["session"] = Ids.Session,
        ["tenant"] = Ids.Tenant,
        ["key"] = Ids.ApiKey,
        ["member"] = Ids.Member,
        ["mail"] = Ids.Mail,
        ["endpoint"] = Ids.WebhookEndpoint,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Before authorization: an address that is not there needs no key to say so.</summary>
    public static Task RequireRoute(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not null)
            return next(context);
        return Refuse(context, Failure.Of(TransportCodes.RouteUnknown));
    }

    public static Task Check(HttpContext context, RequestDelegate next)
    {
        var endpoint = context.GetEndpoint()!;
        var caller = context.RequestServices.GetRequiredService<Caller>();
        var isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (context.User.Identity is CallerIdentity identity)
            caller.Begin(context, identity);
        else if (!isOpen)
            return next(context);

        if (endpoint is not RouteEndpoint)
            return next(context);
        if (FailureOf(context, endpoint) is { } failure)
            return Refuse(context, failure);
        return isOpen || caller.Reach.IsAll ? next(context) : CheckReach(context, caller, next);
    }

    /// <summary>What belongs to other programmes than the caller's is not there for them, as another tenant's is not.</summary>
    private static async Task CheckReach(HttpContext context, Caller caller, RequestDelegate next)
    {
        var rows = context.RequestServices.GetRequiredService<IReachRows>();
        var values = context.Request.RouteValues;
        foreach (var (name, value) in values)
        {
            if (name is "page" or "area" || IsPartOfAnother(name, values))
                continue;
            // An id whose programme nobody can tell is out of reach.
            var isWithin =
                value is string id
                && PrefixByParameter.TryGetValue(name, out var kind)
                && await rows.Includes(caller.Tenant, caller.Reach, kind, id);
            if (isWithin)
                continue;
            await Refuse(context, Failure.Of(FailureCodes.NotFound));
            return;
        }
        await next(context);
    }

    // A session is only ever looked for in its pair; an enrolment, an exclusion, a resource and a workshop in their programme.
    private static bool IsPartOfAnother(string name, RouteValueDictionary values) =>
        (name is "session" or "item" or "objective" && values.ContainsKey("pair"))
        || (name is "enrolment" or "exclusion" or "resource" or "workshop" && values.ContainsKey("programme"));

    private static Task Refuse(HttpContext context, Failure failure) =>
        context.RequestServices.GetRequiredService<Refusals>().Answer(context, failure);

    private static Failure? FailureOf(HttpContext context, Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<PageRouteMetadata>() is not null)
            return HasForeignId(context.Request) ? Failure.Of(FailureCodes.NotFound) : null;
        if (endpoint.Metadata.GetMetadata<JsonApi>() is null)
            return null;
        // Pages of other sites read nothing; saying so is shorter than answering their preflights.
        context.Response.Headers[HeaderNames.AllowOrigin] = context
            .RequestServices.GetRequiredService<PublicAddress>()
            .Origin;
        if (ApiVersions.Of(context.Request, (context.User.Identity as CallerIdentity)?.ApiVersion) is not { } version)
            return ApiVersions.Unknown($"{Problems.ParameterMark}{HeaderNames.Version}");
        var headers = context.Response.Headers;
        headers[HeaderNames.Version] = version.Name;
        (version.Deprecation ?? endpoint.Metadata.GetMetadata<Deprecation>())?.Say(headers);
        if (endpoint.Metadata.GetMetadata<LongLived>() is not null)
        {
            if (!AcceptsStream(context.Request))
                return Failure.Of(TransportCodes.StreamNotAcceptable);
        }
        else if (endpoint.Metadata.GetMetadata<FileAnswer>() is null && !Accepts(context.Request))
            return Failure.Of(TransportCodes.NotAcceptable);
        foreach (var (name, value) in context.Request.RouteValues)
            if (!IsPossible(name, value as string))
                return Failure.Of(FailureCodes.NotFound);
        return context.Request.QueryString.HasValue
            ? QueryParameters.UnknownOf(context.Request.Query, endpoint.Metadata.GetMetadata<QueryParameters>())
            : null;
    }

    private static bool IsPossible(string name, string? value)
    {
        if (value is null || value.Length > ValueCharactersMax || value.Contains('\0', StringComparison.Ordinal))
            return false;
        return !PrefixByParameter.TryGetValue(name, out var prefix) || Ids.Has(prefix, value);
    }

    // A page's route values name the page itself too; only ids are looked at.
    private static bool HasForeignId(HttpRequest request)
    {
        foreach (var (name, value) in request.RouteValues)
            if (PrefixByParameter.TryGetValue(name, out var prefix) && !Ids.Has(prefix, value as string))
                return true;
        return false;
    }

    // Whoever does not say so would wait for the end of an answer that has none.
    private static bool AcceptsStream(HttpRequest request)
    {
        foreach (var line in request.Headers.Accept)
            if (
                line?.Contains(EventStreamEndpoint.ContentType, StringComparison.OrdinalIgnoreCase) == true
                || line?.Contains("*/*", StringComparison.Ordinal) == true
            )
                return true;
        return false;
    }

    private static bool Accepts(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0)
            return true;
        foreach (var line in accept)
            if (
                string.IsNullOrEmpty(line)
                || line.Contains("*/*", StringComparison.Ordinal)
                || line.Contains("application/json", StringComparison.OrdinalIgnoreCase)
                || line.Contains("application/*", StringComparison.OrdinalIgnoreCase)
            )
                return true;
        return false;
    }
}

/// <summary>Marks the routes that speak JSON only.</summary>
internal sealed class JsonApi
{
    public static readonly JsonApi Mark = new();
}
