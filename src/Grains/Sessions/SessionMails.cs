using System.Globalization;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Sessions;
using Binome.Grains.Members;
using Binome.Grains.Pairs;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Binome.Grains.Sessions;

/// <summary>Tells both sides of a session that was planned, moved or cancelled, with the entry for their calendars.</summary>
internal sealed partial class SessionMails(
    IParticipantRows people,
    ISessionRows sessions,
    IMailQueue mails,
    IPersonalLinks links,
    ILogger<SessionMails> logger
)
{
    /// <summary>The wake-up at which both sides are told.</summary>
    public const string Tell = "tell_sessions";

    /// <summary>Both will be told of the session as it then stands; several changes at once are told once.</summary>
    public static PairState ToTell(PairState state, SessionRow session, DateTimeOffset now, Effects effects)
    {
        if (state.TellAt is null)
            effects.WakeUp(Tell, now);
        return state with
        {
            ToTell = [.. state.ToTell.Remove(session.Id).Add(session.Id).TakeLast(Limits.OpenSessionsPerPairMax)],
            TellAt = state.TellAt ?? now,
        };
    }

    /// <summary>Done again after a crash, it queues nothing twice: each mail has the id of what it says.</summary>
    public async Task Send(string tenant, string pairId, PairState state)
    {
        var found = await people.Many(tenant, [state.MentorId, state.MenteeId]);
        foreach (var id in state.ToTell)
            if (await sessions.Find(tenant, pairId, id) is { Row: { Status: not SessionStatus.Held } session })
                foreach (var person in found.Select(one => one.Row))
                    if (found.FirstOrDefault(one => one.Row.Id != person.Id)?.Row is { } other)
                        await Send(tenant, state.TimeZone, session, (person, other));
    }

    private async Task Send(
        string tenant,
        string pairZone,
        SessionRow session,
        (ParticipantRow Person, ParticipantRow Other) two
    )
    {
        var profile = two.Person.Profile;
        var language = profile.Language == "fr" ? "fr" : "en";
        var values = new Dictionary<string, string>
        {
            ["name"] = PersonAccounts.NameOf(two.Person),
            ["other"] = PersonAccounts.NameOf(two.Other),
            ["when"] = When(session.StartsAt, profile.TimeZone ?? pairZone, language),
            ["link"] = links.Page($"/app/my-pairs/{session.PairId}"),
            ["session"] = session.Id,
            ["sequence"] = session.Sequence.ToString(CultureInfo.InvariantCulture),
            ["starts_at"] = session.StartsAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["minutes"] = session.DurationMinutes.ToString(CultureInfo.InvariantCulture),
        };
        var template =
            session.Status == SessionStatus.Planned ? MailTemplates.SessionPlanned : MailTemplates.SessionCancelled;
        var mail = new QueueMail(template, language, profile.Email, values.ToImmutableDictionary());
        var id = Ids.Derived(Ids.Mail, session.UpdatedAt, session.Id, two.Person.Id, template, values["sequence"]);
        var queued = await mails.Queue(tenant, mail, id);
        if (queued.Failure is { } failure)
            LogRefused(session.Id, two.Person.Id, failure.Code);
    }

    /// <summary>The day and hour where the reader lives, with the name of the zone.</summary>
    private static string When(DateTimeOffset at, string zone, string language)
    {
        var local = Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeUnspecified();
        var (culture, form) =
            language == "fr" ? ("fr-FR", "dddd d MMMM yyyy 'à' HH:mm") : ("en-GB", "dddd d MMMM yyyy 'at' HH:mm");
        return $"{local.ToString(form, CultureInfo.GetCultureInfo(culture))} ({zone})";
    }

    [LoggerMessage(LogLevel.Error, "The mail about {Session} for {Participant} was refused: {Code}")]
    private partial void LogRefused(string session, string participant, string code);
}
