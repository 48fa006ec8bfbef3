using System.Globalization;
using Binome.Contracts.Sessions;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Sessions;

namespace Binome.WebApi.Pages.MyPairs;

/// <summary>When and how a session is, as a form says it: a proposed time, or a day and an hour where the reader lives.</summary>
internal sealed class SessionForm
{
    private SessionForm(DateTimeOffset startsAt, int minutes, SessionFormat format) =>
        (StartsAt, Minutes, Format) = (startsAt, minutes, format);

    public DateTimeOffset StartsAt { get; }

    public int Minutes { get; }

    public SessionFormat Format { get; }

    /// <summary>Fails with <c>field.…</c> at the field.</summary>
    public static Outcome<SessionForm> Read(IFormCollection sent, string timeZone)
    {
        var form = new FormValues(sent);
        var (day, minutes) = (form.Day("date"), form.Integer("duration_minutes"));
        var format = form.Code<SessionFormat>("format");
        if (form.Failure is { } failure)
            return failure;
        var startsAt = day is null ? Proposed(form.Text("slot")) : Local(day.Value, form.Text("time"), timeZone);
        if (startsAt is null)
            return day is null
                ? Failure.At("/date", FailureCodes.Required)
                : Failure.At("/time", FailureCodes.Invalid, "10:30");
        return new SessionForm(startsAt.Value, minutes ?? MySessions.MinutesDefault, format ?? SessionFormat.InPerson);
    }

    private static DateTimeOffset? Proposed(string? slot) =>
        DateTimeOffset.TryParse(slot, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : null;

    // An hour that the clocks skip on that day is none.
    private static DateTimeOffset? Local(DateOnly day, string? time, string timeZone)
    {
        if (!TimeOnly.TryParse(time, CultureInfo.InvariantCulture, out var hour))
            return null;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var known) ? known : TimeZoneInfo.Utc;
        var local = day.ToDateTime(hour);
        return zone.IsInvalidTime(local) ? null : new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
