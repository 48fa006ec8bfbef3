namespace Binome.Contracts.Mail;

/// <summary>Every mail that Binome sends; the words are at the edge, in French and English.</summary>
public static class MailTemplates
{
    /// <summary>
    /// Signs in. Values: <c>organisation_1</c> and <c>link_1</c>, with further organisations of the same address as
    /// <c>organisation_2</c>, <c>link_2</c>…, at most <see cref="MailLimits.OrganisationsMax"/>; <c>minutes</c>.
    /// </summary>
    public const string SignInLink = "sign_in_link";

    /// <summary>Values: <c>name</c>, <c>organisation</c>, <c>invited_by</c>, <c>link</c>, <c>days</c>.</summary>
    public const string Invitation = "invitation";

    /// <summary>Values: <c>name</c>, <c>organisation</c>, <c>at</c> (ISO 8601), <c>link</c> (to sign in and change it again).</summary>
    public const string PasswordChanged = "password_changed";

    /// <summary>
    /// Asks a mentor whether they accept a pair. Values: <c>name</c>, <c>other</c> (the mentee's), <c>organisation</c>,
    /// <c>programme</c>, <c>days</c>, <c>link</c>.
    /// </summary>
    public const string AskMentor = "ask_mentor";

    /// <summary>The same for the mentee; <c>other</c> is the mentor's name.</summary>
    public const string AskMentee = "ask_mentee";

    /// <summary>Before a session falls due. Values: <c>name</c>, <c>other</c>, <c>days</c>, <c>link</c>.</summary>
    public const string SessionReminder = "session_reminder";

    /// <summary>It falls due today. Values: <c>name</c>, <c>other</c>, <c>link</c>.</summary>
    public const string SessionDue = "session_due";

    /// <summary>Its window has run out. Values: <c>name</c>, <c>other</c>, <c>link</c>.</summary>
    public const string SessionNudge = "session_nudge";

    /// <summary>Nothing has happened for long, and closing will be proposed. Values: <c>name</c>, <c>other</c>, <c>days</c> (until then), <c>link</c>.</summary>
    public const string ClosingNotice = "closing_notice";

    /// <summary>Asks somebody for their intake. Values: <c>name</c>, <c>organisation</c>, <c>programme</c>, <c>link</c>.</summary>
    public const string AskIntake = "ask_intake";

    /// <summary>Asks again. Values as for <see cref="AskIntake"/>.</summary>
    public const string RemindIntake = "remind_intake";

    /// <summary>After a session was held, how it was. Values: <c>name</c>, <c>other</c>, <c>link</c>.</summary>
    public const string ReflectionAsk = "reflection_ask";

    /// <summary>
    /// Several messages in one. Values: <c>name</c>, <c>link</c>, and for each message <c>item_1</c> (its template) with its own
    /// values as <c>other_1</c>…, at most <see cref="Messages.MessageLimits.DigestItemsMax"/>.
    /// </summary>
    public const string Digest = "digest";

    /// <summary>
    /// A session was planned or moved; an entry for the calendar goes with it. Values: <c>name</c>, <c>other</c>, <c>when</c> (in words),
    /// <c>link</c>, <c>session</c>, <c>sequence</c>, <c>starts_at</c> (ISO 8601), <c>minutes</c>.
    /// </summary>
    public const string SessionPlanned = "session_planned";

    /// <summary>It was cancelled; the same values, and the entry is taken back.</summary>
    public const string SessionCancelled = "session_cancelled";

    /// <summary>
    /// A preparatory workshop was planned or changed, with an entry for the calendar. Values: <c>name</c>, <c>title</c>, <c>place</c>,
    /// <c>when</c> (in words), <c>link</c>, <c>workshop</c>, <c>sequence</c>, <c>starts_at</c> (ISO 8601), <c>minutes</c>.
    /// </summary>
    public const string WorkshopPlanned = "workshop_planned";

    /// <summary>It does not take place; the same values, and the entry is taken back.</summary>
    public const string WorkshopCancelled = "workshop_cancelled";

    /// <summary>It takes place, but is no longer for the person's role; the same values, and the entry is taken back.</summary>
    public const string WorkshopWithdrawn = "workshop_withdrawn";

