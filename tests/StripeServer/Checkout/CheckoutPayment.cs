using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Customers;
using Binome.StripeServer.Http;
using Binome.StripeServer.Subscriptions;

namespace Binome.StripeServer.Checkout;

/// <summary>What somebody fills in on the checkout page.</summary>
/// <param name="Card">A test card's number; null where none is needed.</param>
/// <param name="Country">Two letters; decides the tax.</param>
/// <param name="TaxId">A European VAT number.</param>
public sealed record CheckoutEntry(
    string? Card = null,
    string? Email = null,
    string? Name = null,
    string? Country = null,
    string? TaxId = null
);

internal static class CheckoutPayment
{
    /// <summary>Pays or starts the trial, and creates the subscription. A decline leaves the session open.</summary>
    public static void Complete(Account account, CheckoutSession session, CheckoutEntry entry)
    {
        if (session.Status != "open")
            throw Refusal.Invalid($"This Checkout Session is {session.Status}.");
        var ask = session.Ask;
        var card = CardOf(session, entry);
        var customer = session.Customer ?? NewCustomer(account, ask, entry);
        account.Log.Updating("customer.updated", customer, () => Remember(account, ask, customer, entry));
        var method = card is null ? null : account.PaymentMethods.Add(new PaymentMethod(account, card, customer.Clock));
        if (method is not null)
            PaymentMethodOperations.Attach(account, method, customer);
        session.Customer = customer;
        var now = account.Now(customer.Clock);
        var subscription = SubscriptionStart.Start(
            account,
            new SubscriptionPlan(customer, ask.Currency, ask.Items)
            {
                TrialEnd = ask.TrialDays is { } days ? now.AddDays(days) : ask.TrialEnd,
                MissingPaymentMethod = ask.MissingPaymentMethod,
                AutomaticTax = ask.AutomaticTax,
                DefaultPaymentMethod = method?.Id,
                Description = ask.Description,
                Metadata = ask.SubscriptionMetadata,
            }
        );
        (session.Subscription, session.Invoice) = (subscription.Id, subscription.LatestInvoice?.Id);
        session.Status = "complete";
        account.Log.Emit("checkout.session.completed", session);
    }

    private static Card? CardOf(CheckoutSession session, CheckoutEntry entry)
    {
        if (entry.Card is null && !session.NeedsCard)
            return null;
        var card =
            Card.Find(entry.Card)
            ?? throw Refusal.Card("Your card number is incorrect.", "incorrect_number", decline: null);
        var decline = card.AttachDecline ?? (session.Subtotal > 0 ? card.ChargeDecline : null);
        return decline is null ? card : throw Refusal.Card("Your card was declined.", "card_declined", decline);
    }

    private static Customer NewCustomer(Account account, CheckoutAsk ask, CheckoutEntry entry)
    {
        var customer = account.Customers.Add(
            new Customer(account, null) { Email = ask.CustomerEmail ?? entry.Email, Name = entry.Name }
        );
        account.Log.Emit("customer.created", customer);
        return customer;
    }

    private static void Remember(Account account, CheckoutAsk ask, Customer customer, CheckoutEntry entry)
    {
        if (entry.Country is not null && (ask.UpdatesAddress || ask.Customer is null))
            customer.Address = Address.Of(field => field == "country" ? entry.Country : null);
        if (entry.Name is not null && (ask.UpdatesName || ask.Customer is null))
            customer.Name = entry.Name;
        if (entry.TaxId is { } taxId && ask.TaxIdCollection)
            account.TaxIds.Add(new TaxId(account, customer.Id, "eu_vat", taxId));
    }
}
