namespace Binome.Contracts.Mail;

/// <summary>Hands mails to whoever delivers them: an SMTP server, or a folder.</summary>
public interface IMailTransport
{
    /// <summary>
    /// One attempt, bounded in time. A mail may come again after a crash; it then has the same Message-ID.
    /// </summary>
    Task<MailDelivery> Deliver(Letter letter, CancellationToken cancellation);
}

/// <param name="Id">The mail's id; the Message-ID is made of it.</param>
/// <param name="QueuedAt">When it was taken, the same for every attempt.</param>
public sealed record Letter(string Id, DateTimeOffset QueuedAt, QueueMail Mail);

/// <summary>What became of an attempt.</summary>
public enum MailVerdict
{
    Delivered,

    /// <summary>Not now; a later attempt may succeed.</summary>
    Deferred,

    /// <summary>Never: another attempt would meet the same answer.</summary>
    Refused,
}

/// <param name="Reason">A code such as <c>smtp.550</c>; null when delivered.</param>
public sealed record MailDelivery(MailVerdict Verdict, string? Reason)
{
    public static readonly MailDelivery Done = new(MailVerdict.Delivered, null);

    public static MailDelivery Deferred(string reason) => new(MailVerdict.Deferred, reason);

    public static MailDelivery Refused(string reason) => new(MailVerdict.Refused, reason);
}

/// <summary>Encrypts what a waiting mail holds, under keys that are not in the database.</summary>
public interface IMailSeal
{
    /// <summary>The result opens only under the same tenant and mail.</summary>
    string Seal(string tenant, string mailId, string text);

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was sealed for another mail, or its key is gone.</exception>
    string Open(string tenant, string mailId, string sealedText);
}
