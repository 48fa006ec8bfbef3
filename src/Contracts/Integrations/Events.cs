using System.Collections.Frozen;
using System.Reflection;

namespace Binome.Contracts.Integrations;

/// <summary>An event as it stands in the tenant's log.</summary>
/// <param name="Sequence">1, 2, 3… per tenant, in the order of commits, without gaps.</param>
/// <param name="Version">The event's number among those of its grain, without gaps.</param>
/// <param name="Data">A JSON object of ids, codes, numbers and instants.</param>
public sealed record StoredEvent(
    string Id,
    long Sequence,
    string Type,
    string Resource,
    long Version,
    DateTimeOffset CreatedAt,
    string Data
);

public sealed record EventFilter(
    ImmutableArray<string> Types,
    string? Resource,
    DateTimeOffset? CreatedFrom,
    DateTimeOffset? CreatedUntil
)
{
    /// <summary>Only events that some endpoint of the tenant has not accepted yet.</summary>
    public bool Undelivered { get; init; }
}

public interface IEventRows
{
    /// <summary>Newest first, at most <paramref name="limit"/> events before the sequence number <paramref name="before"/>.</summary>
    Task<(ImmutableArray<StoredEvent> Events, bool HasMore)> List(
        string tenant,
        EventFilter filter,
        long? before,
        int limit
    );

    Task<StoredEvent?> Find(string tenant, string id);
}