    /// <summary>
    /// Tells an owner that a webhook endpoint answered 410 and was switched off. Values: <c>name</c>, <c>organisation</c>,
    /// <c>host</c>, <c>link</c>.
    /// </summary>
    public const string WebhookGone = "webhook_gone";

    /// <summary>The same for an endpoint that did not accept an event in any attempt.</summary>
    public const string WebhookExhausted = "webhook_exhausted";

    /// <summary>The free trial ends soon. Values: <c>name</c>, <c>organisation</c>, <c>at</c> (ISO 8601), <c>link</c>.</summary>
    public const string BillingTrialEnding = "billing_trial_ending";

    /// <summary>A payment failed; everything goes on until <c>at</c>. The same values.</summary>
    public const string BillingPaymentFailed = "billing_payment_failed";

    /// <summary>It is still open and access is cut soon. The same values.</summary>
    public const string BillingGraceEnding = "billing_grace_ending";

    /// <summary>Shows an operator that mail arrives. No values.</summary>
    public const string Test = "test";

    private static readonly ImmutableArray<string> OfSessions =
    [
        "name",
        "other",
        "when",
        "link",
        "session",
        "sequence",
        "starts_at",
        "minutes",
    ];

    private static readonly ImmutableArray<string> OfWorkshops =
    [
        "name",
        "title",
        "place",
        "when",
        "link",
        "workshop",
        "sequence",
        "starts_at",
        "minutes",
    ];

    public static readonly ImmutableDictionary<string, MailTemplate> All = new Dictionary<string, MailTemplate>
    {
        [SignInLink] = new(["organisation_1", "link_1", "minutes"], TimeSpan.FromMinutes(15)),
        [Invitation] = new(["name", "organisation", "invited_by", "link", "days"], TimeSpan.FromDays(2)),
        [PasswordChanged] = new(["name", "organisation", "at", "link"], TimeSpan.FromDays(2)),
        [AskMentor] = new(["name", "other", "organisation", "programme", "days", "link"], TimeSpan.FromDays(2)),
        [AskMentee] = new(["name", "other", "organisation", "programme", "days", "link"], TimeSpan.FromDays(2)),
        [SessionReminder] = new(["name", "other", "days", "link"], TimeSpan.FromHours(20)),
        [SessionDue] = new(["name", "other", "link"], TimeSpan.FromDays(2)),
        [SessionNudge] = new(["name", "other", "link"], TimeSpan.FromDays(2)),
        [ClosingNotice] = new(["name", "other", "days", "link"], TimeSpan.FromDays(2)),
        [AskIntake] = new(["name", "organisation", "programme", "link"], TimeSpan.FromDays(2)),
        [RemindIntake] = new(["name", "organisation", "programme", "link"], TimeSpan.FromDays(2)),
        [ReflectionAsk] = new(["name", "other", "link"], TimeSpan.FromDays(2)),
        [Digest] = new(["name", "link", "item_1"], TimeSpan.FromDays(2)),
        [SessionPlanned] = new(OfSessions, TimeSpan.FromDays(2)),
        [SessionCancelled] = new(OfSessions, TimeSpan.FromDays(2)),
        [WorkshopPlanned] = new(OfWorkshops, TimeSpan.FromDays(2)),
        [WorkshopCancelled] = new(OfWorkshops, TimeSpan.FromDays(2)),
        [WorkshopWithdrawn] = new(OfWorkshops, TimeSpan.FromDays(2)),
        [WebhookGone] = new(["name", "organisation", "host", "link"], TimeSpan.FromDays(7)),
        [WebhookExhausted] = new(["name", "organisation", "host", "link"], TimeSpan.FromDays(7)),
        [BillingTrialEnding] = new(["name", "organisation", "at", "link"], TimeSpan.FromDays(1)),
        [BillingPaymentFailed] = new(["name", "organisation", "at", "link"], TimeSpan.FromDays(3)),
        [BillingGraceEnding] = new(["name", "organisation", "at", "link"], TimeSpan.FromDays(2)),
        [Test] = new([], TimeSpan.FromHours(1)),
    }.ToImmutableDictionary(StringComparer.Ordinal);
}

/// <param name="Values">The names of the values it can't do without.</param>
/// <param name="UsefulFor">How long after it was queued it is still worth sending.</param>
public sealed record MailTemplate(ImmutableArray<string> Values, TimeSpan UsefulFor);
