using System.Globalization;
using Binome.StripeServer.Books;
using Binome.StripeServer.Customers;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Invoices;

/// <summary>How an invoice goes from draft to paid, or fails on the way.</summary>
internal sealed class InvoiceLife(Account account, Invoice invoice)
{
    private DateTimeOffset Now => account.Now(invoice.Clock);

    public IEnumerable<Due> Due()
    {
        if (!invoice.AutoAdvance)
            yield break;
        if (invoice is { Status: "draft", FinalizesAt: { } finalizes })
            yield return new Due(finalizes, FinalizeAndCharge);
        if (invoice is { Status: "open", NextAttemptAt: { } attempt })
            yield return new Due(attempt, () => Attempt(null));
    }

    public void FinalizeAndCharge()
    {
        FinalizeInvoice();
        if (invoice.Status == "open")
            Attempt(null);
    }

    /// <summary>Numbers it and takes the customer's balance into account; one with nothing to pay is paid by that.</summary>
    public void FinalizeInvoice()
    {
        var customer = invoice.Customer;
        invoice.StartingBalance = customer.Balance;
        if (customer.Balance != invoice.EndingBalance)
            account.Log.Updating("customer.updated", customer, () => customer.Balance = invoice.EndingBalance);
        invoice.Number = string.Create(
            CultureInfo.InvariantCulture,
            $"{customer.InvoicePrefix}-{++customer.InvoicesNumbered:0000}"
        );
        (invoice.Status, invoice.FinalizedAt) = ("open", Now);
        account.Log.Emit("invoice.finalized", invoice);
        if (invoice.AmountDue == 0)
            MarkPaid();
    }

    /// <summary>Tries to take the money, and says when it tries again.</summary>
    private void Attempt(PaymentMethod? with)
    {
        invoice.Attempted = true;
        invoice.AttemptCount++;
        if (Decline(with) is null)
        {
            MarkPaid();
            return;
        }
        var retries = account.Options.PaymentRetries;
        invoice.NextAttemptAt =
            invoice.AutoAdvance && invoice.AttemptCount <= retries.Length
                ? Now + retries[invoice.AttemptCount - 1]
                : null;
        account.Log.Emit("invoice.payment_failed", invoice);
        invoice.Subscription?.Life.PaymentFailed(invoice);
    }

    /// <summary>Somebody pays it now; why that failed, or null. A draft is finalised first.</summary>
    public Refusal? Pay(PaymentMethod? with)
    {
        if (invoice.Status == "draft")
            FinalizeInvoice();
        if (invoice.Status == "paid")
            return null;
        var decline = Decline(with);
        Attempt(with);
        return decline;
    }

    /// <summary>Why a payment would fail; null when it would succeed.</summary>
    public Refusal? Decline(PaymentMethod? with = null)
    {
        var id = invoice.Subscription?.DefaultPaymentMethod ?? invoice.Customer.DefaultPaymentMethod;
        var method = with ?? account.PaymentMethods.Find(id);
        if (method is null)
            return Refusal.Invalid(
                "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
                code: "resource_missing"
            );
        return method.Card.ChargeDecline is { } decline
            ? Refusal.Card("Your card was declined.", "card_declined", decline)
            : null;
    }

    /// <summary>It was paid by other means than Stripe.</summary>
    public void PayOffStripe()
    {
        if (invoice.Status == "draft")
            FinalizeInvoice();
        if (invoice.Status != "paid")
            MarkPaid();
    }

    private void MarkPaid()
    {
        (invoice.Status, invoice.PaidAt, invoice.NextAttemptAt) = ("paid", Now, null);
        invoice.Attempted = true;
        account.Log.Emit("invoice.paid", invoice);
        account.Log.Emit("invoice.payment_succeeded", invoice);
        invoice.Subscription?.Life.Paid(invoice);
    }

    public void Void()
    {
        (invoice.Status, invoice.VoidedAt, invoice.NextAttemptAt) = ("void", Now, null);
        account.Log.Emit("invoice.voided", invoice);
    }

    public void MarkUncollectible()
    {
        (invoice.Status, invoice.UncollectibleAt, invoice.NextAttemptAt) = ("uncollectible", Now, null);
        account.Log.Emit("invoice.marked_uncollectible", invoice);
    }

    /// <summary>It stays as it is until somebody pays it.</summary>
    public void StopCollecting()
    {
        if (invoice.Status is "draft" or "open")
            account.Log.Updating(
                "invoice.updated",
                invoice,
                () => (invoice.AutoAdvance, invoice.NextAttemptAt) = (false, null)
            );
    }
}
