using Binome.StripeServer.Catalogue;
using Binome.StripeServer.Checkout;
using Binome.StripeServer.Clocks;
using Binome.StripeServer.Control;
using Binome.StripeServer.Customers;
using Binome.StripeServer.Events;
using Binome.StripeServer.Http;
using Binome.StripeServer.Invoices;
using Binome.StripeServer.Portal;
using Binome.StripeServer.Subscriptions;
using Binome.StripeServer.Webhooks;

namespace Binome.StripeServer;

internal static class Routes
{
    /// <summary>Every operation of the API that this server knows.</summary>
    public static readonly Operation[] Operations =
    [
        .. CustomerOperations.All,
        .. PaymentMethodOperations.All,
        .. CatalogueOperations.All,
        .. CheckoutOperations.All,
        .. SubscriptionOperations.All,
        .. InvoiceOperations.All,
        .. EventOperations.All,
        .. WebhookEndpointOperations.All,
        .. PortalOperations.All,
        .. TestClockOperations.All,
    ];

    public static void Map(WebApplication app, StripeState state, StripePeer peer)
    {
        var pipeline = new Pipeline(state);
        foreach (var operation in Operations)
            app.MapMethods(operation.Path, [operation.Method], context => pipeline.Handle(context, operation));
        app.MapFallback("/v1/{**rest}", context => pipeline.Handle(context, null));
        ControlRoutes.Map(app, state, peer);
        CheckoutPage.Map(app, state);
        PortalPage.Map(app, state);
        InvoicePage.Map(app, state);
    }
}
