using System.Collections.Frozen;
using Binome.Contracts.Billing;
using Binome.Contracts.Exports;
using Binome.Contracts.Intake;
using Binome.Contracts.Integrations;
using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Privacy;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sandboxes;
using Binome.Contracts.Sessions;
using Binome.Contracts.Tenants;
using static Binome.Storage.Rows.ColumnUse;

namespace Binome.Storage.Rows;

/// <summary>The table of every kind of row; the columns are those of the migrations.</summary>
internal static class RowTables
{
    public static readonly RowTable<TenantRow> Tenants = new("tenants", ("id", Key, row => row.Id));

    public static readonly RowTable<ApiKeyRow> ApiKeys = new(
        "api_keys",
        ("id", Key, row => row.Id),
        ("hash", Filter, row => row.Hash),
        ("created_by", Figure, row => row.CreatedBy)
    );

    public static readonly RowTable<MemberRow> Members = new(
        "members",
        ("id", Key, row => row.Id),
        ("email", Filter, row => row.Email),
        ("participant_id", Filter, row => row.ParticipantId),
        ("status", Filter, row => Codes.Of(row.Status))
    );

    public static readonly RowTable<MemberPasswordRow> MemberPasswords = new(
        "member_passwords",
        ("id", Key, row => row.Id)
    );

    public static readonly RowTable<MemberSessionRow> MemberSessions = new(
        "member_sessions",
        ("id", Key, row => row.Id),
        ("member_id", Filter, row => row.MemberId),
        ("hash", Filter, row => row.Hash),
        ("ends_at", Filter, row => (row.EndedAt ?? row.ExpiresAt).ToUnixTimeMilliseconds())
    );

    public static readonly RowTable<SignInLinkRow> SignInLinks = new(
        "sign_in_links",
        ("id", Key, row => row.Id),
        ("member_id", Figure, row => row.MemberId),
        ("hash", Filter, row => row.Hash),
        ("ends_at", Filter, row => (row.EndedAt ?? row.ExpiresAt).ToUnixTimeMilliseconds())
    );

    public static readonly RowTable<ParticipantRow> Participants = new(
        "participants",
        ("id", Key, row => row.Id),
        ("employee_id", Filter, row => row.Profile.EmployeeId),
        ("email", Filter, row => Lower(row.Profile.Email)),
        ("manager_employee_id", Filter, row => row.Profile.ManagerEmployeeId),
        ("subsidiary", Filter, row => row.Profile.Subsidiary),
        ("country", Filter, row => row.Profile.Country),
        ("job_family", Filter, row => row.Profile.JobFamily),
        ("language", Filter, row => row.Profile.Language),
        ("roles", Filter, row => Codes.Of(row.Profile.Roles)),
        ("search", Figure, row => SearchText.Of(row.Profile)),
        ("learner_profile", Figure, row => Codes.Of(row.Profile.LearnerProfile)),
        ("left_at", Figure, row => row.LeftAt?.ToUnixTimeMilliseconds())
    );

    public static readonly RowTable<IntakeRow> Intakes = new(
        "intakes",
        ("id", Key, row => row.Id),
        ("status", Figure, row => Codes.Of(row.Status))
    );

    public static readonly RowTable<MessageRow> Messages = new(
        "messages",
        ("participant_id", Key, row => row.ParticipantId),
        ("id", Key, row => row.Id)
    );

    public static readonly RowTable<PreferencesRow> Preferences = new("preferences", ("id", Key, row => row.Id));

    public static readonly RowTable<ImportRow> Imports = new(
        "imports",
        ("id", Key, row => row.Id),
        ("created_at", Filter, row => row.CreatedAt.ToUnixTimeMilliseconds())
    );

    public static readonly RowTable<ExportRow> Exports = new(
        "exports",
        ("id", Key, row => row.Id),
        ("status", Filter, row => Codes.Of(row.Status)),
        ("programme_id", Filter, row => row.Content.ProgrammeId)
    );

