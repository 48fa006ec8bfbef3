using Binome.Contracts.Members;
using Binome.Contracts.Sandboxes;
using Binome.WebApi.Mail;
using Binome.WebApi.Members;

namespace Binome.WebApi.Sandboxes;

/// <summary>The sandbox that this key opens.</summary>
/// <param name="Id">The sandbox tenant's id.</param>
/// <param name="Created">When it was used for the first time, by the machine's clock.</param>
/// <param name="ResetAt">When it was last begun anew, by the machine's clock; null when never.</param>
internal sealed record SandboxView(
    string Id,
    DateTimeOffset Created,
    SandboxStatus Status,
    DateTimeOffset? ResetAt,
    SandboxClockView Clock
)
{
    public string Object { get; } = "sandbox";

    public bool Livemode { get; }

    public static SandboxView Of(SandboxRow row) =>
        new(row.Id, row.CreatedAt, row.Status, row.ResetAt, SandboxClockView.Of(row));
}

/// <summary>The clock of the sandbox, which stands still unless it is moved.</summary>
/// <param name="Now">Where it stands; while it is on its way, where it had come to a moment ago.</param>
/// <param name="AdvancingTo">Where it is on its way to; null while it stands.</param>
/// <param name="WakeUpsRun">What fell due in the last advance, so far.</param>
/// <param name="WakeUpsFailed">How much of it kept failing and was put aside.</param>
/// <param name="Stopped">The last advance met its bound of wake-ups and stopped before its end.</param>
internal sealed record SandboxClockView(
    DateTimeOffset Now,
    SandboxStatus Status,
    DateTimeOffset? AdvancingTo,
    int WakeUpsRun,
    int WakeUpsFailed,
    bool Stopped
)
{
    public string Object { get; } = "sandbox_clock";

    public bool Livemode { get; }

    public static SandboxClockView Of(SandboxRow row) =>
        new(row.Now, row.Status, row.AdvancingTo, row.WakeUpsRun, row.WakeUpsFailed, row.Stopped);
}

/// <summary>Exactly one of the three.</summary>
/// <param name="To">The instant to move to, not before where the clock stands and at most five years beyond.</param>
/// <param name="ByDays">0–1830 days of 24 hours.</param>
/// <param name="BySeconds">0–158112000.</param>
internal sealed record AdvanceBody(DateTimeOffset? To, int? ByDays, int? BySeconds)
{
    private const int SecondsMax = SandboxLimits.AdvanceDaysMax * 24 * 60 * 60;

    public Failure? Refusal() =>
        new object?[] { To, ByDays, BySeconds }.Count(given => given is not null) != 1
            ? Failure.Of(TransportCodes.AdvanceEither)
        : ByDays is < 0 or > SandboxLimits.AdvanceDaysMax
            ? Failure.At("/by_days", FailureCodes.OutOfRange, "0", $"{SandboxLimits.AdvanceDaysMax}")
        : BySeconds is < 0 or > SecondsMax ? Failure.At("/by_seconds", FailureCodes.OutOfRange, "0", $"{SecondsMax}")
        : null;

    public AdvanceClock Command(string commandId) =>
        To is { } instant
            ? new(commandId, DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds()), null)
            : new(
                commandId,
                null,
                ByDays is { } days ? TimeSpan.FromDays(days) : TimeSpan.FromSeconds(BySeconds!.Value)
            );
}

/// <param name="StartsAt">Where the clock stands afterwards; this machine's now when left out.</param>
internal sealed record ResetBody(DateTimeOffset? StartsAt);

/// <summary>Exactly one of the two.</summary>
/// <param name="Participant">A participant of the sandbox, as whom to accept, sign, plan and reflect.</param>
/// <param name="Role">owner or programme_manager, as whom to decide.</param>
internal sealed record SandboxSignInBody(string? Participant, Role? Role);

/// <summary>A way in as somebody of the sandbox, good once.</summary>
/// <param name="Token">For POST /v1/sign_in/redeem.</param>
/// <param name="Link">The same for a browser.</param>
internal sealed record SandboxSignInView(MemberView Member, string Token, string Link, DateTimeOffset ExpiresAt)
{
    public string Object { get; } = "sandbox_sign_in";

    public bool Livemode { get; }

    public static SandboxSignInView Of(MadeLink made, PublicAddress address) =>
        new(MemberView.Of(made.Member), made.Secret, SignInLinks.Address(address, made.Secret), made.ExpiresAt);
}

/// <summary>A mail that was kept instead of sent.</summary>
/// <param name="Created">By the sandbox's clock.</param>
/// <param name="Template">What it is about, for example session_reminder.</param>
internal sealed record SandboxMailView(
    string Id,
    DateTimeOffset Created,
    string Template,
    string Language,
    string To,
    string Subject,
    string Text,
    string Html
)
{
    public string Object { get; } = "sandbox_mail";

    public bool Livemode { get; }

    public static SandboxMailView Of(SandboxMailRow row, Contracts.Mail.QueueMail mail)
    {
        var content = MailContent.Of(mail);
        return new(
            row.Id,
            row.QueuedAt,
            row.Template,
            mail.Language,
            mail.To,
            content.Subject,
            content.Text,
            content.Html
        );
    }
}
