using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Customers;
using Binome.StripeServer.Invoices;

namespace Binome.StripeServer.Subscriptions;

internal sealed class Subscription : IResource
{
    private readonly Account account;

    public Subscription(Account account, Customer customer, string currency)
    {
        this.account = account;
        (Customer, Currency) = (customer, currency);
        Created = account.Now(customer.Clock);
        (PeriodStart, PeriodEnd, Anchor) = (Created, Created, Created);
        Life = new SubscriptionLife(account, this);
    }

    public string Id { get; } = Ids.New("sub_");
    public DateTimeOffset Created { get; }
    public string? Clock => Customer.Clock;
    public Customer Customer { get; }
    public string Currency { get; }
    public SubscriptionLife Life { get; }
    public List<SubscriptionItem> Items { get; private set; } = [];
    public string Status { get; set; } = "incomplete";
    public DateTimeOffset Anchor { get; set; }
    public DateTimeOffset PeriodStart { get; set; }
    public DateTimeOffset PeriodEnd { get; set; }
    public DateTimeOffset? TrialStart { get; set; }
    public DateTimeOffset? TrialEnd { get; set; }
    public string MissingPaymentMethod { get; set; } = "create_invoice";
    public bool CancelAtPeriodEnd { get; set; }
    public DateTimeOffset? CancelAt { get; set; }
    public DateTimeOffset? CanceledAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public Cancellation Cancellation { get; set; } = new(null, null, null);
    public PauseCollection? PauseCollection { get; set; }
    public PendingUpdate? PendingUpdate { get; set; }
    public string? DefaultPaymentMethod { get; set; }
    public bool AutomaticTax { get; set; }
    public string? Description { get; set; }
    public Dictionary<string, string> Metadata { get; } = [];
    public Invoice? LatestInvoice { get; set; }

    /// <summary>The instant whose coming <c>trial_will_end</c> or <c>invoice.upcoming</c> has told.</summary>
    public DateTimeOffset? Announced { get; set; }

    public bool Ended => Status is "canceled" or "incomplete_expired";

    public void Replace(List<SubscriptionItem> items) => Items = items;

    public JsonObject Render() =>
        new()
        {
            ["id"] = Id,
            ["object"] = "subscription",
            ["application"] = null,
            ["application_fee_percent"] = null,
            ["automatic_tax"] = new JsonObject
            {
                ["disabled_reason"] = null,
                ["enabled"] = AutomaticTax,
                ["liability"] = AutomaticTax ? new JsonObject { ["type"] = "self" } : null,
            },
            ["billing_cycle_anchor"] = Anchor.Unix(),
            ["billing_cycle_anchor_config"] = null,
            ["billing_mode"] = new JsonObject { ["flexible"] = null, ["type"] = "classic" },
            ["billing_schedules"] = new JsonArray(),
            ["billing_thresholds"] = null,
            ["cancel_at"] = CancelAt.Unix(),
            ["cancel_at_period_end"] = CancelAtPeriodEnd,
            ["canceled_at"] = CanceledAt.Unix(),
            ["cancellation_details"] = Cancellation.Render(),
            ["collection_method"] = "charge_automatically",
            ["created"] = Created.Unix(),
            ["currency"] = Currency,
            ["customer"] = Customer.Id,
            ["customer_account"] = null,
            ["days_until_due"] = null,
            ["default_payment_method"] = DefaultPaymentMethod,
            ["default_source"] = null,
            ["default_tax_rates"] = new JsonArray(),
            ["description"] = Description,
            ["discounts"] = new JsonArray(),
            ["ended_at"] = EndedAt.Unix(),
            ["invoice_settings"] = new JsonObject
            {
                ["account_tax_ids"] = null,
                ["custom_fields"] = null,
                ["description"] = null,
                ["footer"] = null,
                ["issuer"] = new JsonObject { ["type"] = "self" },
            },
            ["items"] = Http.Listing.Render(
                Items.Select(item => (JsonNode)item.Render(this)),
                false,
                $"/v1/subscription_items?subscription={Id}"
            ),
            ["latest_invoice"] = LatestInvoice?.Id,
            ["livemode"] = account.Livemode,
            ["managed_payments"] = null,
            ["metadata"] = Json.Map(Metadata),
            ["next_pending_invoice_item_invoice"] = null,
            ["on_behalf_of"] = null,
            ["pause_collection"] = PauseCollection?.Render(),
            ["payment_settings"] = new JsonObject
            {
                ["payment_method_options"] = null,
                ["payment_method_types"] = null,
                ["save_default_payment_method"] = "off",
            },
            ["pending_invoice_item_interval"] = null,
            ["pending_setup_intent"] = null,
            ["pending_update"] = PendingUpdate?.Render(this),
            ["schedule"] = null,
            ["start_date"] = Created.Unix(),
            ["status"] = Status,
            ["test_clock"] = Clock,
            ["transfer_data"] = null,
            ["trial_end"] = TrialEnd.Unix(),
            ["trial_settings"] = new JsonObject
            {
                ["end_behavior"] = new JsonObject
                {
                    ["billing_cycle_anchor"] = null,
                    ["missing_payment_method"] = MissingPaymentMethod,
                },
            },
            ["trial_start"] = TrialStart.Unix(),
        };
}

/// <summary>Why it was or will be cancelled.</summary>
internal sealed record Cancellation(string? Reason, string? Comment, string? Feedback)
{
    public JsonObject Render() =>
        new()
        {
            ["comment"] = Comment,
            ["feedback"] = Feedback,
            ["feedback_option"] = null,
            ["reason"] = Reason,
        };
}

/// <summary>What becomes of the invoices of new periods while nothing is collected.</summary>
internal sealed record PauseCollection(string Behavior, DateTimeOffset? ResumesAt)
{
    public JsonObject Render() => new() { ["behavior"] = Behavior, ["resumes_at"] = ResumesAt.Unix() };
}

/// <summary>A change that waits for its invoice to be paid.</summary>
internal sealed record PendingUpdate(List<SubscriptionItem> Items, Invoice Invoice, DateTimeOffset ExpiresAt)
{
    public JsonObject Render(Subscription subscription) =>
        new()
        {
            ["billing_cycle_anchor"] = null,
            ["cancel_at_period_end"] = null,
            ["discount"] = null,
            ["discounts"] = null,
            ["expires_at"] = ExpiresAt.Unix(),
            ["metadata"] = null,
            ["subscription_items"] = new JsonArray([.. Items.Select(item => item.Render(subscription))]),
            ["trial_end"] = null,
            ["trial_from_plan"] = null,
        };
}