    public static readonly RowTable<ImportProblemRow> ImportProblems = new(
        "import_problems",
        ("import_id", Key, row => row.ImportId),
        ("id", Key, row => row.Id),
        ("line", Filter, row => row.Line),
        ("severity", Filter, row => Codes.Of(row.Severity))
    );

    public static readonly RowTable<ProgrammeRow> Programmes = new(
        "programmes",
        ("id", Key, row => row.Id),
        ("phase", Filter, row => Codes.Of(row.Phase)),
        ("kind", Filter, row => Codes.Of(row.Settings.Kind))
    );

    public static readonly RowTable<EnrolmentRow> Enrolments = new(
        "enrolments",
        ("programme_id", Key, row => row.ProgrammeId),
        ("id", Key, row => row.Id),
        ("participant_id", Filter, row => row.ParticipantId),
        ("role", Filter, row => Codes.Of(row.Role)),
        ("withdrawn", Figure, row => row.WithdrawnAt is not null)
    );

    public static readonly RowTable<ExclusionRow> Exclusions = new(
        "exclusions",
        ("programme_id", Key, row => row.ProgrammeId),
        ("id", Key, row => row.Id),
        ("lifted", Figure, row => row.LiftedAt is not null)
    );

    public static readonly RowTable<CharterRow> Charters = new(
        "charters",
        ("programme_id", Key, row => row.ProgrammeId),
        ("id", Key, row => row.Id)
    );

    public static readonly RowTable<ResourceRow> Resources = new(
        "resources",
        ("programme_id", Key, row => row.ProgrammeId),
        ("id", Key, row => row.Id)
    );

    public static readonly RowTable<WorkshopRow> Workshops = new(
        "workshops",
        ("id", Key, row => row.Id),
        ("programme_id", Filter, row => row.ProgrammeId)
    );

    public static readonly RowTable<AttendanceRow> Attendances = new(
        "attendances",
        ("workshop_id", Key, row => row.WorkshopId),
        ("id", Key, row => row.Id)
    );

    public static readonly RowTable<MatchingRunRow> MatchingRuns = new(
        "matching_runs",
        ("id", Key, row => row.Id),
        ("programme_id", Filter, row => row.ProgrammeId),
        ("published", Figure, row => row.Totals.Published)
    );

    public static readonly RowTable<MatchingProofRow> MatchingProofs = new(
        "matching_proofs",
        ("run_id", Key, row => row.RunId),
        ("id", Key, row => row.Id)
    );

    public static readonly RowTable<ProposalRow> Proposals = new(
        "proposals",
        ("run_id", Key, row => row.RunId),
        ("id", Key, row => row.Id),
        ("decision", Filter, row => Codes.Of(row.Decision)),
        ("mentee_id", Figure, row => row.MenteeId),
        ("score_band", Figure, row => Math.Clamp((int)(row.Score * 10), 0, 9)),
        ("pair_id", Figure, row => row.PairId),
        ("publication_id", Figure, row => row.PublicationId)
    );

    public static readonly RowTable<UnmatchedRow> Unmatched = new(
        "unmatched",
        ("run_id", Key, row => row.RunId),
        ("id", Key, row => row.Id),
        ("role", Filter, row => Codes.Of(row.Role)),
        ("participant_id", Figure, row => row.ParticipantId)
    );

    public static readonly RowTable<PublicationRow> Publications = new(
        "publications",
        ("id", Key, row => row.Id),
        ("programme_id", Figure, row => row.ProgrammeId)
    );

    public static readonly RowTable<PairRow> Pairs = new(
        "pairs",
        ("id", Key, row => row.Id),
        ("programme_id", Filter, row => row.ProgrammeId),
        ("mentor_id", Filter, row => row.MentorId),
        ("mentee_id", Filter, row => row.MenteeId),
        ("phase", Filter, row => Codes.Of(row.Phase)),
        ("overdue", Filter, row => row.Overdue),
        ("sessions_held", Figure, row => row.SessionsHeld),
        ("sessions_due", Figure, row => row.SessionsDue),
        ("sessions_on_time", Figure, row => row.SessionsOnTime),
        ("last_session_id", Figure, row => row.LastSessionId),
        ("due_at", Figure, row => row.Phase.KeepsRhythm() ? row.NextDueAt?.ToUnixTimeMilliseconds() : null),
        ("flagged", Figure, row => row.FlaggedAt is not null),
        ("stuck", Figure, row => row.StuckAt is not null),
        ("closing_proposed", Figure, row => row.ClosingProposedAt is not null),
        ("rule_broken", Figure, row => row.BrokenRule is not null && !row.Phase.HasEnded()),
        ("waiting_on", Figure, row => Codes.Of(row.WaitsFor()))
    );

