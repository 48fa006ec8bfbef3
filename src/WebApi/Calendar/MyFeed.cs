using Binome.Contracts.Members;
using Binome.Contracts.Sessions;
using Binome.WebApi.Pairs;

namespace Binome.WebApi.Calendar;

/// <summary>The private address of one's own calendar; the same for pages and for the API.</summary>
internal sealed class MyFeed(Caller caller, MyPairs mine, ICalendarFeedRows rows, PublicAddress address)
{
    /// <summary>Null for a member who takes part in nothing.</summary>
    public async Task<CalendarFeedView?> Find() =>
        mine.Me is not { } me ? null
        : await rows.Find(caller.Tenant, me) is { } row ? View(row)
        : new CalendarFeedView(OpenedAt: null, RevokedAt: null, Address: null);

    /// <summary>A new address; the one before no longer answers.</summary>
    public async Task<Outcome<CalendarFeedView>> Open()
    {
        if (mine.Me is not { } me)
            return Failure.Of(FailureCodes.NotFound);
        var token = new FeedToken(caller.Tenant, me, SecretFormat.New());
        var command = new OpenCalendarFeed(SecretFormat.Hash(token.Secret), caller.Actor());
        var opened = await caller.Send(grains => grains.CalendarFeed(me).Open(command));
        return opened.Failure is { } failure
            ? failure
            : View(opened.Value) with
            {
                Address = address.Link($"/calendar/{token}.ics"),
            };
    }

    public async Task<Outcome<CalendarFeedView>> Revoke()
    {
        if (mine.Me is not { } me)
            return Failure.Of(FailureCodes.NotFound);
        var revoked = await caller.Send(grains => grains.CalendarFeed(me).Revoke(caller.Actor()));
        return revoked.Failure is { } failure ? failure : View(revoked.Value);
    }

    private static CalendarFeedView View(CalendarFeedRow row) => new(row.OpenedAt, row.RevokedAt, Address: null);
}
