using System.Text.Json.Nodes;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Subscriptions;

internal static class SubscriptionOperations
{
    private static readonly string[] Cancellations = ["cancellation_details.comment", "cancellation_details.feedback"];

    public static readonly Operation[] All =
    [
        new(
            "POST",
            "/v1/subscriptions",
            "Stripe.SubscriptionCreateParams",
            "Stripe.Subscription",
            SubscriptionCreation.Accepts,
            SubscriptionCreation.Create
        ),
        new(
            "GET",
            "/v1/subscriptions/{id}",
            "Stripe.SubscriptionRetrieveParams",
            "Stripe.Subscription",
            [],
            call => call.Account.Subscriptions.OfPath(call).Render()
        ),
        new(
            "POST",
            "/v1/subscriptions/{id}",
            "Stripe.SubscriptionUpdateParams",
            "Stripe.Subscription",
            [.. SubscriptionUpdating.Accepts, .. Cancellations],
            SubscriptionUpdating.Update
        ),
        new(
            "DELETE",
            "/v1/subscriptions/{id}",
            "Stripe.SubscriptionCancelParams",
            "Stripe.Subscription",
            ["invoice_now", "prorate", .. Cancellations],
            Cancel
        ),
        new(
            "POST",
            "/v1/subscriptions/{id}/resume",
            "Stripe.SubscriptionResumeParams",
            "Stripe.Subscription",
            ["billing_cycle_anchor.type", "proration_behavior"],
            Resume
        ),
        new(
            "GET",
            "/v1/subscriptions",
            "Stripe.SubscriptionListParams",
            "Stripe.ApiList<Stripe.Subscription>",
            [.. Listing.Paging, .. Listing.Created, "customer", "status", "price", "test_clock"],
            List
        ),
    ];

    /// <summary>What the request says about why it is cancelled.</summary>
    public static Cancellation Said(Call call, Cancellation before) =>
        before with
        {
            Comment = call.Form.Text("cancellation_details.comment") ?? before.Comment,
            Feedback = call.Form.Text("cancellation_details.feedback") ?? before.Feedback,
        };

    private static JsonObject List(Call call)
    {
        var (form, customer) = (call.Form, call.Account.Customers.OfParameter(call, "customer"));
        var status = form.OneOf(
            "status",
            "active",
            "past_due",
            "unpaid",
            "canceled",
            "incomplete",
            "incomplete_expired",
            "trialing",
            "paused",
            "all",
            "ended"
        );
        return Listing.Page(
            call,
            call.Account.Subscriptions.All.Where(subscription =>
                (customer is null || subscription.Customer == customer)
                && HasStatus(subscription, status)
                && (form.Text("price") is not { } price || subscription.Items.Exists(item => item.Price.Id == price))
                && (form.Text("test_clock") is not { } clock || subscription.Clock == clock)
                && Listing.InRange(form, "created", subscription.Created)
            )
        );
    }

    // Cancelled ones are listed only when they are asked for.
    private static bool HasStatus(Subscription subscription, string? status) =>
        status switch
        {
            null => subscription.Status != "canceled",
            "all" => true,
            "ended" => subscription.Ended,
            _ => subscription.Status == status,
        };

    private static JsonObject Cancel(Call call)
    {
        var subscription = call.Account.Subscriptions.OfPath(call);
        if (subscription.Ended)
            throw call.NotFound("subscription");
        var (invoiceNow, prorate) = (call.Form.Flag("invoice_now") ?? false, call.Form.Flag("prorate") ?? false);
        var billing = new SubscriptionBilling(call.Account, subscription);
        if (prorate)
            billing.Await(billing.Prorations([], call.Account.Now(subscription.Clock)));
        if (invoiceNow)
            billing.InvoicePending()?.Life.FinalizeAndCharge();
        subscription.Cancellation = Said(call, subscription.Cancellation);
        subscription.Life.End("cancellation_requested");
        return subscription.Render();
    }

    private static JsonObject Resume(Call call)
    {
        var subscription = call.Account.Subscriptions.OfPath(call);
        if (subscription.Status != "paused")
            throw Refusal.Invalid("Subscription is not paused and cannot be resumed.");
        var billing = new SubscriptionBilling(call.Account, subscription);
        var anchor = call.Form.OneOf("billing_cycle_anchor.type", "now", "unchanged") ?? "now";
        subscription.Life.Change(() =>
        {
            if (anchor == "now")
                billing.RestartCycle();
            while (subscription.PeriodEnd <= call.Account.Now(subscription.Clock))
                billing.NextPeriod();
            subscription.Status = "active";
        });
        billing.InvoicePeriod("subscription_update", null).Life.FinalizeAndCharge();
        if (subscription.Status == "active")
            call.Account.Log.Emit("customer.subscription.resumed", subscription);
        return subscription.Render();
    }
}