    public static readonly RowTable<PairStepRow> PairSteps = new(
        "pair_steps",
        ("pair_id", Key, row => row.PairId),
        ("id", Key, row => row.Id)
    );

    public static readonly RowTable<PrivateKeyRow> PrivateKeys = new("private_keys", ("id", Key, row => row.Id));

    public static readonly RowTable<ReflectionRow> Reflections = new(
        "reflections",
        ("pair_id", Key, row => row.PairId),
        ("id", Key, row => row.Id),
        ("session_id", Figure, row => row.SessionId)
    );

    public static readonly RowTable<CalendarFeedRow> CalendarFeeds = new("calendar_feeds", ("id", Key, row => row.Id));

    public static readonly RowTable<AgendaItemRow> AgendaItems = new(
        "agenda_items",
        ("pair_id", Key, row => row.PairId),
        ("id", Key, row => row.Id),
        ("status", Figure, row => Codes.Of(row.Status))
    );

    public static readonly RowTable<ObjectiveRow> Objectives = new(
        "objectives",
        ("pair_id", Key, row => row.PairId),
        ("id", Key, row => row.Id),
        ("programme_id", Figure, row => row.ProgrammeId),
        ("status", Figure, row => Codes.Of(row.Status))
    );

    public static readonly RowTable<SessionRow> Sessions = new(
        "sessions",
        ("id", Key, row => row.Id),
        ("pair_id", Figure, row => row.PairId),
        ("previous_id", Figure, row => row.PreviousId),
        ("status", Figure, row => Codes.Of(row.Status))
    );

    public static readonly RowTable<SandboxRow> Sandboxes = new("sandboxes", ("id", Key, row => row.Id));

    public static readonly RowTable<SandboxMailRow> SandboxMails = new(
        "sandbox_mails",
        ("id", Key, row => row.Id),
        ("kept_at", Filter, row => row.KeptAt.ToUnixTimeMilliseconds())
    );

    public static readonly RowTable<WebhookEndpointRow> WebhookEndpoints = new(
        "webhook_endpoints",
        ("id", Key, row => row.Id),
        ("deleted", Figure, row => row.DeletedAt is not null)
    );

    public static readonly RowTable<WebhookProgressRow> WebhookProgress = new(
        "webhook_progress",
        ("id", Key, row => row.Id),
        ("enabled", Figure, row => row.Enabled),
        ("last_event", Figure, row => row.Cursor),
        ("due_at", Figure, row => row.DueAt?.ToUnixTimeMilliseconds())
    );

    public static readonly RowTable<WebhookAttemptRow> WebhookAttempts = new(
        "webhook_attempts",
        ("endpoint_id", Key, row => row.EndpointId),
        ("id", Key, row => row.Id),
        ("event_id", Figure, row => row.EventId),
        ("succeeded", Figure, row => row.Succeeded),
        ("created_at", Filter, row => row.At.ToUnixTimeMilliseconds())
    );

    public static readonly RowTable<WebhookDeliveryRow> WebhookDeliveries = new(
        "webhook_deliveries",
        ("endpoint_id", Key, row => row.EndpointId),
        ("id", Key, row => row.Id),
        ("sequence", Figure, row => row.Sequence),
        ("status", Figure, row => Codes.Of(row.Status)),
        ("undelivered", Filter, row => row.Status is not WebhookDeliveryStatus.Delivered),
        ("created_at", Filter, row => row.At.ToUnixTimeMilliseconds())
    );

