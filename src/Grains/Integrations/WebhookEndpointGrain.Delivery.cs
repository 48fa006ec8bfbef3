namespace Binome.Grains.Integrations;

/// <summary>
/// How events are delivered: taken up from the log in order, handed to the sender, settled in one commit when their requests have
/// ended. What memory holds beyond the state is lost with the activation and taken up again: sent at least once.
/// </summary>
internal sealed partial class WebhookEndpointGrain
{
    /// <summary>So far beyond what is stored, reading is noted even when nothing was wanted.</summary>
    private const long ReadAheadMax = 10_000;

    private WebhookWindow? window;
    private WebhookSender? sender;
    private long cursor;
    private ImmutableArray<ReplayRange> replays = [];
    private int failuresInARow;

    /// <summary>All that there is to do now, within bounds, in one turn.</summary>
    private async Task Work(bool keeps = false)
    {
        if (!IsThere || endpoint.State.Status is WebhookStatus.Disabled)
            return;
        await Load();
        await TakeUp();
        HandOut();
        if (await Settle())
        {
            if (endpoint.State.Status is WebhookStatus.Disabled)
                return;
            await TakeUp();
            HandOut();
        }
        var isUnnoted = cursor != endpoint.State.Cursor;
        if (window!.Count == 0 && isUnnoted && (keeps || cursor - endpoint.State.Cursor > ReadAheadMax))
            await Commit(endpoint.State, new Effects());
        if (sender!.HasEnded)
            sender.Ask();
    }

