using System.Globalization;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.Contracts.People;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Pairs;

/// <summary>Reminds both sides of a session that is to come, and nudges them once its window has run out.</summary>
internal sealed partial class RhythmMails(
    IGrainFactory grains,
    IParticipantRows people,
    IPersonalLinks links,
    ILogger<RhythmMails> logger
)
{
    /// <summary>Done again after a crash, it queues nothing twice: each mail has the id of what it says.</summary>
    public async Task Send(string tenant, string pairId, PairState state, WindowMark mark)
    {
        // Whoever has a date needs no reminder to find one; dates that passed long ago are none.
        var hasDate = !state.Planned.IsEmpty && mark.Kind != MarkKind.ClosingNotice;
        if (Template(state, mark) is not { } template || hasDate)
            return;
        var found = await people.Many(tenant, [state.MentorId, state.MenteeId]);
        foreach (var person in found)
        {
            var other = found.FirstOrDefault(one => one.Row.Id != person.Row.Id)?.Row;
            if (other is not null)
                await Send(tenant, pairId, (template, state.Window!, mark), (person.Row, other));
        }
    }

    private async Task Send(
        string tenant,
        string pairId,
        (string Template, CadenceWindow Window, WindowMark Mark) said,
        (ParticipantRow Person, ParticipantRow Other) two
    )
    {
        var values = new Dictionary<string, string>
        {
            ["name"] = NameOf(two.Person),
            ["other"] = NameOf(two.Other),
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
        var taken = await new TenantGrains(grains, tenant)
            .Inbox(two.Person.Id)
            .Take(new TakeMessage(id, mail, $"/app/my-pairs/{pairId}"));
        if (taken.Failure is { } failure)
            LogRefused(pairId, two.Person.Id, failure.Code);
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

    private static string NameOf(ParticipantRow person) => $"{person.Profile.FirstName} {person.Profile.LastName}";

    [LoggerMessage(LogLevel.Error, "The reminder of {Pair} for {Participant} was refused: {Code}")]
    private partial void LogRefused(string pair, string participant, string code);
}
