namespace Binome.Contracts.Billing;

/// <summary>How this installation bills.</summary>
/// <param name="Plans">Lookup keys of prices, the first proposed first.</param>
/// <param name="Livemode">Whether the key is a live one; events of the other mode are refused.</param>
/// <param name="Trial">How long an organisation may do everything without a subscription.</param>
/// <param name="Grace">How long a failed payment leaves everything as it is.</param>
public sealed record BillingTerms(ImmutableArray<string> Plans, bool Livemode, TimeSpan Trial, TimeSpan Grace);

/// <summary>The calls of Stripe that billing makes. Each fails with <see cref="StripeException"/>, bounded in time.</summary>
public interface IStripe
{
    /// <summary>Null when no key is set: billing is off, everybody may do everything, and nothing else here is called.</summary>
    BillingTerms? Terms { get; }

    /// <summary>Makes one customer for an organisation, however often, and answers its id.</summary>
    Task<string> CreateCustomer(string tenant, string name);

    /// <summary>Every subscription of a customer, ended ones too.</summary>
    Task<ImmutableArray<BillingSubscription>> Subscriptions(string customerId);

    /// <summary>The newest invoices of a customer.</summary>
    Task<ImmutableArray<InvoiceRow>> Invoices(string customerId);

    /// <param name="prorates">Whether the rest of the period is charged or given back.</param>
    Task<BillingSubscription> SetQuantity(BillingSubscription subscription, int quantity, bool prorates, string key);

    Task Cancel(string subscriptionId);

    /// <summary>Whether an active price has that lookup key.</summary>
    Task<bool> HasPrice(string plan);

    /// <param name="key">The same key makes one session.</param>
    Task<CheckoutSession> CreateCheckout(NewCheckout checkout, string key);

    Task<CheckoutSession> Checkout(string sessionId);

    /// <summary>Closes a checkout that nobody has paid. One that is closed or paid stays so.</summary>
    Task ExpireCheckout(string sessionId);

    Task<string> CreatePortal(string customerId, OpenPortal portal);

    Task<BillingPreview> Preview(BillingSubscription subscription, int quantity);

    /// <summary>Events since that instant, newest first.</summary>
    /// <param name="after">The last event of the page before.</param>
    Task<(ImmutableArray<StripeEvent> Events, bool HasMore)> Events(DateTimeOffset since, string? after);
}

/// <summary>Tells Stripe's webhooks from forged ones.</summary>
public interface IStripeWebhooks
{
    /// <summary>What a webhook says happened; null when Stripe did not sign it, or not within the last five minutes.</summary>
    /// <param name="body">The raw bytes.</param>
    /// <param name="signature">The header <c>Stripe-Signature</c>.</param>
    StripeEvent? Read(ReadOnlyMemory<byte> body, string? signature);
}

/// <summary>Of an event only this is believed.</summary>
/// <param name="CustomerId">Null when it concerns none.</param>
public sealed record StripeEvent(string Id, string Type, bool Livemode, DateTimeOffset CreatedAt, string? CustomerId);

/// <param name="TrialEnd">Null pays at once.</param>
[GenerateSerializer, Immutable, Alias("binome.new_checkout")]
public sealed record NewCheckout(
    string Tenant,
    string CustomerId,
    string Plan,
    int Quantity,
    string? Currency,
    string Language,
    DateTimeOffset? TrialEnd,
    string ReturnLink
);

/// <param name="Url">Null when it is closed.</param>
/// <param name="IsPaid">Somebody went through it.</param>
public sealed record CheckoutSession(string Id, string? Url, bool IsOpen, bool IsPaid, DateTimeOffset ExpiresAt);

/// <summary>Why Stripe did not do it.</summary>
public enum StripeFault
{
    /// <summary>No answer, too many requests, or a failure on its side: later it may.</summary>
    Unavailable,

    /// <summary>The key is refused or may not do this.</summary>
    Unauthorized,

    /// <summary>There is no such thing.</summary>
    NotFound,

    /// <summary>It takes no such request.</summary>
    Refused,
}

/// <summary>A call of Stripe that failed. The message holds codes only, no key and no name.</summary>
public sealed class StripeException(StripeFault fault, string code, Exception? inner = null)
    : Exception($"Stripe: {fault}, {code}", inner)
{
    /// <summary>The code of a plan whose lookup key no active price has.</summary>
    public const string PriceMissing = "price_missing";

    public StripeFault Fault => fault;

    public string Code => code;
}