/// <summary>Every event type of the log.</summary>
public static class EventTypes
{
    public const string TenantCreated = "tenant.created";
    public const string KeyCreated = "api_key.created";
    public const string KeyRotated = "api_key.rotated";
    public const string KeyRevoked = "api_key.revoked";
    public const string MemberInvited = "member.invited";
    public const string MemberUpdated = "member.updated";
    public const string MemberDisabled = "member.disabled";
    public const string MemberEnabled = "member.enabled";
    public const string MemberSignedIn = "member.signed_in";
    public const string MemberSignedOut = "member.signed_out";
    public const string MemberPasswordSet = "member.password_set";
    public const string ParticipantCreated = "participant.created";
    public const string ParticipantUpdated = "participant.updated";
    public const string ParticipantLeft = "participant.left";
    public const string ParticipantReturned = "participant.returned";
    public const string ImportAwaitsConfirmation = "import.awaiting_confirmation";
    public const string ImportStarted = "import.started";
    public const string ImportCompleted = "import.completed";
    public const string ImportFailed = "import.failed";
    public const string ExportStarted = "export.started";
    public const string ExportCompleted = "export.completed";
    public const string ExportFailed = "export.failed";
    public const string ProgrammeCreated = "programme.created";
    public const string ProgrammeUpdated = "programme.updated";
    public const string ProgrammePhaseChanged = "programme.phase_changed";
    public const string ProgrammeCharterWritten = "programme.charter_written";
    public const string ProgrammeResourceWritten = "programme.resource_written";
    public const string WorkshopPlanned = "workshop.planned";
    public const string WorkshopChanged = "workshop.changed";
    public const string WorkshopCancelled = "workshop.cancelled";
    public const string WorkshopAnswered = "workshop.answered";
    public const string WorkshopAttended = "workshop.attendance_recorded";
    public const string ProgrammeEnrolled = "programme.enrolled";
    public const string ProgrammeEnrolmentWithdrawn = "programme.enrolment_withdrawn";
    public const string ProgrammeChecked = "programme.checklist_ticked";
    public const string ProgrammeReportingLineDecided = "programme.reporting_line_decided";
    public const string ProgrammePairExcluded = "programme.pair_excluded";
    public const string ProgrammeExclusionLifted = "programme.exclusion_lifted";
    public const string ProgrammeGateDecided = "programme.gate_decided";
    public const string MatchingStarted = "matching_run.started";
    public const string MatchingProposed = "matching_run.proposed";
    public const string MatchingFailed = "matching_run.failed";
    public const string MatchingCancelled = "matching_run.cancelled";
    public const string ProposalAccepted = "proposal.accepted";
    public const string ProposalRejected = "proposal.rejected";
    public const string PublicationStarted = "publication.started";
    public const string PublicationCompleted = "publication.completed";
    public const string PairRefused = "publication.pair_refused";
    public const string PairOpened = "pair.opened";
    public const string PairAccepted = "pair.accepted";
    public const string PairChartered = "pair.charter_opened";
    public const string PairSigned = "pair.charter_signed";
    public const string PairActivated = "pair.activated";
    public const string PairDeclined = "pair.declined";
    public const string PairExpired = "pair.expired";
    public const string PairPaused = "pair.paused";
    public const string PairResumed = "pair.resumed";
    public const string PairClosing = "pair.closing";
    public const string PairClosed = "pair.closed";
    public const string PairKept = "pair.kept";
    public const string PairStuck = "pair.stuck";
    public const string PairClosingNotice = "pair.closing_notice";
    public const string PairClosingProposed = "pair.closing_proposed";
    public const string PairSeparated = "pair.separated";
    public const string PairRuleBroken = "pair.rule_broken";
    public const string PairRuleKept = "pair.rule_kept";
    public const string SessionPlanned = "pair.session.planned";
    public const string SessionMoved = "pair.session.moved";
    public const string SessionHeld = "pair.session.held";
    public const string CalendarFeedOpened = "participant.calendar_feed_opened";
    public const string CalendarFeedRevoked = "participant.calendar_feed_revoked";
    public const string SessionReflected = "pair.session.reflected";
    public const string SessionCancelled = "pair.session.cancelled";
    public const string SessionDue = "pair.session.due";
    public const string SessionOverdue = "pair.session.overdue";
    public const string SessionReminder = "pair.session.reminder";
    public const string SessionFlagged = "pair.session.flagged";
    public const string AgendaItemAdded = "pair.agenda.item_added";
    public const string AgendaItemChanged = "pair.agenda.item_changed";
    public const string ObjectiveAdded = "pair.objective.added";
    public const string ObjectiveChanged = "pair.objective.changed";
    public const string PairCadenceChanged = "pair.cadence_changed";
    public const string TenantHolidaysSet = "tenant.holidays_set";
    public const string IntakeAsked = "intake.asked";
    public const string IntakeReminded = "intake.reminded";
    public const string IntakeBegun = "intake.begun";
    public const string IntakeCompleted = "intake.completed";
    public const string BillingBegun = "billing.begun";
    public const string BillingStatusChanged = "billing.status_changed";
    public const string BillingAccessChanged = "billing.access_changed";
    public const string BillingPlanChanged = "billing.plan_changed";
    public const string BillingPeopleChanged = "billing.people_changed";
    public const string BillingQuantitySet = "billing.quantity_set";
    public const string BillingDriftMended = "billing.drift_mended";
    public const string BillingDuplicateCancelled = "billing.duplicate_cancelled";
    public const string BillingCheckoutStarted = "billing.checkout_started";
    public const string MailFailed = "mail.failed";
    public const string SandboxClockAdvanced = "sandbox.clock_advanced";
    public const string SandboxReset = "sandbox.reset";
    public const string WebhookCreated = "webhook_endpoint.created";
    public const string WebhookUpdated = "webhook_endpoint.updated";
    public const string WebhookDeleted = "webhook_endpoint.deleted";
    public const string WebhookEnabled = "webhook_endpoint.enabled";
    public const string WebhookDisabled = "webhook_endpoint.disabled";
    public const string WebhookSecretRotated = "webhook_endpoint.secret_rotated";
    public const string WebhookReplayed = "webhook_endpoint.replay_asked";
    public const string WebhookPing = "webhook_endpoint.ping";

    /// <summary>All of the above.</summary>
    public static readonly FrozenSet<string> All = typeof(EventTypes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!)
        .ToFrozenSet(StringComparer.Ordinal);
}
