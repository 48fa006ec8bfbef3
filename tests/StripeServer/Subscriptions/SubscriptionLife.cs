using Binome.StripeServer.Books;
using Binome.StripeServer.Invoices;

namespace Binome.StripeServer.Subscriptions;

/// <summary>What happens to a subscription by itself: trial end, renewal, dunning, and its end.</summary>
internal sealed class SubscriptionLife(Account account, Subscription subscription)
{
    private static readonly TimeSpan TrialNotice = TimeSpan.FromDays(3);
    private static readonly TimeSpan IncompleteMax = TimeSpan.FromHours(23);

    private DateTimeOffset Now => account.Now(subscription.Clock);
    private SubscriptionBilling Billing => new(account, subscription);

    public IEnumerable<Due> Due()
    {
        if (subscription.Ended)
            yield break;
        if (subscription.Status == "incomplete")
        {
            yield return new Due(subscription.Created + IncompleteMax, Expire);
            yield break;
        }
        if (subscription.CancelAt is { } cancelAt && !subscription.CancelAtPeriodEnd)
            yield return new Due(cancelAt, () => End("cancellation_requested"));
        if (subscription.Status == "paused")
            yield break;
        if (subscription.PauseCollection?.ResumesAt is { } resumes)
            yield return new Due(resumes, () => Change(() => subscription.PauseCollection = null));
        if (subscription.PendingUpdate is { } pending)
            yield return new Due(pending.ExpiresAt, ExpirePendingUpdate);
        if (subscription.Announced != subscription.PeriodEnd)
            yield return new Due(subscription.PeriodEnd - Notice, Announce);
        yield return new Due(subscription.PeriodEnd, Renew);
    }

    /// <summary>Changes it and emits <c>customer.subscription.updated</c> with what changed.</summary>
    public void Change(Action change) => account.Log.Updating("customer.subscription.updated", subscription, change);

    public void Paid(Invoice invoice)
    {
        if (subscription.PendingUpdate is { } update && update.Invoice == invoice)
        {
            Change(() =>
            {
                subscription.Replace(update.Items);
                subscription.PendingUpdate = null;
            });
            account.Log.Emit("customer.subscription.pending_update_applied", subscription);
        }
        if (invoice != subscription.LatestInvoice)
            return;
        if (subscription.Status is "incomplete" or "past_due" or "unpaid")
            Change(() => subscription.Status = "active");
    }

    public void PaymentFailed(Invoice invoice)
    {
        if (subscription.Ended || subscription.Status == "incomplete" || subscription.PendingUpdate?.Invoice == invoice)
            return;
        if (subscription.Status == "active")
            Change(() => subscription.Status = "past_due");
        if (subscription.Status != "past_due" || invoice.NextAttemptAt is not null || !invoice.AutoAdvance)
            return;
        if (account.Options.AfterRetries == AfterRetries.Cancel)
            End("payment_failed");
        else if (account.Options.AfterRetries == AfterRetries.Unpaid)
            Change(() => subscription.Status = "unpaid");
    }

    /// <summary>Ends it now. Its unpaid invoices are collected no longer.</summary>
    public void End(string reason)
    {
        foreach (var invoice in account.Invoices.All.Where(invoice => invoice.Subscription == subscription).ToList())
            invoice.Life.StopCollecting();
        var now = Now;
        subscription.Status = "canceled";
        subscription.EndedAt = now;
        subscription.CanceledAt ??= now;
        subscription.Cancellation = subscription.Cancellation with { Reason = reason };
        subscription.PendingUpdate = null;
        account.Log.Emit("customer.subscription.deleted", subscription);
    }

    private TimeSpan Notice => subscription.Status == "trialing" ? TrialNotice : account.Options.UpcomingInvoiceNotice;

    private void Announce()
    {
        subscription.Announced = subscription.PeriodEnd;
        if (subscription.Status == "trialing")
            account.Log.Emit("customer.subscription.trial_will_end", subscription);
        if (!subscription.CancelAtPeriodEnd && subscription.Status is "active" or "past_due")
            account.Log.Emit("invoice.upcoming", Billing.Upcoming().Render(), subscription.Clock);
    }

    private void Renew()
    {
        if (subscription.CancelAtPeriodEnd)
        {
            Billing.InvoicePending()?.Life.FinalizeAndCharge();
            End("cancellation_requested");
            return;
        }
        var trialEnded = subscription.Status == "trialing";
        if (trialEnded && !HasPaymentMethod && subscription.MissingPaymentMethod == "cancel")
        {
            End("cancellation_requested");
            return;
        }
        if (trialEnded && !HasPaymentMethod && subscription.MissingPaymentMethod == "pause")
        {
            Change(() => subscription.Status = "paused");
            account.Log.Emit("customer.subscription.paused", subscription);
            return;
        }
        Change(() =>
        {
            if (trialEnded)
                subscription.Status = "active";
            Billing.NextPeriod();
            Collect(Billing.InvoicePeriod("subscription_cycle", account.Options.DraftInvoiceDuration));
        });
    }

    private bool HasPaymentMethod =>
        (subscription.DefaultPaymentMethod ?? subscription.Customer.DefaultPaymentMethod) is not null;

    private void Collect(Invoice invoice)
    {
        if (subscription.Status == "unpaid" || subscription.PauseCollection?.Behavior == "keep_as_draft")
            (invoice.AutoAdvance, invoice.FinalizesAt) = (false, null);
        else if (subscription.PauseCollection is { } pause)
        {
            invoice.AutoAdvance = false;
            invoice.Life.FinalizeInvoice();
            if (invoice.Status == "open" && pause.Behavior == "void")
                invoice.Life.Void();
            else if (invoice.Status == "open")
                invoice.Life.MarkUncollectible();
        }
    }

    private void Expire()
    {
        if (subscription.LatestInvoice is { Status: "open" } invoice)
            invoice.Life.Void();
        Change(() =>
        {
            subscription.Status = "incomplete_expired";
            subscription.EndedAt = Now;
        });
    }

    private void ExpirePendingUpdate()
    {
        if (subscription.PendingUpdate?.Invoice is { Status: "open" } invoice)
            invoice.Life.Void();
        Change(() => subscription.PendingUpdate = null);
        account.Log.Emit("customer.subscription.pending_update_expired", subscription);
    }
}
