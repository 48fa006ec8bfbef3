using System.Globalization;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.Contracts.People;
using Binome.Grains.Messages;

namespace Binome.Grains.Pairs;

/// <summary>Reminds both sides of a session that is to come, and nudges them once its window has run out.</summary>
internal sealed class RhythmMails(IParticipantRows people, IPersonalLinks links, Notices notices)
{
    /// <summary>Says it with these effects.</summary>
    /// <returns>The mail to send once they are committed.</returns>
    public async Task<string?> Write(string tenant, string pairId, PairState state, WindowMark mark, Effects effects)
    {
        // Whoever has a date needs no reminder to find one; dates that passed long ago are none.
        var hasDate = !state.Planned.IsEmpty && mark.Kind != MarkKind.ClosingNotice;
        if (Template(state, mark) is not { } template || hasDate)
            return null;
        if (await people.Many(tenant, [state.MentorId, state.MenteeId]) is not [{ Row: var one }, { Row: var other }])
            return null;
        // Nobody is urged to meet somebody who has left.
        if (one.LeftAt is not null || other.LeftAt is not null)
            return null;
        var said = (template, state.Window!, mark);
        return await notices.Write(
            tenant,
            [Said(pairId, said, (one, other)), Said(pairId, said, (other, one))],
            effects
        );
    }

    private Notice Said(
        string pairId,
        (string Template, CadenceWindow Window, WindowMark Mark) said,
        (ParticipantRow Person, ParticipantRow Other) two
    )
    {
        var values = new Dictionary<string, string>
        {
            ["name"] = two.Person.Profile.FullName(),
            ["other"] = two.Other.Profile.FullName(),
            ["days"] = said.Mark.Days.ToString(CultureInfo.InvariantCulture),
            ["link"] = links.Page($"/app/my-pairs/{pairId}"),
        };
        var profile = two.Person.Profile;
        var language = profile.Language == "fr" ? "fr" : "en";
        var mail = new QueueMail(said.Template, language, profile.Email, values.ToImmutableDictionary());
        // One of each kind for each person and session: the window's own instant tells sessions apart, its beginning one silence from the next.
        var begins = said.Mark.Kind == MarkKind.ClosingNotice ? said.Window.Silence!.Since : said.Window.DueAt;
        var window = begins.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var kind = $"{said.Mark.Kind} {said.Mark.Days}";
        var id = Ids.Derived(Ids.Mail, said.Window.DueAt, pairId, two.Person.Id, window, kind);
        return new Notice(two.Person.Id, new TakeMessage(id, mail, $"/app/my-pairs/{pairId}"));
    }

    private static string? Template(PairState state, WindowMark mark) =>
        mark.Kind switch
        {
            MarkKind.Reminder => MailTemplates.SessionReminder,
            MarkKind.Due when state.Rhythm.RemindOnTheDay => MailTemplates.SessionDue,
            MarkKind.Overdue when state.Rhythm.NudgeAfter => MailTemplates.SessionNudge,
            MarkKind.ClosingNotice => MailTemplates.ClosingNotice,
            _ => null,
        };
}
