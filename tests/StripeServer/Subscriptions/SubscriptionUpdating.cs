using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Http;
using Binome.StripeServer.Invoices;

namespace Binome.StripeServer.Subscriptions;

/// <summary>Changes of a subscription: quantities and prices with proration, cancelling at the end, pausing, trial end.</summary>
internal static class SubscriptionUpdating
{
    private static readonly TimeSpan PendingUpdateMax = TimeSpan.FromHours(23);

    public static readonly string[] Accepts =
    [
        "items[].id",
        "items[].price",
        "items[].quantity",
        "items[].deleted",
        "proration_behavior",
        "proration_date",
        "payment_behavior",
        "off_session",
        "billing_cycle_anchor.type",
        "trial_end",
        "trial_settings.end_behavior.missing_payment_method",
        "cancel_at_period_end",
        "cancel_at",
        "default_payment_method",
        "automatic_tax.enabled",
        "description",
        "pause_collection",
        "pause_collection.behavior",
        "pause_collection.resumes_at",
        "metadata.*",
    ];

    public static JsonObject Update(Call call)
    {
        var subscription = call.Account.Subscriptions.OfPath(call);
        if (
            subscription.Ended
            && call.Form.Root.Any(sent => sent.Key is not ("metadata" or "cancellation_details" or "expand"))
        )
            throw Refusal.Invalid(
                "A canceled subscription can only update its cancellation_details and metadata.",
                code: "invalid_canceled_subscription_fields"
            );
        var change = ItemChange.Read(call, subscription);
        var settings = Settings(call, subscription);
        change.Check();
        subscription.Life.Change(() =>
        {
            settings();
            change.Apply();
        });
        change.Charge();
        return subscription.Render();
    }

    /// <summary>Everything but the items, read whole before anything is changed.</summary>
    private static Action Settings(Call call, Subscription subscription)
    {
        var form = call.Form;
        var atPeriodEnd = form.Flag("cancel_at_period_end");
        var cancelAt = form.Moment("cancel_at");
        var tax = form.Flag("automatic_tax.enabled");
        var method = call.Account.PaymentMethods.OfParameter(call, "default_payment_method");
        var pause = Pause(form);
        var missing = form.Has("trial_settings")
            ? SubscriptionCreation.MissingPaymentMethod(form, "trial_settings")
            : subscription.MissingPaymentMethod;
        return () =>
        {
            if (atPeriodEnd is not null)
                CancelAtPeriodEnd(call.Account, subscription, atPeriodEnd.Value);
            if (form.Has("cancel_at"))
                subscription.CancelAt = cancelAt;
            subscription.AutomaticTax = tax ?? subscription.AutomaticTax;
            subscription.DefaultPaymentMethod = method?.Id ?? subscription.DefaultPaymentMethod;
            subscription.MissingPaymentMethod = missing;
            if (form.Has("description"))
                subscription.Description = form.Text("description");
            if (form.Has("pause_collection"))
                subscription.PauseCollection = pause;
            subscription.Cancellation = SubscriptionOperations.Said(call, subscription.Cancellation);
            call.Merge(subscription.Metadata);
        };
    }

    /// <summary>Sets or takes back that it ends with its period; <c>cancel_at</c> follows, as at Stripe.</summary>
    public static void CancelAtPeriodEnd(Account account, Subscription subscription, bool cancel)
    {
        if (cancel == subscription.CancelAtPeriodEnd)
            return;
        subscription.CancelAtPeriodEnd = cancel;
        subscription.CancelAt = cancel ? subscription.PeriodEnd : null;
        subscription.CanceledAt = cancel ? account.Now(subscription.Clock) : null;
        subscription.Cancellation = subscription.Cancellation with
        {
            Reason = cancel ? "cancellation_requested" : null,
        };
    }

    private static PauseCollection? Pause(Form form)
    {
        if (!form.Has("pause_collection.behavior"))
            return null;
        var behavior = form.OneOf("pause_collection.behavior", "keep_as_draft", "mark_uncollectible", "void")!;
        return new PauseCollection(behavior, form.Moment("pause_collection.resumes_at"));
    }

    /// <summary>A change of the items or of the cycle, and what it charges.</summary>
    private sealed class ItemChange(Call call, Subscription subscription, List<SubscriptionItem> items, bool restarts)
    {
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
}
