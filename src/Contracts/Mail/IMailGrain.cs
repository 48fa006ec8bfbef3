using Binome.Contracts.WakeUps;

namespace Binome.Contracts.Mail;

/// <summary>One mail on its way: kept until it is delivered or given up, sent at least once.</summary>
[Alias("binome.mail")]
public interface IMailGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Takes the mail durably and answers its id; sending begins at once and this does not wait for it.</summary>
    /// <returns>Fails with <c>field.required</c>, <c>field.invalid</c> or <c>field.too_long</c>, with a pointer.</returns>
    [Alias("queue")]
    Task<Outcome<string>> Queue(QueueMail mail);

    /// <summary>Begins to send what another grain's commit has queued, and does not wait for it.</summary>
    [Alias("send")]
    Task Send();
}

/// <param name="Template">A code of <see cref="MailTemplates"/>.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="To">One e-mail address, without a name.</param>
/// <param name="Values">What the template names; may hold secrets such as links. One line each.</param>
[GenerateSerializer, Immutable, Alias("binome.queue_mail")]
public sealed record QueueMail(string Template, string Language, string To, ImmutableDictionary<string, string> Values)
{
    /// <summary>Where a mail reader ends mails of this kind in one click (RFC 8058); null for mails that can't be ended.</summary>
    [Id(0)]
    public string? UnsubscribeLink { get; init; }
}

/// <summary>Queues mails.</summary>
public interface IMailQueue
{
    /// <summary>Queues a mail and answers its id.</summary>
    /// <param name="id">The same id queues one mail however often; null takes a new one.</param>
    /// <returns>Fails as <see cref="IMailGrain.Queue"/> does.</returns>
    Task<Outcome<string>> Queue(string tenant, QueueMail mail, string? id = null);
}
