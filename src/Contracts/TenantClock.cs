namespace Binome.Contracts;

/// <summary>
/// Product time. The host's own TimeProvider stays untouched (a cluster measures membership with it); what participants
/// live by comes from here, per tenant, so that a tenant can have a clock of its own.
/// </summary>
public sealed class TenantClock(TimeProvider time)
{
    public TimeProvider For(string tenant)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        return time;
    }

    /// <summary>Now in whole milliseconds, the precision in which instants are stored.</summary>
    public DateTimeOffset Now(string tenant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(For(tenant).GetUtcNow().ToUnixTimeMilliseconds());
}
