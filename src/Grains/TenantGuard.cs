using Binome.Contracts.Tenants;

namespace Binome.Grains;

/// <summary>
/// A second lock on tenancy. The tenant of a call is in the grain's key, put there from the credential; where the edge
/// also told for which tenant it works, the two must be one.
/// </summary>
internal sealed class TenantGuard : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (RequestContext.Get(TenantContext.Key) is string tenant && IsOurs(context.Grain))
        {
            var key = context.TargetId.Key.ToString();
            if (key is null || !key.StartsWith(tenant + "/", StringComparison.Ordinal))
                throw new InvalidOperationException(
                    "A call for one tenant reached a grain of another; it was refused."
                );
        }
        return context.Invoke();
    }

    /// <summary>Orleans runs its own look-ups inside a caller's context and through the same filters; they have no tenant.</summary>
    private static bool IsOurs(object grain) => grain.GetType().Assembly == typeof(TenantGuard).Assembly;
}
