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

    /// <summary>Takes an event of Stripe durably and reads Stripe soon after; taken again, it is read again and nothing else.</summary>
    [Alias("take_event")]
    Task TakeEvent(string eventId, string type);

    /// <summary>Pairs become or cease to be active; asked for before they are stored, people are counted a while later.</summary>
    [Alias("count_again")]
    Task CountAgain();

    /// <summary>Moves to what was read of Stripe; called by the grain's own reading, which does not hold up other calls.</summary>
    [Alias("take_reading")]
    Task TakeReading(StripeReading reading);

    /// <summary>What a checkout is asked for with, and the one that may be open already. Begins the trial where it has not begun.</summary>
    [Alias("checkout_standing")]
    Task<CheckoutStanding> CheckoutStanding();

    /// <summary>Keeps the organisation's customer of Stripe and answers it: the first that was made stays.</summary>
    [Alias("take_customer")]
    Task<string> TakeCustomer(string customerId);

    /// <summary>Claims the next number for a checkout before Stripe is asked for it, so that asking again makes no second one.</summary>
    /// <returns>False when somebody else began one since <see cref="CheckoutStanding"/> was answered.</returns>
    [Alias("begin_checkout")]
    Task<bool> BeginCheckout(OpenCheckout checkout);

    /// <summary>Notes what Stripe made for a checkout; for one that is no longer the latest it does nothing.</summary>
    [Alias("note_checkout")]
    Task NoteCheckout(int number, string sessionId);

    /// <summary>Reads Stripe soon, as after an event.</summary>
    /// <returns>Fails with <c>billing.off</c>.</returns>
    [Alias("read_again")]
    Task<Outcome<bool>> ReadAgain();
}

/// <summary>Lists what happened at Stripe and hands on what no webhook told; also begins the billing of new organisations. One for all.</summary>
[Alias("binome.stripe_feed")]
public interface IStripeFeedGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Starts, or does nothing when it goes already.</summary>
    [Alias("start")]
    Task Start();

    /// <summary>Notes up to which instant events were listed; called by the grain's own listing, which holds up nobody.</summary>
    [Alias("note_listed")]
    Task NoteListed(DateTimeOffset until);
}

/// <summary>How an organisation stands before a checkout.</summary>
/// <param name="CustomerId">Null before Stripe was asked for one.</param>
/// <param name="People">Those to be paid for, as counted last.</param>
/// <param name="TrialEnd">Until when the trial goes on at Stripe; null when it is over, too short for Stripe, or was had.</param>
/// <param name="Checkouts">How many were begun; the next has the next number.</param>
/// <param name="Open">The last one that was begun; it may be open, paid or over.</param>
[GenerateSerializer, Immutable, Alias("binome.checkout_standing")]
public sealed record CheckoutStanding(
    string? CustomerId,
    int People,
    DateTimeOffset? TrialEnd,
    int Checkouts,
    OpenCheckout? Open
);

/// <summary>A checkout that may be open.</summary>
/// <param name="SessionId">Null until Stripe has answered; asking again under the same number makes no second one.</param>
[GenerateSerializer, Immutable, Alias("binome.open_checkout")]
public sealed record OpenCheckout(int Number, NewCheckout Ask, string? SessionId);

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
