namespace Binome.Contracts.Billing;

/// <summary>
/// What people ask of Stripe and wait for. It keeps nothing and holds no turn of <see cref="IBillingGrain"/>: while Stripe is slow, webhooks, counts and
/// everything else go on. Key: the tenant.
/// </summary>
[Alias("binome.billing_desk")]
public interface IBillingDeskGrain : IGrainWithStringKey
{
    /// <summary>A page of Stripe on which a plan is paid; the same one while it is open.</summary>
    /// <returns>Fails with <c>billing.off</c>, <c>billing.subscribed</c>, <c>billing.plan_missing</c>, <c>billing.stripe_unavailable</c>, <c>service.busy</c> or <c>field.invalid</c>.</returns>
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
