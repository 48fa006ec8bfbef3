using Binome.Contracts.Billing;

namespace Binome.Grains.Billing;

/// <summary>How billing moves: state and what was learnt in, new state and effects out.</summary>
internal static class BillingRules
{
    public const string Sync = "sync";

    public static BillingChange Begin(string tenant, BillingTerms terms, DateTimeOffset now)
    {
        var next = new BillingState { TrialUntil = now + terms.Trial, DailyAt = now + BillingLimits.DailyEvery };
        var begun = new LedgerEvent(EventTypes.BillingBegun, tenant, ("trial_until", next.TrialUntil));
        return Armed(tenant, next with { CountAt = now }, terms, now, new Effects().Event(begun));
    }

    public static BillingChange Hinted(string tenant, BillingState state, BillingTerms terms, DateTimeOffset now)
    {
        var hint = state.HintAt is { } before && before >= now ? before.AddMilliseconds(1) : now;
        var next = state with { HintAt = hint, RetryAt = null };
        return Armed(tenant, next, terms, now, new Effects(), isShown: false);
    }

    /// <summary>Null when a count that is still to come finds the change.</summary>
    public static BillingChange? CountAgain(string tenant, BillingState state, BillingTerms terms, DateTimeOffset now)
    {
        if (IsLeftTimeFor(state.CountAt, now) || IsLeftTimeFor(state.CountAgainAt, now))
            return null;
        var at = now + BillingLimits.SeatsEvery;
        var next = state.CountAt is null ? state with { CountAt = at } : state with { CountAgainAt = at };
        return Armed(tenant, next, terms, now, new Effects());
    }

    /// <summary>A reading begins; should it never come back, it begins again.</summary>
    public static BillingChange Reading(string tenant, BillingState state, DateTimeOffset now)
    {
        var at = now + BillingLimits.ReadingMax;
        var isCounted = state.CountAt <= now;
        var next = state with
        {
            SyncAt = at,
            RetryAt = at,
            CountAt = isCounted ? state.CountAgainAt : state.CountAt,
            CountAgainAt = isCounted ? null : state.CountAgainAt,
            DailyAt = state.DailyAt <= now ? NextDay(state.DailyAt.Value, now) : state.DailyAt,
        };
        return new BillingChange(next, new Effects().Row(Row(tenant, next)).WakeUp(Sync, at));
    }

    public static BillingChange Read(
        string tenant,
        BillingState state,
        StripeReading reading,
        int people,
        BillingTerms terms,
        DateTimeOffset now
    )
    {
        var effects = new Effects();
        var next = state with { People = people };
        if (people != state.People)
            effects.Event(
                new LedgerEvent(EventTypes.BillingPeopleChanged, tenant, ("from", state.People), ("to", people))
            );
        next = Cancelled(tenant, next, reading, effects);
        if (reading.HasSubscriptions)
            next = Converged(tenant, next, reading, now, effects);
        if (reading.Invoices is { } invoices)
        {
            next = next with { InvoicesAt = now };
            foreach (var invoice in invoices)
                effects.Row(invoice);
        }
        next = reading.Fault is null ? Succeeded(next, reading, now) : Failed(next, now);
        return Armed(tenant, next, terms, now, effects);
    }

    /// <summary>Sets what follows from the state at this instant: what is allowed, and when to look again.</summary>
    /// <param name="isShown">False when nothing has changed that the row shows.</param>
    public static BillingChange Armed(
        string tenant,
        BillingState state,
        BillingTerms terms,
        DateTimeOffset now,
        Effects effects,
        bool isShown = true
    )
    {
        var row = Row(tenant, state);
        var allowed = Entitlements.Of(row, now, terms.Grace);
        if (allowed.Access != state.Access)
            effects.Event(
                new LedgerEvent(EventTypes.BillingAccessChanged, tenant, ("access", BillingCodes.Of(allowed.Access)))
            );
        var next = state with { Access = allowed.Access, SyncAt = NextLook(state, allowed, now) };
        if (isShown)
            effects.Row(row);
        return new BillingChange(next, effects.WakeUp(Sync, next.SyncAt));
    }

    public static BillingRow Row(string tenant, BillingState state) =>
        new(
            tenant,
            state.CustomerId,
            state.Subscription,
            state.TrialUntil ?? default,
            state.PastDueSince,
            state.People,
            state.Duplicates,
            state.SyncedAt
        );

