namespace Binome.Contracts;

/// <summary>Every expected failure of a command. The error catalogue has a status and two texts for each.</summary>
public static class FailureCodes
{
    public const string NotFound = "resource.not_found";
    public const string VersionMismatch = "resource.version_mismatch";

    public const string Required = "field.required";
    public const string Invalid = "field.invalid";
    public const string TooLong = "field.too_long";
    public const string TooMany = "field.too_many";
    public const string OutOfRange = "field.out_of_range";

    public const string EmailTaken = "participant.email_taken";
    public const string EmployeeIdTaken = "participant.employee_id_taken";
    public const string ReportingCycle = "participant.reporting_cycle";
    public const string CapacityReached = "participant.capacity_reached";

    public const string IntakeIncomplete = "intake.incomplete";
    public const string VolunteersClosed = "intake.volunteers_closed";

    public const string ExportTooMany = "export.too_many";
    public const string ExportTooLarge = "export.too_large";
    public const string ExportFilter = "export.filter_unfit";
    public const string ExportTime = "export.time_empty";
    public const string ExportProgrammeNeeded = "export.programme_needed";
    public const string ExportProgramme = "export.programme_unknown";
    public const string ExportNotReady = "export.not_ready";
    public const string ExportExpired = "export.expired";
    public const string ExportStuck = "export.stuck";
    public const string ImportStuck = "import.stuck";
    public const string ImportNotWaiting = "import.not_waiting";
    public const string ImportUnconfirmed = "import.unconfirmed";
    public const string ParticipantLeft = "participant.left";

    public const string ProgrammePhase = "programme.phase";
    public const string ProgrammeNotReady = "programme.not_ready";
    public const string ProgrammeParent = "programme.parent_unknown";
    public const string ProgrammeFull = "programme.full";
    public const string ParticipantUnknown = "programme.participant_unknown";
    public const string ParticipantOutside = "programme.participant_outside";
    public const string ParticipantWithoutRole = "programme.participant_without_role";
    public const string NobodyFits = "programme.nobody_fits";
    public const string ExclusionsFull = "programme.exclusions_full";
    public const string GateWithoutKpis = "programme.gate_without_kpis";

    public const string RunNobodyEnrolled = "matching.nobody_enrolled";
    public const string RunTooLarge = "matching.too_large";
    public const string RunUnsolvable = "matching.unsolvable";
    public const string RunStuck = "matching.stuck";
    public const string RunNotReady = "matching.not_ready";
    public const string RunEnded = "matching.ended";
    public const string RunWithoutProof = "matching.without_proof";
    public const string RunsOfTwoProgrammes = "matching.two_programmes";
    public const string LockForbidden = "matching.lock_forbidden";
    public const string LockTooMany = "matching.lock_too_many";
    public const string NotLeftOver = "matching.not_left_over";
    public const string NotEnrolled = "matching.not_enrolled";
    public const string RunInPublication = "matching.in_publication";
    public const string ProposalUnknown = "matching.proposal_unknown";
    public const string ProposalPublished = "matching.proposal_published";
    public const string NothingAccepted = "matching.nothing_accepted";

    public const string EnrolmentInPair = "enrolment.in_pair";

    public const string PairEnded = "pair.ended";
    public const string PairPhase = "pair.phase";
    public const string CharterVersion = "pair.charter_version";
    public const string PairReportingLine = "pair.reporting_line";
    public const string PairExcluded = "pair.excluded";
    public const string PairNotEnrolled = "pair.not_enrolled";
    public const string PairExists = "pair.exists";
    public const string PairUndecided = "pair.undecided";

    public const string WorkshopCancelled = "workshop.cancelled";
    public const string WorkshopNotBegun = "workshop.not_begun";
    public const string WorkshopFull = "workshop.full";
    public const string WorkshopParticipant = "workshop.participant_unknown";

    public const string AgendaMentees = "agenda.mentees";
    public const string AgendaState = "agenda.state";
    public const string AgendaTooMany = "agenda.too_many";
    public const string ObjectiveState = "objective.state";
    public const string ObjectiveTooMany = "objective.too_many";

    public const string SessionUnknown = "session.unknown";
    public const string SessionState = "session.state";
    public const string SessionInFuture = "session.in_future";
    public const string SessionInPast = "session.in_past";
    public const string SessionTooMany = "session.too_many";

    /// <summary>A person must do it; nobody is signed in.</summary>
    public const string PersonRequired = "person_required";

    public const string KeyUnknown = "key.unknown";
    public const string KeysTooMany = "key.too_many";
    public const string MemberEmailTaken = "member.email_taken";
    public const string MemberParticipantTaken = "member.participant_taken";
    public const string MemberDisabled = "member.disabled";
    public const string MemberLastOwner = "member.last_owner";

    public const string SignInRefused = "sign_in.refused";
    public const string SignInConfirm = "sign_in.confirm";
    public const string SignInTooMany = "sign_in.too_many";
    public const string PasswordShort = "password.too_short";
    public const string PasswordCommon = "password.common";
    public const string PasswordWrong = "password.wrong";
    public const string LinkSpent = "sign_in.link_spent";

    public const string TenantUnknown = "tenant.unknown";

    public const string MailNotDelivered = "mail.not_delivered";

    public const string SandboxLive = "sandbox.live";
    public const string SandboxBusy = "sandbox.busy";
    public const string SandboxResetting = "sandbox.resetting";
    public const string SandboxClockBackwards = "sandbox.clock_backwards";
    public const string SandboxClockTooFar = "sandbox.clock_too_far";
    public const string WebhookUrl = "webhook.url";
    public const string WebhookTooMany = "webhook.too_many";
    public const string WebhookDisabled = "webhook.disabled";
    public const string WebhookReplays = "webhook.replays";
    public const string BillingReadOnly = "billing.read_only";
    public const string BillingOff = "billing.off";
    public const string BillingSubscribed = "billing.subscribed";
    public const string BillingNotSubscribed = "billing.not_subscribed";
    public const string BillingPlanMissing = "billing.plan_missing";
    public const string BillingNoCustomer = "billing.no_customer";
    public const string StripeUnavailable = "billing.stripe_unavailable";
    public const string StripeSignature = "billing.webhook_signature";
    public const string StripeMode = "billing.webhook_mode";

    public const string Busy = "service.busy";
}
