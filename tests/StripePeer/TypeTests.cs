using System.Text.Json.Nodes;
using Binome.StripeServer;
using Binome.StripeServer.Types;

namespace Binome.StripePeer.Tests;

/// <summary>The check against the official types: what it catches, and that it bears out all that the peer knows.</summary>
public sealed class TypeTests
{
    [NodeFact]
    public async Task Operations_AllTheyAccept_IsInTheOfficialTypes()
    {
        List<TypeClaim> claims =
        [
            .. Routes.Operations.SelectMany(operation =>
                operation.Accepts.Select(accepted =>
                    TypeClaim.Field(operation.Params, accepted.Replace(".*", "", StringComparison.Ordinal))
                )
            ),
        ];
        claims.Count.ShouldBeGreaterThan(100);
        (await StripeTypes.Check(claims)).ShouldBeEmpty();
    }

    [NodeFact]
    public async Task Check_WhatIsWrong_IsToldOneByOne()
    {
        TypeClaim[] claims =
        [
            Sent("Stripe.CustomerCreateParams", """{"name":"Acme","metadata":{"tenant":"t"}}"""),
            Sent("Stripe.CustomerCreateParams", """{"nmae":"Acme"}"""),
            Sent("Stripe.SubscriptionUpdateParams", """{"items":[{"id":"si_1","quantity":"many"}]}"""),
            Sent("Stripe.SubscriptionUpdateParams", """{"proration_behavior":"sometimes"}"""),
            Sent("Stripe.SubscriptionUpdateParams", """{"cancel_at_period_end":"yes"}"""),
            Sent(
                "Stripe.SubscriptionUpdateParams",
                """{"items":[{"id":"si_1","quantity":"3"}],"pause_collection":""}"""
            ),
            TypeClaim.Field("Stripe.Subscription", "current_period_end"),
            TypeClaim.Field("Stripe.Subscription", "items.data[].current_period_end", "number"),
            TypeClaim.Field("Stripe.Subscription", "items.data[].current_period_end", "string"),
            TypeClaim.Field("Stripe.Invoice", "subscription"),
            TypeClaim.Field("Stripe.Invoice", "parent.subscription_details.subscription", "string"),
        ];
        var wrong = (await StripeTypes.Check(claims)).Select(fault => fault.Claim).Distinct();
        wrong.ShouldBe([1, 2, 3, 4, 6, 8, 9], ignoreOrder: true);
    }

    [NodeFact]
    public async Task FieldsRead_OfAClass_AreHeldAgainstTheTypes()
    {
        var claims = FieldsRead.Of("Stripe.Subscription", typeof(ReadsWell)).ToList();
        claims.Select(claim => claim.Where).ShouldContain("Stripe.Subscription items.data[].current_period_end");
        (await StripeTypes.Check(claims)).ShouldBeEmpty();
        var faults = await StripeTypes.Check(FieldsRead.Of("Stripe.Subscription", typeof(ReadsWrong)));
        faults.ShouldHaveSingleItem().Where.ShouldBe("Stripe.Subscription current_period_end");
    }

    private static TypeClaim Sent(string type, string json) => new("sent", type, json) { Value = JsonNode.Parse(json) };

    private sealed record ReadsWell(
        string Id,
        string Status,
        bool CancelAtPeriodEnd,
        Dictionary<string, string> Metadata,
        ItemList Items
    );

    private sealed record ItemList(Item[] Data);

    private sealed record Item(string Id, long Quantity, long CurrentPeriodEnd);

    private sealed record ReadsWrong(string Id, long CurrentPeriodEnd);
}
