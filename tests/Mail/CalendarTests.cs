using System.Text;
using Binome.WebApi.Calendar;

namespace Binome.Mail.Tests;

/// <summary>Calendars as others read them.</summary>
public sealed class CalendarTests
{
    private static readonly CalendarEntry Entry = new(
        "ses_1@binome",
        3,
        Samples.Noon,
        Samples.Noon.AddDays(7),
        90,
        "Séance avec Zoé Čapek ; Paris, Lyon \\ 🙂 et tout ce qu’il faut pour dépasser une ligne de calendrier, deux fois au moins",
        "https://binome.example/app/my-pairs/pair_1",
        IsCancelled: false
    );

    [IcsFact]
    public async Task Write_OfAnySummary_IsReadBackAsItWas()
    {
        var read = await IcsPeer.Read(CalendarText.Write("PUBLISH", "Binome", [Entry, Entry with { Uid = "other" }]));

        var events = read.GetProperty("events").EnumerateArray().ToList();
        events.Count.ShouldBe(2);
        events[0].GetProperty("summary").GetString().ShouldBe(Entry.Summary);
        events[0].GetProperty("uid").GetString().ShouldBe(Entry.Uid);
        events[0].GetProperty("sequence").GetInt32().ShouldBe(3);
        events[0].GetProperty("utc").GetBoolean().ShouldBeTrue();
        events[0].GetProperty("starts").GetDateTimeOffset().ShouldBe(Entry.StartsAt);
        events[0].GetProperty("ends").GetDateTimeOffset().ShouldBe(Entry.StartsAt.AddMinutes(90));
        events[0].GetProperty("url").GetString().ShouldBe(Entry.Link);
    }

    [Fact]
    public void Write_FoldsAtSeventyFiveOctets_AndEndsEveryLineWithBoth()
    {
        var text = CalendarText.Write("PUBLISH", "Binome", [Entry]);

        text.Replace("\r\n", "").ShouldNotContain('\n');
        text.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        text.Replace("\r\n ", "").ShouldContain("\\; Paris\\, Lyon \\\\ 🙂");
    }

    [IcsFact]
    public async Task Write_OfAWorkshop_SaysWhere()
    {
        var read = await IcsPeer.Read(
            CalendarText.Write("PUBLISH", "Binome", [Entry with { Location = "Salle 3; 2, rue X" }])
        );

        read.GetProperty("events")[0].GetProperty("location").GetString().ShouldBe("Salle 3; 2, rue X");
    }

    public static TheoryData<string, string> Invitations =>
        new()
        {
            { MailTemplates.SessionPlanned, MailTemplates.SessionCancelled },
            { MailTemplates.WorkshopPlanned, MailTemplates.WorkshopCancelled },
            { MailTemplates.WorkshopPlanned, MailTemplates.WorkshopWithdrawn },
        };

    [IcsTheory]
    [MemberData(nameof(Invitations))]
    public async Task Invite_Requests_AndACancellationTakesBackTheSame(string plans, string cancels)
    {
        var planned = await Invite(plans);
        var cancelled = await Invite(cancels);

        planned.Method.ShouldBe("REQUEST");
        cancelled.Method.ShouldBe("CANCEL");
        (planned.Uid, planned.Status).ShouldBe((cancelled.Uid, "CONFIRMED"));
        cancelled.Status.ShouldBe("CANCELLED");
        planned.Attendee.ShouldBe("mailto:ines.morel@acme.example");
        planned.Organizer.ShouldBe("mailto:mentorat@alize.example");
    }

    [Fact]
    public void Message_AboutASession_CarriesItsCalendarEntry()
    {
        var messages = new MailMessages(Samples.Settings("."));
        var letter = Samples.Letter(Samples.Mail(MailTemplates.SessionPlanned));
        using var message = messages.Of(letter, MailContent.Of(letter.Mail));

        var part = message.AlternateViews.Single(view => view.ContentType.MediaType == "text/calendar");
        part.ContentType.Parameters["method"].ShouldBe("REQUEST");
        using var plain = messages.Of(Samples.Letter(), MailContent.Of(Samples.Mail()));
        plain.AlternateViews.ShouldAllBe(view => view.ContentType.MediaType != "text/calendar");
    }

    private static async Task<(
        string? Method,
        string? Uid,
        string? Status,
        string? Attendee,
        string? Organizer
    )> Invite(string template)
    {
        var invite = CalendarInvite.Of(Samples.Letter(Samples.Mail(template)), "mentorat@alize.example");
        var read = await IcsPeer.Read(invite.ShouldNotBeNull().Text);
        var one = read.GetProperty("events")[0];
        return (
            read.GetProperty("method").GetString(),
            one.GetProperty("uid").GetString(),
            one.GetProperty("status").GetString(),
            one.GetProperty("attendees")[0].GetString(),
            one.GetProperty("organizer").GetString()
        );
    }
}
