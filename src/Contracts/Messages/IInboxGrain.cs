using Binome.Contracts.Mail;
using Binome.Contracts.WakeUps;

namespace Binome.Contracts.Messages;

/// <summary>
/// Where everything that is said to a person arrives: it is kept in their inbox, and goes out as a mail at once, with others in
/// a digest, or not at all, as they wish. Key: tenant and participant id.
/// </summary>
[Alias("binome.inbox")]
public interface IInboxGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Takes a message durably. The same id is taken once, however often it comes.</summary>
    /// <returns>Fails as <see cref="IMailGrain.Queue"/> does.</returns>
    [Alias("take")]
    Task<Outcome<bool>> Take(TakeMessage command);

    /// <summary>Sets how messages of some kinds come; the others stay as they are.</summary>
    /// <returns>Fails with <c>field.invalid</c> for a kind that is not there or can't be chosen.</returns>
    [Alias("choose")]
    Task<Outcome<PreferencesRow>> Choose(ImmutableSortedDictionary<string, MessageDelivery> deliveries);

    /// <summary>Notes that the person has seen these messages, at most <see cref="Limits.PageMax"/>.</summary>
    [Alias("mark_read")]
    Task MarkRead(ImmutableArray<string> messages);
}

/// <param name="Id">A mail's id; the message has the same id with another prefix.</param>
/// <param name="Mail">What is said; its link may sign in, and is kept nowhere but in the mail.</param>
/// <param name="Path">The page it leads to in the application.</param>
[GenerateSerializer, Immutable, Alias("binome.take_message")]
public sealed record TakeMessage(string Id, QueueMail Mail, string Path);

[GenerateSerializer, Alias("binome.message_delivery")]
public enum MessageDelivery
{
    AtOnce,

    /// <summary>Together with others, on Monday mornings.</summary>
    Digest,

    /// <summary>In the inbox alone.</summary>
    Inbox,
}

/// <param name="Essential">What the person must act on: never held back, and nothing to choose.</param>
public sealed record MessageKind(string Code, bool Essential, ImmutableArray<string> Templates);

/// <summary>What messages are about; people choose kind by kind how they come.</summary>
public static class MessageKinds
{
    public const string Requests = "requests";
    public const string IntakeReminders = "intake_reminders";
    public const string Rhythm = "rhythm";

    /// <summary>Not a kind: every kind that people can choose about, in the link at the end of a digest.</summary>
    public const string Everything = "everything";

    public static readonly ImmutableArray<MessageKind> All =
    [
        new(
            Requests,
            true,
            [MailTemplates.AskMentor, MailTemplates.AskMentee, MailTemplates.AskIntake, MailTemplates.ReflectionAsk]
        ),
        new(IntakeReminders, false, [MailTemplates.RemindIntake]),
        new(
            Rhythm,
            false,
            [
                MailTemplates.SessionReminder,
                MailTemplates.SessionDue,
                MailTemplates.SessionNudge,
                MailTemplates.ClosingNotice,
            ]
        ),
    ];

    /// <exception cref="InvalidOperationException">Mails of that template are no messages to a participant.</exception>
    public static MessageKind Of(string template) => All.Single(kind => kind.Templates.Contains(template));

    public static readonly ImmutableArray<string> Choosable =
    [
        .. All.Where(kind => !kind.Essential).Select(kind => kind.Code),
    ];
}

/// <summary>The bounds of messages.</summary>
public static class MessageLimits
{
    /// <summary>Mails that nobody asked for, to one person within <see cref="Week"/>.</summary>
    public const int MailsPerWeekMax = 2;

    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Messages in one digest; older ones stay in the inbox alone.</summary>
    public const int DigestItemsMax = 8;

    /// <summary>Ids by which a message that comes again is known.</summary>
    public const int TakenRememberedMax = 50;
}
