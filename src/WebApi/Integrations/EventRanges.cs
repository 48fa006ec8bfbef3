using Binome.Contracts.Integrations;

namespace Binome.WebApi.Integrations;

/// <summary>Which events of the log somebody means.</summary>
internal sealed class EventRanges(IEventRows rows, IEventFeed feed)
{
    public async Task<Outcome<ReplayEvents>> Of(string tenant, ReplayBody asked)
    {
        if ((asked.Event is null) == (asked.From is null))
            return Failure.At(asked.Event is null ? "/event" : "/from", FailureCodes.Invalid, "event | from");
        if (asked.Event is { } id)
            return await rows.Find(tenant, id) is { } found
                ? new ReplayEvents(found.Sequence, found.Sequence, FailedOnly: false)
                : Failure.At("/event", FailureCodes.Invalid, "evt_…");
        var first = await feed.FirstSince(tenant, asked.From!.Value);
        var end = asked.Until is { } until ? await feed.FirstSince(tenant, until) : await feed.Head(tenant) + 1;
        return new ReplayEvents(first, end - 1, asked.FailedOnly ?? false);
    }
}
