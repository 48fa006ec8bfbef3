using Binome.Contracts.Billing;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Binome.WebApi.Billing;

/// <summary>
/// The one place that holds an organisation to what its billing allows: while it may only read, a change is refused in words. Reads, exports, one's
/// own account (with signing out and the answers that privacy asks for) and billing itself go on, and nothing is deleted.
/// </summary>
internal static class BillingGate
{
    private static readonly ImmutableHashSet<string> AlwaysAllowed =
    [
        Actions.Account,
        Actions.BillingRead,
        Actions.BillingWrite,
        Actions.ExportsWrite,
    ];

    // One's own account is also the way to what a programme asks of its people; those are changes like others.
    private static readonly ImmutableArray<string> OfProgrammes =
    [
        "/v1/me/pairs",
        "/v1/me/intake",
        "/v1/me/volunteer",
        "/v1/me/workshops",
        "/app/my-pairs",
        "/app/my-intake",
        "/app/my-guides",
    ];

    public static Task Check(HttpContext context, RequestDelegate next)
    {
        if (Changes(context) is not { } caller)
            return next(context);
        var standing = context.RequestServices.GetRequiredService<BillingStanding>().Of(caller.Tenant);
        // Known at once where nothing is billed.
        return standing.IsCompletedSuccessfully
            ? Hold(context, standing.Result, next)
            : Hold(context, standing.AsTask(), next);
    }

    private static async Task Hold(HttpContext context, Task<Standing> standing, RequestDelegate next) =>
        await Hold(context, await standing, next);

    private static Task Hold(HttpContext context, Standing standing, RequestDelegate next) =>
        standing.Entitlements.Access == Access.ReadOnly
            ? context
                .RequestServices.GetRequiredService<Refusals>()
                .Answer(context, Failure.Of(FailureCodes.BillingReadOnly))
            : next(context);

    /// <summary>The caller of a request that changes something of the product; null when it does not.</summary>
    private static CallerIdentity? Changes(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return null;
        if (context.User.Identity is not CallerIdentity caller)
            return null;
        var endpoint = context.GetEndpoint();
        var action = ActionRequirement.Of(endpoint);
        var isOpen = action is null || endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (isOpen || (AlwaysAllowed.Contains(action!) && !IsOfProgrammes(request.Path)))
            return null;
        return caller;
    }

    internal static bool IsOfProgrammes(PathString path) =>
        OfProgrammes.Any(start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase));
}
