using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;
using Binome.Contracts.Tenants;
using Binome.WebApi.Pairs;

namespace Binome.WebApi.Sessions;

/// <summary>The sessions of one's own pair: when they could be, and what becomes of them; the same for pages and for the API.</summary>
internal sealed class MySessions(
    Caller caller,
    MyPairs mine,
    ISessionRows rows,
    IParticipantRows people,
    IMemberRows members,
    IProgrammeRows programmes,
    ICredentials credentials,
    TenantClock clock
)
{
    public const int MinutesDefault = 60;

    /// <summary>Sessions are proposed from some days before the next one falls due.</summary>
    private static readonly TimeSpan ProposedBefore = TimeSpan.FromDays(3);
    private static readonly PageOf Newest = new(Limits.PageMax, After: null);

    public DateTimeOffset Now => clock.Now(caller.Tenant);

    /// <summary>Those added last first; null for a pair that is not one's own.</summary>
    public async Task<ImmutableArray<SessionRow>?> All(string pair) =>
        await mine.Find(pair) is null
            ? null
            : [.. (await rows.List(caller.Tenant, pair, status: null, Newest)).Items.Select(item => item.Row)];

    /// <summary>When both could meet, soonest first; null for a pair that is not one's own.</summary>
    public async Task<ImmutableArray<DateTimeOffset>?> Slots(string pair, int minutes)
    {
        if (await mine.Find(pair) is not { Row: var row })
            return null;
        if (!row.Phase.TakesSessions())
            return [];
        var tomorrow = Now.AddDays(1);
        var early = row.NextDueAt - ProposedBefore;
        return SlotFinder.Find(await Search(row), early > tomorrow ? early.Value : tomorrow, minutes);
    }

    /// <summary>Plans a session, or logs one that was held.</summary>
    public async Task<Outcome<SavedSession>> Add(string pair, AddSessionBody body)
    {
        if (await mine.Find(pair) is null)
            return Failure.Of(FailureCodes.NotFound);
        var (status, startsAt, minutes, format) = body;
        if (status == SessionStatus.Planned && startsAt <= Now)
            return Failure.At("/starts_at", FailureCodes.SessionInPast);
        var command = new AddSession(caller.NewId(Ids.Session), status, startsAt, minutes, format);
        return await caller.Send(grains => grains.Pair(pair).AddSession(command));
    }

    /// <summary>Moves, holds or cancels a planned session.</summary>
    public async Task<Outcome<SavedSession>> Change(
        string pair,
        string session,
        ChangeSessionBody body,
        long? ifVersion = null
    )
    {
        if (await mine.Find(pair) is null)
            return Failure.Of(FailureCodes.NotFound);
        var (status, startsAt, minutes, format) = body;
        if (startsAt <= Now && status is (null or SessionStatus.Planned))
            return Failure.At("/starts_at", FailureCodes.SessionInPast);
        var command = new ChangeSession(session, status, startsAt, minutes, format, ifVersion);
        return await caller.Send(grains => grains.Pair(pair).ChangeSession(command));
    }

    /// <summary>The zone in which the reader lives; the programme's when nobody said.</summary>
    public async Task<string> ZoneOf(PairRow pair)
    {
        var me = (await people.Many(caller.Tenant, [mine.Me!])).FirstOrDefault()?.Row.Profile.TimeZone;
        return me ?? (await Programme(pair))?.TimeZone ?? "UTC";
    }

    private async Task<SlotSearch> Search(PairRow pair)
    {
        var programme = await Programme(pair);
        var zone = programme?.TimeZone ?? "UTC";
        var found = await people.Many(caller.Tenant, [pair.MentorId, pair.MenteeId]);
        var two = ImmutableArray.CreateBuilder<SlotPerson>();
        foreach (var person in found.Select(one => one.Row))
        {
            var member = await members.OfParticipant(caller.Tenant, person.Id);
            two.Add(new SlotPerson(person.Profile.TimeZone ?? zone, person.Profile.Availability, member?.QuietHours));
        }
        var planned = await rows.List(caller.Tenant, pair.Id, SessionStatus.Planned, Newest);
        return new SlotSearch(
            zone,
            (programme?.Rhythm ?? Rhythm.Default).WorkingDays,
            (await credentials.Tenant(caller.Tenant))?.Holidays ?? [],
            two.ToImmutable(),
            [
                .. planned.Items.Select(item =>
                    (item.Row.StartsAt, item.Row.StartsAt.AddMinutes(item.Row.DurationMinutes))
                ),
            ]
        );
    }

    private async Task<ProgrammeSettings?> Programme(PairRow pair) =>
        (await programmes.Find(caller.Tenant, pair.ProgrammeId))?.Row.Settings;
}