    public static readonly RowTable<BillingRow> Billing = new(
        "billing",
        ("id", Key, row => row.Id),
        ("customer_id", Filter, row => row.CustomerId)
    );

    public static readonly RowTable<BilledPersonRow> BilledPeople = new(
        "billed_people",
        ("id", Key, row => row.Id),
        ("first_day", Figure, row => row.From.DayNumber),
        ("last_day", Figure, row => row.Until?.DayNumber),
        ("open", Filter, row => row.Until is null)
    );

    public static readonly RowTable<InvoiceRow> Invoices = new(
        "invoices",
        ("created_at", Key, row => row.CreatedAt.ToUnixTimeMilliseconds()),
        ("id", Key, row => row.Id)
    );

    public static readonly RowTable<StripeEventRow> StripeEvents = new(
        "stripe_events",
        ("id", Key, row => row.Id),
        ("taken_at", Filter, row => row.TakenAt.ToUnixTimeMilliseconds())
    );

    private static readonly FrozenDictionary<Type, RowTable> ByType = new Dictionary<Type, RowTable>
    {
        [typeof(TenantRow)] = Tenants,
        [typeof(ApiKeyRow)] = ApiKeys,
        [typeof(MemberRow)] = Members,
        [typeof(MemberPasswordRow)] = MemberPasswords,
        [typeof(MemberSessionRow)] = MemberSessions,
        [typeof(SignInLinkRow)] = SignInLinks,
        [typeof(ParticipantRow)] = Participants,
        [typeof(IntakeRow)] = Intakes,
        [typeof(MessageRow)] = Messages,
        [typeof(PreferencesRow)] = Preferences,
        [typeof(ImportRow)] = Imports,
        [typeof(ExportRow)] = Exports,
        [typeof(ImportProblemRow)] = ImportProblems,
        [typeof(ProgrammeRow)] = Programmes,
        [typeof(EnrolmentRow)] = Enrolments,
        [typeof(ExclusionRow)] = Exclusions,
        [typeof(CharterRow)] = Charters,
        [typeof(ResourceRow)] = Resources,
        [typeof(WorkshopRow)] = Workshops,
        [typeof(AttendanceRow)] = Attendances,
        [typeof(MatchingRunRow)] = MatchingRuns,
        [typeof(MatchingProofRow)] = MatchingProofs,
        [typeof(ProposalRow)] = Proposals,
        [typeof(UnmatchedRow)] = Unmatched,
        [typeof(PublicationRow)] = Publications,
        [typeof(PairRow)] = Pairs,
        [typeof(PairStepRow)] = PairSteps,
        [typeof(PrivateKeyRow)] = PrivateKeys,
        [typeof(ReflectionRow)] = Reflections,
        [typeof(CalendarFeedRow)] = CalendarFeeds,
        [typeof(AgendaItemRow)] = AgendaItems,
        [typeof(ObjectiveRow)] = Objectives,
        [typeof(SessionRow)] = Sessions,
        [typeof(SandboxRow)] = Sandboxes,
        [typeof(SandboxMailRow)] = SandboxMails,
        [typeof(WebhookEndpointRow)] = WebhookEndpoints,
        [typeof(WebhookProgressRow)] = WebhookProgress,
        [typeof(WebhookAttemptRow)] = WebhookAttempts,
        [typeof(WebhookDeliveryRow)] = WebhookDeliveries,
        [typeof(BillingRow)] = Billing,
        [typeof(BilledPersonRow)] = BilledPeople,
        [typeof(InvoiceRow)] = Invoices,
        [typeof(StripeEventRow)] = StripeEvents,
    }.ToFrozenDictionary();

    public static IEnumerable<RowTable> All => ByType.Values;

    /// <exception cref="ArgumentException">No table holds rows of that kind.</exception>
    public static RowChange Change(IRow row) =>
        ByType.TryGetValue(row.GetType(), out var table)
            ? table.Change(row)
            : throw new ArgumentException($"No table holds a {row.GetType().Name}.");

    /// <summary>E-mail addresses compare without regard to case.</summary>
    public static string Lower(string email) => email.ToLowerInvariant();
}