    /// <summary>Brings what the state holds into memory, once.</summary>
    private async Task Load()
    {
        if (window is not null)
            return;
        var state = endpoint.State;
        var waiting = state.Waiting.ToDictionary(one => one.Sequence);
        var loaded = new WebhookWindow();
        var events = await feed.Many(Key.Tenant, [.. state.Fresh, .. waiting.Keys]);
        foreach (var happened in events)
            loaded.Add(
                waiting.TryGetValue(happened.Sequence, out var one)
                    ? new Undelivered(happened, one.Attempts, one.NextAt, IsListed: true)
                    : new Undelivered(happened, 0, null, IsListed: false)
            );
        var grain = TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString()).WebhookEndpoint(Key.Id);
        var id = Key.Id;
        sender ??= new WebhookSender(courier, grain.Collect, problem => LogInterrupted(id, problem));
        (window, cursor, replays) = (loaded, state.Cursor, state.Replays);
    }

    /// <summary>Settles what has ended and breaks off the rest, which is taken up anew from the state.</summary>
    private async Task StopSending()
    {
        if (window is null)
            return;
        await Settle();
        sender!.Dispose();
        (window, sender, failuresInARow) = (null, null, 0);
    }

    /// <summary>Reads on, while there is room: what is sent again comes before what is new.</summary>
    private async Task TakeUp()
    {
        if (window!.FreshCount > WebhookLimits.FreshMax / 2)
            return;
        for (var page = 0; window.FreshCount < WebhookLimits.FreshMax; page++)
        {
            var room = Math.Min(WebhookLimits.PageEvents, WebhookLimits.UnfinishedMax - window.Count);
            if (room <= 0)
                return;
            if (page == WebhookLimits.PagesPerTurnMax)
            {
                sender!.Ask();
                return;
            }
            if (replays.IsEmpty ? !await TakeUpNew(room) : !await TakeUpAgain(replays[0], room))
                return;
        }
    }

    private async Task<bool> TakeUpNew(int room)
    {
        var events = await feed.After(Key.Tenant, cursor, room);
        foreach (var happened in events)
        {
            if (WebhookRules.Wants(Key.Id, endpoint.State, happened))
                window!.Add(new Undelivered(happened, 0, null, IsListed: false));
            cursor = happened.Sequence;
        }
        return events.Length == room;
    }

    private async Task<bool> TakeUpAgain(ReplayRange range, int room)
    {
        var events = range.FailedOnly
            ? await feed.Many(Key.Tenant, await rows.Dead(Key.Tenant, Key.Id, range.Next, range.Last, room))
            : await feed.After(Key.Tenant, range.Next - 1, room);
        foreach (var happened in events.Where(happened => happened.Sequence <= range.Last))
            if (range.FailedOnly || WebhookRules.Wants(Key.Id, endpoint.State, happened))
                window!.Add(new Undelivered(happened, 0, null, IsListed: true));
        var isOver = events.Length < room || events[^1].Sequence >= range.Last;
        replays = isOver ? replays.RemoveAt(0) : replays.SetItem(0, range with { Next = events[^1].Sequence + 1 });
        return true;
    }

    /// <summary>One at a time to a receiver that fails again and again, so that one which hangs takes nobody's place.</summary>
    private void HandOut()
    {
        var now = Now;
        var state = endpoint.State;
        var atOnce = failuresInARow >= WebhookLimits.FailuresInARowMax ? 1 : WebhookLimits.HandedOutMax;
        if (state.PausedUntil > now || window!.Count == 0 || window.OutCount >= atOnce)
            return;
        var (tenant, id) = Key;
        ImmutableArray<byte[]> keys =
        [
            .. state
                .Secrets.Where(secret => !(secret.ExpiresAt <= now))
                .Select(secret => WebhookSignature.KeyOf(seal.Open(tenant, id, secret.Sealed))),
        ];
        foreach (var one in window.HandOut(now, atOnce - window.OutCount))
            sender!.Send(
                one,
                new WebhookLetter(
                    tenant,
                    id,
                    state.Url,
                    one.Event.Id,
                    state.ApiVersion,
                    EventBody.Of(tenant, one.Event),
                    keys
                )
            );
    }

    /// <summary>Commits what came of the requests that have ended. Only then may the next event of a resource go.</summary>
    private async Task<bool> Settle()
    {
        var ended = sender!.Take(WebhookLimits.UnfinishedMax);
        if (ended.Count == 0)
            return false;
        foreach (var (_, answer) in ended)
            failuresInARow = answer.Error is null ? 0 : failuresInARow + 1;
        var wasEnabled = endpoint.State.Status is WebhookStatus.Enabled;
        var settled = WebhookDeliveryRules.Settle(Key.Id, endpoint.State, ended, pace, Random.Shared.NextDouble, Now);
        foreach (var sequence in settled.Over)
            window!.Remove(sequence);
        foreach (var one in settled.Returned)
            window!.Return(one);
        var isOff = wasEnabled && settled.Next.Status is WebhookStatus.Disabled;
        var next = isOff ? settled.Next with { SettingsVersion = endpoint.Version() + 1 } : settled.Next;
        await Commit(next, settled.Effects);
        if (isOff)
        {
            LogSwitchedOff(Key.Id, next.DisabledReason);
            sender.Dispose();
            (window, sender, failuresInARow) = (null, null, 0);
        }
        return true;
    }

    /// <summary>The one way to commit: with what memory holds, how far that is, and the wake-up that takes it up again.</summary>
    private Task<LedgerConflict?> Commit(WebhookEndpointState next, Effects effects)
    {
        var now = Now;
        if (window is not null && next.DeletedAt is null)
        {
            var (fresh, waiting) = window.Snapshot();
            next = next with { Cursor = cursor, Replays = replays, Fresh = fresh, Waiting = waiting };
        }
        var wakeAt = WakeAt(next, now);
        if (wakeAt != next.WakeAt)
        {
            next = next with { WakeAt = wakeAt };
            effects.WakeUp(WebhookRules.DeliverWakeUp, wakeAt);
        }
        effects.Row(
            new WebhookProgressRow(
                Key.Id,
                next.Cursor,
                next.Fresh.Length + next.Waiting.Length,
                next.WakeAt,
                next.PausedUntil > now ? next.PausedUntil : null,
                next.DeliveredAt,
                next.Status is WebhookStatus.Enabled
            )
        );
        return endpoint.Commit(next, effects);
    }

    private DateTimeOffset? WakeAt(WebhookEndpointState next, DateTimeOffset now)
    {
        if (next.Status is WebhookStatus.Disabled)
            return null;
        var ifLost = now + WebhookLimits.TakenUpAfter;
        var due =
            window is not null ? window.NextDue(now, ifLost)
            : next.Fresh.Length + next.Waiting.Length > 0 ? ifLost
            : null;
        if (due is null && next.Replays.IsEmpty)
            return null;
        var at = due ?? ifLost;
        if (next.PausedUntil > at)
            at = next.PausedUntil.Value;
        // One that is armed already and comes a little sooner does as well: it finds nothing to do and is set anew.
        return next.WakeAt is { } armed && armed > now && armed <= at && at - armed < WebhookLimits.TakenUpAfter
            ? armed
            : at;
    }
}
