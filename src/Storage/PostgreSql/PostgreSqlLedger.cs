using Binome.Storage.Ledger;

namespace Binome.Storage.PostgreSql;

/// <summary>The ledger on PostgreSQL.</summary>
internal sealed class PostgreSqlLedger(PostgreSqlWriter writer, TenantClock clock) : ILedgerStore
{
    public Task<LedgerResult> Commit(LedgerChange change) =>
        writer.Write(change.Tenant, book => Ask(book, change), book => Apply(book, change), change.Grains.Length);

    private static void Ask(TenantBook book, LedgerChange change)
    {
        foreach (var grain in change.Grains)
        {
            book.States.Want((grain.Kind, grain.Id));
            foreach (var claim in grain.Claims)
                book.Claims.Want((claim.Kind, claim.Value));
        }
    }

    private LedgerResult Apply(TenantBook book, LedgerChange change)
    {
        // What can conflict is looked at before anything is noted, so that a conflict takes nothing of its batch back.
        if (FindOtherVersion(book, change) is { } other)
            return other;
        if (FindConflict(book, change) is { } conflict)
            return new LedgerResult(LedgerVerdict.Conflict, VersionOf(book, change.Grains[0]), conflict);
        WriteClaims(book, change);
        var version = 0L;
        for (var i = change.Grains.Length - 1; i >= 0; i--)
            version = Write(book, change.Grains[i]);
        return new LedgerResult(LedgerVerdict.Committed, version);
    }

    private static LedgerResult? FindOtherVersion(TenantBook book, LedgerChange change)
    {
        for (var i = 0; i < change.Grains.Length; i++)
        {
            var grain = change.Grains[i];
            var exists = book.States.TryGet((grain.Kind, grain.Id), out var stored);
            // A cleared state keeps its version and also passes for one that is not there.
            var expected = grain.ExpectedVersion is { } version
                ? exists && stored.Version == version
                : !exists || stored.Cleared;
            if (expected)
                continue;
            var own = VersionOf(book, change.Grains[0]);
            return i == 0
                ? new LedgerResult(LedgerVerdict.OtherVersion, own)
                : new LedgerResult(
                    LedgerVerdict.Conflict,
                    own,
                    new LedgerConflict(LedgerConflict.StaleWrite, grain.Id, grain.Id)
                );
        }
        return null;
    }

    private static long? VersionOf(TenantBook book, GrainChange grain) =>
        book.States.TryGet((grain.Kind, grain.Id), out var stored) ? stored.Version : null;

    private static LedgerConflict? FindConflict(TenantBook book, LedgerChange change)
    {
        HashSet<(string, string, string, string)> released = [];
        foreach (var grain in change.Grains)
        foreach (var claim in grain.Claims.Where(claim => !claim.Held))
            released.Add((claim.Kind, claim.Value, grain.Kind, grain.Id));

        // Two grains of one commit can want the same value, which is no more theirs than anybody's.
        Dictionary<(string, string), GrainChange> claimed = [];
        foreach (var grain in change.Grains)
        foreach (var claim in grain.Claims.Where(claim => claim.Held))
        {
            var value = (claim.Kind, claim.Value);
            var rival = !claimed.TryAdd(value, grain) && !ReferenceEquals(claimed[value], grain);
            var elsewhere =
                book.Claims.TryGet(value, out var holder)
                && holder != (grain.Kind, grain.Id)
                && !released.Contains((claim.Kind, claim.Value, holder.Kind, holder.Id));
            if (rival || elsewhere)
                return new LedgerConflict(claim.Kind, claim.Value, grain.Id);
        }
        return null;
    }

    // Releases come first, so that a value can move from one grain to another. One that is held elsewhere frees nothing.
    private static void WriteClaims(TenantBook book, LedgerChange change)
    {
        foreach (var grain in change.Grains)
        foreach (var claim in grain.Claims.Where(claim => !claim.Held))
            if (book.Claims.TryGet((claim.Kind, claim.Value), out var holder) && holder == (grain.Kind, grain.Id))
                book.Claims.Remove((claim.Kind, claim.Value));
        foreach (var grain in change.Grains)
        foreach (var claim in grain.Claims.Where(claim => claim.Held))
            if (!book.Claims.TryGet((claim.Kind, claim.Value), out _))
                book.Claims.Set((claim.Kind, claim.Value), (grain.Kind, grain.Id));
    }

    private long Write(TenantBook book, GrainChange grain)
    {
        var key = (grain.Kind, grain.Id);
        book.States.TryGet(key, out var stored);
        var next = stored with { Version = stored.Version + 1, Cleared = grain.Body is null };
        if (grain.Events.Length > 0)
            next = AppendEvents(book, grain, next);
        book.States.Set(key, next);
        book.Bodies[key] = grain;
        foreach (var row in grain.Rows)
            book.Write(row, next.Version);
        foreach (var wakeUp in grain.WakeUps)
            book.WakeUps[(grain.Kind, grain.Id, wakeUp.Name)] = wakeUp.DueAt is { } dueAt
                ? new ArmedWakeUp(
                    WakeUpShard.Of(book.Tenant, grain.Id, wakeUp, clock.Now(book.Tenant)),
                    dueAt.ToUnixTimeMilliseconds()
                )
                : null;
        return next.Version;
    }

    private KnownState AppendEvents(TenantBook book, GrainChange grain, KnownState next)
    {
        var now = clock.Now(book.Tenant).ToUnixTimeMilliseconds();
        foreach (var happened in grain.Events)
        {
            var (sequence, createdAt) = book.NextEvent(now);
            var version = next.EventCount + 1;
            book.Events.Add(new AppendedEvent(grain, happened, sequence, version, next.LastEvent, createdAt));
            next = next with { EventCount = version, LastEvent = sequence };
        }
        return next;
    }
}
