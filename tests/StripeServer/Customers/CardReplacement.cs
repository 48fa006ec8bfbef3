using Binome.StripeServer.Books;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Customers;

internal static class CardReplacement
{
    /// <summary>A new card for all of a customer’s subscriptions. Open invoices wait for their next attempt, or until somebody pays them.</summary>
    public static void Replace(Account account, Customer customer, string number)
    {
        var card =
            Card.Find(number)
            ?? throw Refusal.Card("Your card number is incorrect.", "incorrect_number", decline: null);
        var method = account.PaymentMethods.Add(new PaymentMethod(account, card, customer.Clock));
        PaymentMethodOperations.Attach(account, method, customer);
        account.Log.Updating("customer.updated", customer, () => customer.DefaultPaymentMethod = method.Id);
        foreach (
            var subscription in account.Subscriptions.All.Where(found => found.Customer == customer && !found.Ended)
        )
            subscription.Life.Change(() => subscription.DefaultPaymentMethod = method.Id);
    }
}
