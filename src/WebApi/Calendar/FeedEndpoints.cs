using System.Text;
using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Sessions;
using Binome.WebApi.Mail;

namespace Binome.WebApi.Calendar;

/// <summary>Somebody's sessions for their calendar, at a private address that they can take back.</summary>
internal static class FeedEndpoints
{
    public const string Route = "/calendar/{token}.ics";

    private static readonly PageOf Newest = new(Limits.PageMax, After: null);

    public static void Map(WebApplication app) => app.MapGet(Route, Serve).AllowAnonymous().ExcludeFromDescription();

    public static void MapMine(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/me/calendar_feed").WithTags("Calendar");
        group
            .MapGet("", Find)
            .Describe("getMyCalendarFeed", Actions.Account, "Whether one's calendar has an address, and since when.")
            .Answers<CalendarFeedView>();
        group
            .MapPost("", Open)
            .Describe("openMyCalendarFeed", Actions.Account, "Makes a private address for one's calendar; shown once.")
            .Answers<CalendarFeedView>(StatusCodes.Status201Created);
        group
            .MapPost("/revoke", Revoke)
            .Describe("revokeMyCalendarFeed", Actions.Account, "The address answers no longer.")
            .Answers<CalendarFeedView>();
    }

    private static async Task<Answer> Find(Caller caller, MyFeed mine) =>
        await mine.Find() is { } feed ? Answers.Ok(feed) : caller.NotFound();

    private static async Task<Answer> Open(Body<NoSettings> body, Caller caller, MyFeed mine)
    {
        var opened = await mine.Open();
        return caller.Answer(
            opened,
            view => new Answer(StatusCodes.Status201Created, Answers.Render(view))
            {
                // Shown once: what is kept under an Idempotency-Key does not hold it.
                Kept = new Answer(StatusCodes.Status201Created, Answers.Render(view with { Address = null })),
            }
        );
    }

    private static async Task<Answer> Revoke(Body<NoSettings> body, Caller caller, MyFeed mine) =>
        caller.Answer(await mine.Revoke(), view => Answers.Ok(view));

    /// <summary>Whoever has the address reads it; a wrong one is not there.</summary>
    private static async Task<Answer> Serve(
        string token,
        HttpContext context,
        ICalendarFeedRows feeds,
        IPairRows pairs,
        ISessionRows sessions,
        IParticipantRows people,
        FeedWorkshops workshops,
        PublicAddress address
    )
    {
        if (FeedToken.Read(token) is not { } asked || !asked.Opens(await feeds.Find(asked.Tenant, asked.ParticipantId)))
            return Problems.Answer(context, FailureCodes.NotFound);
        var (tenant, me) = (asked.Tenant, asked.ParticipantId);
        // Whoever has left the company sees nothing of it any more.
        if (await people.Find(tenant, me) is not { Row: { LeftAt: null } person })
            return Problems.Answer(context, FailureCodes.NotFound);
        var entries = new List<CalendarEntry>();
        foreach (var filter in (PairFilter[])[new(MentorId: me), new(MenteeId: me)])
        foreach (var pair in (await pairs.List(tenant, filter, Newest)).Items.Select(item => item.Row))
            entries.AddRange(await Entries(tenant, me, pair, sessions, people, address));
        entries.AddRange(await workshops.Entries(tenant, person));
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return new Answer(
            StatusCodes.Status200OK,
            Encoding.UTF8.GetBytes(CalendarText.Write("PUBLISH", "Binome", entries))
        )
        {
            ContentType = "text/calendar; charset=utf-8",
        };
    }

    // What was cancelled stays, so that calendars that read it late take it off.
    private static async Task<IEnumerable<CalendarEntry>> Entries(
        string tenant,
        string me,
        PairRow pair,
        ISessionRows sessions,
        IParticipantRows people,
        PublicAddress address
    )
    {
        var two = await people.Many(tenant, [pair.MentorId, pair.MenteeId]);
        var isFrench = two.FirstOrDefault(one => one.Row.Id == me)?.Row.Profile.Language == "fr";
        var other = two.FirstOrDefault(one => one.Row.Id != me)?.Row.Profile;
        var summary = $"{(isFrench ? "Séance avec" : "Session with")} {other?.FirstName} {other?.LastName}";
        var link = address.Link($"/app/my-pairs/{pair.Id}");
        var found = await sessions.List(tenant, pair.Id, status: null, Newest);
        return found
            .Items.Select(item => item.Row)
            .Select(session => new CalendarEntry(
                CalendarInvite.UidOf(session.Id),
                session.Sequence,
                session.UpdatedAt,
                session.StartsAt,
                session.DurationMinutes,
                summary,
                link,
                session.Status == SessionStatus.Cancelled
            ));
    }
}

/// <param name="Address">Only in the answer that opened it.</param>
internal sealed record CalendarFeedView(DateTimeOffset? OpenedAt, DateTimeOffset? RevokedAt, string? Address)
{
    public string Object { get; } = "calendar_feed";
}
