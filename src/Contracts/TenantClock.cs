using System.Collections.Concurrent;
using System.Globalization;
using Binome.Contracts.Sandboxes;
using Orleans.Runtime;

namespace Binome.Contracts;

/// <summary>
/// Product time. The host's own TimeProvider stays untouched (a cluster measures membership with it); what participants
/// live by comes from here, per tenant: a sandbox has a clock of its own, which stands still until it is moved.
/// </summary>
/// <param name="sandboxes">Where the clocks of sandboxes are stored; null for a process that has none.</param>
public sealed class TenantClock(TimeProvider time, ISandboxInstants? sandboxes = null)
{
    /// <summary>Travels with calls, so that every node of a cluster sees a sandbox's time as whoever called saw it.</summary>
    private const string Stamp = "binome.sandbox_clock";

    private const int ClocksMax = 100_000;
    private readonly ConcurrentDictionary<string, SandboxTime> clocks = new(StringComparer.Ordinal);

    public TimeProvider For(string tenant)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        if (!Sandbox.Is(tenant))
            return time;
        if (
            RequestContext.Get(Stamp) is string stamp
            && SandboxInstant.Parse(stamp) is { } seen
            && seen.Tenant == tenant
        )
            Note(seen);
        return clocks.TryGetValue(tenant, out var known) ? known : Read(tenant);
    }

    /// <summary>Now in whole milliseconds, the precision in which instants are stored.</summary>
    public DateTimeOffset Now(string tenant) => Whole(For(tenant).GetUtcNow());

    /// <summary>
    /// The machine's own now, the same for every tenant: for work that is tried again, and for credentials, none of which may
    /// wait for a clock that stands still.
    /// </summary>
    public DateTimeOffset Machine() => Whole(time.GetUtcNow());

    /// <summary>Takes up where a sandbox's clock stands; an earlier instant of the same generation is old news.</summary>
    public void Note(SandboxInstant seen)
    {
        if (clocks.Count >= ClocksMax)
            clocks.Clear();
        clocks.AddOrUpdate(
            seen.Tenant,
            (_, instant) => new SandboxTime(instant),
            (_, known, instant) => known.Instant.IsBefore(instant) ? new SandboxTime(instant) : known,
            seen
        );
    }

    /// <summary>Lets the calls that follow see the sandbox's time as this process does.</summary>
    public void Carry(string tenant)
    {
        if (Sandbox.Is(tenant) && For(tenant) is SandboxTime known)
            RequestContext.Set(Stamp, known.Instant.ToString());
    }

    // Once a process and sandbox; one that was never used has the machine's time until it is opened.
    private TimeProvider Read(string tenant)
    {
        if (sandboxes?.Read(tenant) is not { } stored)
            return time;
        Note(stored);
        return clocks[tenant];
    }

    private static DateTimeOffset Whole(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    private sealed class SandboxTime(SandboxInstant instant) : TimeProvider
    {
        public SandboxInstant Instant => instant;

        public override DateTimeOffset GetUtcNow() => instant.Now;
    }
}

/// <summary>Where a sandbox's clock stands.</summary>
public sealed record SandboxInstant(string Tenant, int Generation, DateTimeOffset Now)
{
    private const char Between = ' ';

    public static SandboxInstant Of(SandboxRow row) => new(row.Id, row.Generation, row.Now);

    public bool IsBefore(SandboxInstant other) =>
        Generation < other.Generation || (Generation == other.Generation && Now < other.Now);

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Tenant}{Between}{Generation}{Between}{Now.ToUnixTimeMilliseconds()}"
        );

    /// <summary>Null for text of another form.</summary>
    public static SandboxInstant? Parse(string text)
    {
        var culture = CultureInfo.InvariantCulture;
        return
            text.Split(Between) is [var tenant, var generation, var now]
            && int.TryParse(generation, culture, out var number)
            && long.TryParse(now, culture, out var milliseconds)
            ? new SandboxInstant(tenant, number, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))
            : null;
    }
}

/// <summary>Reads where a sandbox's clock was stored to stand.</summary>
public interface ISandboxInstants
{
    /// <summary>Null while the sandbox was never used. Waits for the database; called once a process and sandbox.</summary>
    SandboxInstant? Read(string tenant);
}
