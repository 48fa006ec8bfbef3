using Binome.Contracts.WakeUps;

namespace Binome.Contracts.Billing;

/// <summary>
/// The billing of one organisation. Whatever it hears of Stripe it takes as a hint only: it then reads Stripe again and moves to what it
/// finds. Key: the tenant.
/// </summary>
[Alias("binome.billing")]
public interface IBillingGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Begins the trial. Beginning twice changes nothing.</summary>
    [Alias("begin")]
    Task Begin();

    /// <summary>Takes an event of Stripe durably, once, and reads Stripe soon after.</summary>
    [Alias("take_event")]
    Task TakeEvent(string eventId, string type);

    /// <summary>Pairs become or cease to be active; asked for before they are stored, people are counted a while later.</summary>
    [Alias("count_again")]
    Task CountAgain();

    /// <summary>Moves to what was read of Stripe; called by the grain's own reading, which does not hold up other calls.</summary>
    [Alias("take_reading")]
    Task TakeReading(StripeReading reading);

    /// <summary>A page of Stripe on which a plan is paid; the same one while it is open.</summary>
    /// <returns>Fails with <c>billing.off</c>, <c>billing.subscribed</c>, <c>billing.stripe_unavailable</c> or <c>field.invalid</c>.</returns>
    [Alias("checkout")]
    Task<Outcome<BillingPage>> Checkout(StartCheckout command);

    /// <summary>A page of Stripe on which cards, addresses, invoices and the end of the subscription are managed.</summary>
    /// <returns>Fails with <c>billing.off</c>, <c>billing.no_customer</c> or <c>billing.stripe_unavailable</c>.</returns>
    [Alias("portal")]
    Task<Outcome<BillingPage>> Portal(OpenPortal command);

    /// <summary>What so many people would cost.</summary>
    /// <returns>Fails with <c>billing.off</c>, <c>billing.not_subscribed</c>, <c>billing.stripe_unavailable</c> or <c>field.out_of_range</c>.</returns>
    [Alias("preview")]
    Task<Outcome<BillingPreview>> Preview(int people);
}

/// <summary>Lists what happened at Stripe and hands on what no webhook told; also begins the billing of new organisations. One for all.</summary>
[Alias("binome.stripe_feed")]
public interface IStripeFeedGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Starts, or does nothing when it goes already.</summary>
    [Alias("start")]
    Task Start();
}

/// <param name="Plan">A lookup key among those that were set.</param>
/// <param name="Currency">Three lower-case letters; null takes the price's own.</param>
/// <param name="Language">fr or en.</param>
/// <param name="ReturnLink">Where Stripe leads back to.</param>
[GenerateSerializer, Immutable, Alias("binome.start_checkout")]
public sealed record StartCheckout(string Plan, string? Currency, string Language, string ReturnLink);

[GenerateSerializer, Immutable, Alias("binome.open_portal")]
public sealed record OpenPortal(string Language, string ReturnLink);

/// <param name="Url">Of Stripe; good for a while.</param>
[GenerateSerializer, Immutable, Alias("binome.billing_page")]
public sealed record BillingPage(string Url);

/// <param name="DueNow">What is charged with the next invoice for the rest of this period, before it, in the smallest unit.</param>
/// <param name="NextTotal">The next invoice, with taxes.</param>
[GenerateSerializer, Immutable, Alias("binome.billing_preview")]
public sealed record BillingPreview(int People, long DueNow, long NextTotal, string Currency, DateTimeOffset NextAt);

/// <summary>What was read of Stripe, and what was done there meanwhile.</summary>
/// <param name="Hint">The hint that asked for it; a later one asks again.</param>
/// <param name="Fault">Why it ended early; the rest of it is what was read until then.</param>
[GenerateSerializer, Immutable, Alias("binome.stripe_reading")]
public sealed record StripeReading(DateTimeOffset? Hint, string? Fault)
{
    /// <summary>The one that counts; null when the customer has none.</summary>
    [Id(0)]
    public BillingSubscription? Subscription { get; init; }

    /// <summary>False when subscriptions could not be read.</summary>
    [Id(1)]
    public bool HasSubscriptions { get; init; }

    [Id(2)]
    public ImmutableArray<BillingDuplicate> Cancelled { get; init; } = [];

    /// <summary>Null when they were not read.</summary>
    [Id(3)]
    public ImmutableArray<InvoiceRow>? Invoices { get; init; }

    /// <summary>The quantity that Stripe had before it was set; null when it was not.</summary>
    [Id(4)]
    public int? QuantityBefore { get; init; }
}
