using System.Globalization;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Sessions;
using Binome.Grains.Mail;
using Binome.Grains.Members;
using Binome.Grains.Pairs;

namespace Binome.Grains.Sessions;

/// <summary>Tells both sides of a session that was planned, moved or cancelled, with the entry for their calendars.</summary>
internal sealed class SessionMails(IParticipantRows people, ISessionRows sessions, IPersonalLinks links, MailPost post)
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

    /// <summary>Tells both with these effects.</summary>
    /// <returns>The mail to send once they are committed.</returns>
    public async Task<string?> Write(string tenant, string pairId, PairState state, Effects effects)
    {
        var letters = new List<(string, QueueMail)>();
        var found = await people.Many(tenant, [state.MentorId, state.MenteeId]);
        foreach (var id in state.ToTell)
            if (await sessions.Find(tenant, pairId, id) is { Row: { Status: not SessionStatus.Held } session })
                foreach (var person in found.Select(one => one.Row).Where(one => one.LeftAt is null))
                    if (found.FirstOrDefault(one => one.Row.Id != person.Id)?.Row is { } other)
                        letters.Add(Letter(state.TimeZone, session, (person, other)));
        return post.Queue(tenant, letters, effects);
    }

    private (string Id, QueueMail Mail) Letter(
        string pairZone,
        SessionRow session,
        (ParticipantRow Person, ParticipantRow Other) two
    )
    {
        var profile = two.Person.Profile;
        var language = profile.Language == "fr" ? "fr" : "en";
        var values = new Dictionary<string, string>
        {
            ["name"] = two.Person.Profile.FullName(),
            ["other"] = two.Other.Profile.FullName(),
            ["when"] = MailMoments.InWords(session.StartsAt, profile.TimeZone ?? pairZone, language),
            ["link"] = links.Page($"/app/my-pairs/{session.PairId}"),
            ["session"] = session.Id,
            ["sequence"] = session.Sequence.ToString(CultureInfo.InvariantCulture),
            ["starts_at"] = MailMoments.Exactly(session.StartsAt),
            ["minutes"] = session.DurationMinutes.ToString(CultureInfo.InvariantCulture),
        };
        var template =
            session.Status == SessionStatus.Planned ? MailTemplates.SessionPlanned : MailTemplates.SessionCancelled;
        var mail = new QueueMail(template, language, profile.Email, values.ToImmutableDictionary());
        var id = Ids.Derived(Ids.Mail, session.UpdatedAt, session.Id, two.Person.Id, template, values["sequence"]);
        return (id, mail);
    }
}
