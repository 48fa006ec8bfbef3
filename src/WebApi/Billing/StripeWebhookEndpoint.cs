using System.Buffers;
using Binome.Contracts.Billing;
using Binome.Contracts.Tenants;
using Orleans.Runtime;

namespace Binome.WebApi.Billing;

/// <summary>
/// What Stripe tells. It is believed as a hint alone: signed, of the right mode, its id stored, 200; only then Stripe is read again. An event of a
/// customer who is none of ours is passed over: the account may have other uses.
/// </summary>
internal static class StripeWebhookEndpoint
{
    public const string Route = "/stripe/webhooks";

    public static void Map(WebApplication app) =>
        app.MapPost(Route, Take).AllowAnonymous().ExcludeFromDescription().WithMetadata(JsonApi.Mark);

    private static async Task<Answer> Take(
        HttpContext context,
        IStripe stripe,
        IStripeWebhooks webhooks,
        IBillingRows rows,
        IGrainFactory grains
    )
    {
        if (stripe.Terms is not { } terms)
            return Problems.Answer(context, TransportCodes.RouteUnknown);
        var body = await Read(context);
        if (webhooks.Read(body, context.Request.Headers["Stripe-Signature"]) is not { } happened)
            return Problems.Answer(context, FailureCodes.StripeSignature);
        if (happened.Livemode != terms.Livemode)
            return Problems.Answer(context, FailureCodes.StripeMode);
        if (happened.CustomerId is { } customer && await rows.TenantOf(customer) is { } tenant)
        {
            RequestContext.Set(TenantContext.Key, tenant);
            await new TenantGrains(grains, tenant).Billing().TakeEvent(happened.Id, happened.Type);
        }
        return new Answer(StatusCodes.Status200OK, default);
    }

    /// <summary>The bytes as they came: the signature is over them and nothing else.</summary>
    private static async Task<ReadOnlyMemory<byte>> Read(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            if (result.Buffer.Length > BillingLimits.WebhookBytesMax)
            {
                reader.AdvanceTo(result.Buffer.End);
                throw new RequestRefused(TransportCodes.BodyTooLarge, "256 kB");
            }
            if (result.IsCompleted)
            {
                var body = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return body;
            }
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
