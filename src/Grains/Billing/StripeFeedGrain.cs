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

    private IGrainTimer? timer;
    private bool isListing;

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
        await GoOn(feed.State, Now + BillingLimits.FeedEvery);
        StartListing(terms, (feed.State.Since ?? Now - BillingLimits.FeedFirst) - BillingLimits.FeedOverlap);
    }

    public async Task NoteListed(DateTimeOffset until)
    {
        if (feed.State.Since is not { } since || since < until)
            await feed.Commit(feed.State with { Since = until }, new Effects());
    }

    /// <summary>Beside the turns of this grain: whoever woke it has others to wake and does not wait for Stripe.</summary>
    private void StartListing(BillingTerms terms, DateTimeOffset since)
    {
        if (isListing)
            return;
        isListing = true;
        timer?.Dispose();
        timer = this.RegisterGrainTimer(
            _ => HandOn(terms, since),
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan)
            {
                KeepAlive = true,
                Interleave = true,
            }
        );
    }

    /// <summary>What an organisation took in already is passed over. Without an answer of Stripe, the next round lists the same again.</summary>
    private async Task HandOn(BillingTerms terms, DateTimeOffset since)
    {
        try
        {
            foreach (var tenant in await rows.NotBegun(BillingLimits.TenantsBegunAtOnceMax))
                await new TenantGrains(GrainFactory, tenant).Billing().Begin();
            var now = Now;
            foreach (var happened in (await ListSince(since)).Where(one => one.Livemode == terms.Livemode).Reverse())
                if (
                    happened.CustomerId is { } customer
                    && await rows.TenantOf(customer) is { } tenant
                    && !await rows.HasEvent(tenant, happened.Id)
                )
                    await new TenantGrains(GrainFactory, tenant).Billing().TakeEvent(happened.Id, happened.Type);
            await TenantGrains.StripeFeed(GrainFactory).NoteListed(now);
        }
        catch (StripeException problem)
        {
            LogNotListed(problem.Code);
        }
        catch (Exception problem)
        {
            // Nobody awaits a timer. The wake-up that is set lists again.
            LogStopped(problem);
        }
        finally
        {
            isListing = false;
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

    [LoggerMessage(LogLevel.Error, "The listing of Stripe's events stopped; the next round begins where it began.")]
    private partial void LogStopped(Exception problem);
}
