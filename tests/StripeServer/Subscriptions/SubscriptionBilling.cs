using System.Globalization;
using Binome.StripeServer.Books;
using Binome.StripeServer.Invoices;

namespace Binome.StripeServer.Subscriptions;

/// <summary>What a subscription is charged: its periods, and parts of a period when it changes.</summary>
internal sealed class SubscriptionBilling(Account account, Subscription subscription)
{
    private DateTimeOffset Now => account.Now(subscription.Clock);

    public void NextPeriod()
    {
        subscription.PeriodStart = subscription.PeriodEnd;
        subscription.PeriodEnd = subscription.Items[0].Price.PeriodEnd(subscription.Anchor, subscription.PeriodStart);
    }

    /// <summary>A new cycle begins now, whatever was left of the one before.</summary>
    public void RestartCycle()
    {
        subscription.Anchor = Now;
        subscription.PeriodStart = Now;
        subscription.PeriodEnd = subscription.Items[0].Price.PeriodEnd(Now, Now);
    }

    /// <summary>The invoice of the current period, with all that waited for it. It is charged by itself later, or by the caller now.</summary>
    public Invoice InvoicePeriod(string reason, TimeSpan? draft)
    {
        var invoice = Draft(reason);
        TakePending(invoice);
        invoice.Lines.AddRange(subscription.Items.Select(item => PeriodLine(item)));
        return Open(invoice, draft);
    }

    /// <summary>Charges at once what waits; null when nothing does.</summary>
    public Invoice? InvoicePending(string reason = "subscription_update")
    {
        var invoice = Draft(reason);
        TakePending(invoice);
        return invoice.Lines.Count == 0 ? null : Open(invoice, TimeSpan.Zero);
    }

    /// <summary>The invoice of nothing that begins a trial.</summary>
    public Invoice InvoiceTrial()
    {
        var invoice = Draft("subscription_create");
        invoice.Lines.AddRange(
            subscription.Items.Select(item =>
                PeriodLine(item) with
                {
                    Amount = 0,
                    UnitAmount = 0,
                    Description = $"Trial period for {item.Price.Product.Name}",
                }
            )
        );
        return Open(invoice, null);
    }

    /// <summary>What a change at an instant credits and charges, to the second of what is left of the period.</summary>
    public List<InvoiceLine> Prorations(List<SubscriptionItem> items, DateTimeOffset at)
    {
        List<InvoiceLine> lines = [];
        if (subscription.Status == "trialing")
            return lines;
        foreach (var old in subscription.Items.Where(old => items.Find(item => item.Id == old.Id) != old))
            lines.Add(Part(old, at, credit: true));
        foreach (var item in items.Where(item => subscription.Items.Find(old => old.Id == item.Id) != item))
            if (item.Quantity > 0)
                lines.Add(Part(item, at, credit: false));
        return lines;
    }

    public void Await(IEnumerable<InvoiceLine> lines)
    {
        foreach (var line in lines)
            account.PendingItems.Add(new PendingItem(subscription.Id, line with { InvoiceItem = Ids.New("ii_") }));
    }

    /// <summary>What the next renewal would charge as things stand, or with these items and lines.</summary>
    public Invoice Upcoming(List<SubscriptionItem>? items = null, IEnumerable<InvoiceLine>? more = null)
    {
        var start = subscription.PeriodEnd;
        var invoice = Draft("upcoming", Ids.New("upcoming_in_"));
        invoice.Lines.AddRange(Pending().Select(item => item.Line));
        invoice.Lines.AddRange(more ?? []);
        foreach (var item in items ?? subscription.Items)
            invoice.Lines.Add(PeriodLine(item, start, item.Price.PeriodEnd(subscription.Anchor, start)));
        (invoice.PeriodStart, invoice.PeriodEnd) = (subscription.PeriodStart, subscription.PeriodEnd);
        invoice.NextAttemptAt = start + account.Options.DraftInvoiceDuration;
        return invoice;
    }

    public Invoice Draft(string reason, string? id = null) =>
        new(account, subscription.Customer, subscription, subscription.Currency, reason)
        {
            Id = id ?? Ids.New("in_"),
            Tax = Tax.Of(subscription.Customer, subscription.AutomaticTax),
        };

    public InvoiceLine PeriodLine(SubscriptionItem item, DateTimeOffset? start = null, DateTimeOffset? end = null) =>
        new(
            item.Amount(subscription.Currency),
            $"{item.Quantity} × {item.Price.Product.Name} (at {Money(item)} / {item.Price.Interval})",
            item.Price,
            item.UnitAmount(subscription.Currency),
            item.Quantity,
            start ?? subscription.PeriodStart,
            end ?? subscription.PeriodEnd,
            item.Id,
            Proration: false
        );

    private InvoiceLine Part(SubscriptionItem item, DateTimeOffset at, bool credit)
    {
        var whole = (decimal)(subscription.PeriodEnd - subscription.PeriodStart).TotalSeconds;
        var left = (decimal)(subscription.PeriodEnd - at).TotalSeconds;
        var amount = (long)Math.Round(item.Amount(subscription.Currency) * left / whole, MidpointRounding.AwayFromZero);
        var day = at.ToString("dd MMM yyyy", CultureInfo.InvariantCulture);
        var words = credit ? "Unused time on" : "Remaining time on";
        return new InvoiceLine(
            credit ? -amount : amount,
            $"{words} {item.Quantity} × {item.Price.Product.Name} after {day}",
            item.Price,
            item.UnitAmount(subscription.Currency),
            item.Quantity,
            at,
            subscription.PeriodEnd,
            item.Id,
            Proration: true
        );
    }

    private Invoice Open(Invoice invoice, TimeSpan? draft)
    {
        invoice.FinalizesAt = draft is { } wait ? Now + wait : null;
        subscription.LatestInvoice = account.Invoices.Add(invoice);
        account.Log.Emit("invoice.created", invoice);
        return invoice;
    }

    private void TakePending(Invoice invoice)
    {
        invoice.Lines.AddRange(Pending().Select(item => item.Line));
        account.PendingItems.RemoveAll(item => item.Subscription == subscription.Id);
    }

    private IEnumerable<PendingItem> Pending() =>
        account.PendingItems.Where(item => item.Subscription == subscription.Id);

    private string Money(SubscriptionItem item) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{item.UnitAmount(subscription.Currency) / 100m:0.00} {subscription.Currency.ToUpperInvariant()}"
        );
}
