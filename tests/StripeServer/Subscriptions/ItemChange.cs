using Binome.StripeServer.Http;
using Binome.StripeServer.Invoices;

namespace Binome.StripeServer.Subscriptions;

/// <summary>A change of the items or of the cycle, and what it charges.</summary>
internal sealed class ItemChange(Call call, Subscription subscription, List<SubscriptionItem> items, bool restarts)
{
    private static readonly TimeSpan PendingUpdateMax = TimeSpan.FromHours(23);

    private readonly SubscriptionBilling billing = new(call.Account, subscription);
    private readonly string proration =
        call.Form.OneOf("proration_behavior", "create_prorations", "none", "always_invoice") ?? "create_prorations";
    private readonly string payment =
        call.Form.OneOf(
            "payment_behavior",
            "allow_incomplete",
            "default_incomplete",
            "pending_if_incomplete",
            "error_if_incomplete"
        ) ?? "allow_incomplete";
    private Invoice? charged;

    public static ItemChange Read(Call call, Subscription subscription)
    {
        var items = SubscriptionItemReading.Read(call, subscription, "items");
        var restarts =
            call.Form.OneOf("billing_cycle_anchor.type", "now", "unchanged") == "now"
            || call.Form.Text("trial_end") == "now" && subscription.Status == "trialing"
            || items[0].Price.Interval != subscription.Items[0].Price.Interval;
        return new ItemChange(call, subscription, items, restarts);
    }

    private DateTimeOffset At => call.Form.Moment("proration_date") ?? call.Account.Now(subscription.Clock);

    private bool ChargesNow => restarts || proration == "always_invoice";

    private List<InvoiceLine> Lines =>
        proration == "none" ? []
        : restarts ? [.. billing.Prorations([], At)]
        : billing.Prorations(items, At);

    /// <summary>Refuses what could not be paid, when that is asked for, before anything is changed.</summary>
    public void Check()
    {
        if (call.Form.Has("proration_date") && (At < subscription.PeriodStart || At > subscription.PeriodEnd))
            throw Refusal.Invalid(
                "Cannot specify `proration_date` outside of current subscription period.",
                "proration_date"
            );
        if (!ChargesNow || payment != "error_if_incomplete" || Lines.Sum(line => line.Amount) <= 0 && !restarts)
            return;
        if (billing.Draft("subscription_update").Life.Decline() is { } decline)
            throw decline;
    }

    public void Apply()
    {
        var before = subscription.Items;
        billing.Await(Lines);
        if (restarts)
        {
            subscription.Replace(items);
            if (subscription.Status == "trialing")
                (subscription.Status, subscription.TrialEnd) = ("active", call.Account.Now(subscription.Clock));
            billing.RestartCycle();
            charged = billing.InvoicePeriod("subscription_update", null);
            return;
        }
        if (call.Form.Text("trial_end") is not null and not "now")
            MoveTrialEnd();
        subscription.Replace(items);
        if (proration != "always_invoice")
            return;
        charged = billing.InvoicePending();
        if (charged is not null && payment == "pending_if_incomplete" && charged.Life.Decline() is not null)
        {
            subscription.Replace(before);
            subscription.PendingUpdate = new PendingUpdate(
                items,
                charged,
                call.Account.Now(subscription.Clock) + PendingUpdateMax
            );
        }
    }

    public void Charge() => charged?.Life.FinalizeAndCharge();

    private void MoveTrialEnd()
    {
        var now = call.Account.Now(subscription.Clock);
        var end = SubscriptionCreation.TrialEnd(call.Form, "trial_period_days", "trial_end", now)!.Value;
        if (subscription.Status != "trialing")
            subscription.TrialStart = subscription.PeriodStart = now;
        (subscription.Status, subscription.TrialEnd) = ("trialing", end);
        (subscription.Anchor, subscription.PeriodEnd) = (end, end);
    }
}
