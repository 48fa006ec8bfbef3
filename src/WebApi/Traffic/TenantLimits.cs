using System.Collections.Concurrent;
using Binome.WebApi.Authentication;
using Binome.WebApi.Integrations;
using Microsoft.Extensions.Logging;

namespace Binome.WebApi.Traffic;

/// <summary>
/// Lets through what an organisation's share allows, and says in the headers of the IETF draft (RateLimit-Policy, RateLimit) what is left of it.
/// When the whole process has too much to do, reads give way first: a write that was refused is work to be done again.
/// </summary>
internal sealed partial class TenantLimits(
    RequestLimits limits,
    TimeProvider time,
    Refusals refusals,
    ILogger<TenantLimits> logger
)
{
    /// <summary>Organisations remembered before those that ask for nothing are forgotten.</summary>
    private const int SharesKept = 20_000;

    private const string OfKeys = "keys";
    private const string OfPeople = "people";
    private const int AMomentSeconds = 1;

    private readonly ConcurrentDictionary<(string Tenant, string Policy), TenantShare> shares = [];
    private readonly string policyOfKeys = Policy(OfKeys, limits);
    private readonly string policyOfPeople = Policy(OfPeople, limits);
    private int running;

    public Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity is not CallerIdentity caller)
            return next(context);
        var isPerson = caller is MemberIdentity;
        var share = Share(caller.Tenant, isPerson ? OfPeople : OfKeys);
        var spent = share.Spend();
        var headers = context.Response.Headers;
        headers[HeaderNames.RateLimitPolicy] = isPerson ? policyOfPeople : policyOfKeys;
        headers[HeaderNames.RateLimit] =
            $"\"{(isPerson ? OfPeople : OfKeys)}\";r={spent.Remaining};t={spent.ResetSeconds}";
        if (!spent.IsWithin)
            return Refuse(context, share, TransportCodes.RateLimited, spent.ResetSeconds, limits.RequestsPerMinute);
        if (context.GetEndpoint()?.Metadata.GetMetadata<LongLived>() is not null)
            return next(context);
        return share.Enter(limits.ConcurrentPerTenant)
            ? Run(context, share, next)
            : Refuse(context, share, TransportCodes.ConcurrencyLimited, AMomentSeconds, limits.ConcurrentPerTenant);
    }

    private async Task Run(HttpContext context, TenantShare share, RequestDelegate next)
    {
        try
        {
            var places = HttpMethods.IsGet(context.Request.Method) ? limits.ConcurrentReads : limits.ConcurrentRequests;
            if (Interlocked.Increment(ref running) <= places)
                await next(context);
            else
                await refusals.Answer(context, Failure.Of(FailureCodes.Busy));
        }
        finally
        {
            Interlocked.Decrement(ref running);
            share.Leave();
        }
    }

    // A flood must not flood the log as well: one line a second says how many there were.
    private Task Refuse(HttpContext context, TenantShare share, string code, int seconds, int limit)
    {
        context.Features.Set(LoggedTogether.Mark);
        if (share.Refused() is > 0 and var refused)
            LogRefused(((CallerIdentity)context.User.Identity!).Tenant, refused, code, context.TraceIdentifier);
        return refusals.Answer(context, Failure.Of(code, $"{seconds}", $"{limit}"));
    }

    private TenantShare Share(string tenant, string policy)
    {
        if (shares.TryGetValue((tenant, policy), out var known))
            return known;
        if (shares.Count >= SharesKept)
            ForgetIdle();
        return shares.GetOrAdd((tenant, policy), _ => new TenantShare(time, limits.RequestsPerMinute));
    }

    // A full share that nobody uses is the same as a new one.
    private void ForgetIdle()
    {
        foreach (var (key, share) in shares)
            if (share.IsIdle)
                shares.TryRemove(KeyValuePair.Create(key, share));
    }

    private static string Policy(string name, RequestLimits limits) =>
        $"\"{name}\";q={limits.RequestsPerMinute};w={RequestLimits.WindowSeconds}";

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "{Tenant} is over its limits: {Refused} requests refused since this was last said, {RequestId} just now with {Code}"
    )]
    private partial void LogRefused(string tenant, long refused, string code, string requestId);
}

/// <summary>Marks a request that gets no line of its own in the log.</summary>
internal sealed class LoggedTogether
{
    public static readonly LoggedTogether Mark = new();
}
