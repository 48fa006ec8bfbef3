using Binome.Silo.Stripe;
using Binome.StripeServer.Types;
using Binome.StripeServer.Webhooks;

namespace Binome.Billing.Tests;

/// <summary>What the client sends and reads is in the official library's own types.</summary>
public sealed class ClientTypeTests
{
    [TypesFact]
    public async Task Fields_ThatTheClientReads_AreInTheOfficialTypes()
    {
        List<TypeClaim> claims =
        [
            .. FieldsRead.Of("Stripe.Subscription", typeof(SubscriptionAnswer)),
            .. FieldsRead.Of("Stripe.Invoice", typeof(InvoiceAnswer)),
            .. FieldsRead.Of("Stripe.Invoice", typeof(PreviewAnswer)),
            .. FieldsRead.Of("Stripe.Checkout.Session", typeof(CheckoutAnswer)),
            .. FieldsRead.Of("Stripe.BillingPortal.Session", typeof(PortalAnswer)),
            .. FieldsRead.Of("Stripe.Customer", typeof(CustomerAnswer)),
            .. FieldsRead.Of("Stripe.Price", typeof(PriceAnswer)),
        ];
        claims.Count.ShouldBeGreaterThan(30);
        (await StripeTypes.Check(claims)).ShouldBeEmpty();
    }

    [TypesFact]
    public async Task Requests_OfTheWholeStory_AreInTheOfficialTypes()
    {
        await using var house = await BillingHouse.Start();
        await StoryTests.Play(house, new WebhookFaults());

        TypeClaim[] claims = [.. house.Peer.Requests.SelectMany(TypeClaim.Of)];
        claims.Count(claim => claim.How == "sent").ShouldBeGreaterThan(10);
        (await StripeTypes.Check(claims)).ShouldBeEmpty();
    }
}

/// <summary>Skipped, saying why, where the official library is not installed.</summary>
public sealed class TypesFactAttribute : FactAttribute
{
    public TypesFactAttribute() => Skip = StripeTypes.Missing;
}
