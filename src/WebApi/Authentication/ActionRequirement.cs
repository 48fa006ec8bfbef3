using Binome.Contracts.Members;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Binome.WebApi.Authentication;

/// <summary>A policy per action, named like it; what asks for no action still asks for somebody.</summary>
internal sealed class ActionRequirement(string action)
    : AuthorizationHandler<ActionRequirement>,
        IAuthorizationRequirement
{
    private string Action => action;

    public static void AddPolicies(IServiceCollection services)
    {
        var authorization = services.AddAuthorizationBuilder();
        foreach (var action in Actions.All)
            authorization.AddPolicy(action, policy => policy.AddRequirements(new ActionRequirement(action)));
        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>The action that a route or page asks for; null when it asks for none.</summary>
    public static string? Of(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<IAuthorizeData>()?.Policy;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ActionRequirement requirement)
    {
        if (context.User.Identity is CallerIdentity identity && identity.Can(requirement.Action))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>The one action that a page asks for, as <c>Describe</c> says it of a route.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RequiresActionAttribute(string action) : AuthorizeAttribute(action);
