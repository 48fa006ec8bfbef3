using Binome.Contracts.Billing;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Billing;

internal sealed partial class StripeFeedGrain(
    [PersistentState(GrainKinds.StripeFeed, GrainKinds.Storage)] IPersistentState<StripeFeedState> feed,
    IStripe stripe,
    IBillingRows rows,
    TenantClock clock,
    ILogger<StripeFeedGrain> logger
) : Grain, IStripeFeedGrain
{
    private const string List = "list";
    private const string System = "system";

    private DateTimeOffset Now => clock.Now(System);

    public async Task Start()
    {
        if (stripe.Terms is not null && feed.State.NextAt is null)
            await GoOn(feed.State, Now);
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (name != List || feed.State.NextAt != dueAt)
            return;
        if (stripe.Terms is not { } terms)
        {
            await feed.Commit(feed.State with { NextAt = null }, new Effects().WakeUp(List, null));
            return;
        }
        foreach (var tenant in await rows.NotBegun(BillingLimits.TenantsBegunAtOnceMax))
            await new TenantGrains(GrainFactory, tenant).Billing().Begin();
        var since = await HandOn(terms);
        await GoOn(feed.State with { Since = since }, Now + BillingLimits.FeedEvery);
    }

    /// <summary>What an organisation took in already it passes over. Without an answer of Stripe, the next round lists the same again.</summary>
    private async Task<DateTimeOffset?> HandOn(BillingTerms terms)
    {
        var now = Now;
        var since = (feed.State.Since ?? now - BillingLimits.FeedFirst) - BillingLimits.FeedOverlap;
        try
        {
            foreach (var happened in (await ListSince(since)).Where(one => one.Livemode == terms.Livemode).Reverse())
                if (happened.CustomerId is { } customer && await rows.TenantOf(customer) is { } tenant)
                    await new TenantGrains(GrainFactory, tenant).Billing().TakeEvent(happened.Id, happened.Type);
            return now;
        }
        catch (StripeException problem)
        {
            LogNotListed(problem.Code);
            return feed.State.Since;
        }
    }

    private async Task<List<StripeEvent>> ListSince(DateTimeOffset since)
    {
        var events = new List<StripeEvent>();
        for (var page = 0; page < BillingLimits.FeedPagesMax; page++)
        {
            var (some, hasMore) = await stripe.Events(since, events.LastOrDefault()?.Id);
            events.AddRange(some);
            if (!hasMore)
                return events;
        }
        // Every organisation also reads its own subscriptions once a day, whatever was listed.
        LogTooMany(events.Count);
        return events;
    }

    private async Task GoOn(StripeFeedState next, DateTimeOffset at) =>
        await feed.Commit(next with { NextAt = at }, new Effects().WakeUp(List, at));

    [LoggerMessage(LogLevel.Warning, "Stripe's events could not be listed: {Code}; the next round tries again.")]
    private partial void LogNotListed(string code);

    [LoggerMessage(
        LogLevel.Warning,
        "More than {Count} events of Stripe at once; the older ones are healed by the daily readings."
    )]
    private partial void LogTooMany(int count);
}
