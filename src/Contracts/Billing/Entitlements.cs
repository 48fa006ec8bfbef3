namespace Binome.Contracts.Billing;

/// <summary>What an organisation may do.</summary>
[GenerateSerializer, Alias("binome.access")]
public enum Access
{
    Full,

    /// <summary>Reads, exports, signing in, billing and privacy go on; nothing else changes and nothing is deleted.</summary>
    ReadOnly,
}

/// <summary>What there is to say about it on every page.</summary>
[GenerateSerializer, Alias("binome.billing_banner")]
public enum BillingBanner
{
    None,
    TrialEnding,
    PaymentFailed,
    Ending,
    ReadOnly,
}

/// <param name="EndsAt">When full access ends unless something is done; null when nothing ends it.</param>
[GenerateSerializer, Immutable, Alias("binome.entitlements")]
public sealed record Entitlements(Access Access, BillingBanner Banner, DateTimeOffset? EndsAt)
{
    public static readonly Entitlements Everything = new(Access.Full, BillingBanner.None, null);

    private static readonly Entitlements Reading = new(Access.ReadOnly, BillingBanner.ReadOnly, null);

    /// <summary>The one place that says what a state of billing allows at an instant.</summary>
    /// <param name="grace">How long a failed payment leaves everything as it is.</param>
    public static Entitlements Of(BillingRow row, DateTimeOffset now, TimeSpan grace) =>
        row.Subscription switch
        {
            null or { Status: BillingStatus.Incomplete } => UntilTrialEnds(row.TrialUntil, now),
            { Status: BillingStatus.Trialing, TrialEnd: { } end } => now < end + BillingLimits.TrialSlack
                ? new(Access.Full, Near(end, now), end)
                : Reading,
            { Status: BillingStatus.Active, CancelAt: { } end } => new(
                Access.Full,
                end - now <= Notice ? BillingBanner.Ending : BillingBanner.None,
                end
            ),
            { Status: BillingStatus.Active } => Everything,
            { Status: BillingStatus.PastDue } => PastDue((row.PastDueSince ?? now) + grace, now),
            _ => Reading,
        };

    private static TimeSpan Notice => TimeSpan.FromDays(BillingLimits.TrialNoticeDays[0]);

    private static Entitlements UntilTrialEnds(DateTimeOffset end, DateTimeOffset now) =>
        now < end ? new(Access.Full, Near(end, now), end) : Reading;

    private static Entitlements PastDue(DateTimeOffset end, DateTimeOffset now) =>
        now < end ? new(Access.Full, BillingBanner.PaymentFailed, end) : Reading;

    private static BillingBanner Near(DateTimeOffset end, DateTimeOffset now) =>
        end - now <= Notice ? BillingBanner.TrialEnding : BillingBanner.None;
}
