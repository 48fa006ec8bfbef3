using Binome.Contracts.Mail;

namespace Binome.WebApi.Mail;

/// <summary>Lets the operator see at once whether the mail settings work: one attempt, without the queue.</summary>
internal static class MailTestEndpoint
{
    public static void Map(IEndpointRouteBuilder operators) => operators.MapPost("/mail/test", Send);

    private static async Task<Answer> Send(
        Body<MailTest> body,
        HttpContext context,
        IMailTransport transport,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var (to, language) = body.Value;
        var mail = new QueueMail(MailTemplates.Test, language ?? "en", to, ImmutableDictionary<string, string>.Empty);
        if (mail.Refusal() is { } refusal)
            return Problems.Answer(context, refusal);
        var now = time.GetUtcNow();
        var delivery = await transport.Deliver(new Letter(Ids.New(Ids.Mail, now), now, mail), cancellation);
        return delivery.Verdict == MailVerdict.Delivered
            ? Answers.Ok(new MailTestView(to, "delivered"))
            : Problems.Answer(context, FailureCodes.MailNotDelivered, delivery.Reason ?? "");
    }
}

/// <param name="Language"><c>fr</c> or <c>en</c>; English when left out.</param>
internal sealed record MailTest(string To, string? Language);

internal sealed record MailTestView(string To, string Status);
