using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Subscriptions;

/// <summary>Changes of a subscription: quantities and prices with proration, cancelling at the end, pausing, trial end.</summary>
internal static class SubscriptionUpdating
{
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
}