    private static BillingState Cancelled(string tenant, BillingState state, StripeReading reading, Effects effects)
    {
        foreach (var duplicate in reading.Cancelled)
        {
            if (state.Duplicates.Any(known => known.SubscriptionId == duplicate.SubscriptionId))
                continue;
            effects.Event(
                new LedgerEvent(
                    EventTypes.BillingDuplicateCancelled,
                    tenant,
                    ("subscription", duplicate.SubscriptionId),
                    ("refund_due", duplicate.RefundDue)
                )
            );
            var kept = state.Duplicates.TakeLast(BillingLimits.DuplicatesKeptMax - 1);
            state = state with { Duplicates = [.. kept, duplicate] };
        }
        return state;
    }

    private static BillingState Converged(
        string tenant,
        BillingState state,
        StripeReading reading,
        DateTimeOffset now,
        Effects effects
    )
    {
        var (before, after) = (state.Subscription, reading.Subscription);
        var (was, becomes) = (before?.Status ?? BillingStatus.None, after?.Status ?? BillingStatus.None);
        if (was != becomes)
            effects.Event(
                new LedgerEvent(
                    EventTypes.BillingStatusChanged,
                    tenant,
                    ("from", BillingCodes.Of(was)),
                    ("to", BillingCodes.Of(becomes))
                )
            );
        if (after is not null && before?.Price != after.Price)
            effects.Event(new LedgerEvent(EventTypes.BillingPlanChanged, tenant, ("subscription", after.Id)));
        if (reading.QuantityBefore is { } quantity)
            effects.Event(
                new LedgerEvent(
                    IsDrift(state, before, after, quantity)
                        ? EventTypes.BillingDriftMended
                        : EventTypes.BillingQuantitySet,
                    tenant,
                    ("from", quantity),
                    ("to", after!.Quantity)
                )
            );
        return state with
        {
            Subscription = after,
            PastDueSince =
                becomes != BillingStatus.PastDue ? null
                : before?.Id == after!.Id ? state.PastDueSince ?? now
                : now,
            QuantityAt = reading.QuantityBefore is null ? state.QuantityAt : now,
            QuantityKnown = after?.Quantity,
            SyncedAt = now,
        };
    }

    // Somebody else than this product set another quantity at Stripe.
    private static bool IsDrift(
        BillingState state,
        BillingSubscription? before,
        BillingSubscription? after,
        int read
    ) => before?.Id == after?.Id && state.QuantityKnown is { } known && known != read;

    private static BillingState Succeeded(BillingState state, StripeReading reading, DateTimeOffset now)
    {
        var isLate = QuantityRules.WaitsUntil(state, now);
        return state with
        {
            Failures = 0,
            RetryAt = null,
            HintAt = state.HintAt == reading.Hint ? null : state.HintAt,
            CountAt = state.CountAt ?? isLate,
        };
    }

    // The hint stays: whatever it was about is read with the next attempt.
    private static BillingState Failed(BillingState state, DateTimeOffset now)
    {
        var wait = BillingLimits.RetryFirst * Math.Pow(2, Math.Min(state.Failures, 10));
        var bounded = wait < BillingLimits.RetryMax ? wait : BillingLimits.RetryMax;
        return state with { Failures = state.Failures + 1, RetryAt = now + bounded };
    }

    // Later than now: the sweeper takes away the instant that it popped.
    private static DateTimeOffset? NextLook(BillingState state, Entitlements allowed, DateTimeOffset now)
    {
        // While Stripe fails, nothing but the retry and the passing of time asks for it.
        DateTimeOffset?[] asked = state.RetryAt is { } retry
            ? [retry]
            : [state.HintAt, state.CountAt, state.DailyAt, QuantityRules.ShrinksAt(state)];
        DateTimeOffset?[] changes = [allowed.EndsAt, allowed.EndsAt + BillingLimits.TrialSlack];
        return asked.Concat(changes.Where(at => at > now)).Min() is { } at
            ? Milliseconds(at > now ? at : now.AddMilliseconds(1))
            : null;
    }

    private static DateTimeOffset Milliseconds(DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static DateTimeOffset NextDay(DateTimeOffset at, DateTimeOffset now) =>
        at + BillingLimits.DailyEvery * (Math.Floor((now - at) / BillingLimits.DailyEvery) + 1);

    private static bool IsLeftTimeFor(DateTimeOffset? count, DateTimeOffset now) =>
        count is { } at && at - now >= BillingLimits.SeatsEvery / 2;
}

internal static class BillingCodes
{
    public static string Of<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
