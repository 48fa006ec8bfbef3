namespace Binome.Contracts.Sandboxes;

/// <summary>
/// The test tenant beside a live one. Its id is the live one's with another prefix, so that every process tells a sandbox from a
/// live tenant without asking anybody, and neither ever needs the other's rows.
/// </summary>
public static class Sandbox
{
    public const string Prefix = "sbx_";
    private const string LivePrefix = "ten_";

    public static bool Is(string tenant) => tenant.StartsWith(Prefix, StringComparison.Ordinal);

    /// <exception cref="ArgumentException">The id is not that of a live tenant.</exception>
    public static string Of(string liveTenant) => Exchanged(liveTenant, LivePrefix, Prefix);

    /// <exception cref="ArgumentException">The id is not that of a sandbox.</exception>
    public static string LiveOf(string sandbox) => Exchanged(sandbox, Prefix, LivePrefix);

    private static string Exchanged(string tenant, string from, string to) =>
        tenant.StartsWith(from, StringComparison.Ordinal)
            ? string.Concat(to, tenant.AsSpan(from.Length))
            : throw new ArgumentException($"'{tenant}' does not begin with {from}.", nameof(tenant));
}

/// <summary>The bounds of sandboxes; units stand last in the name.</summary>
public static class SandboxLimits
{
    /// <summary>How far one request may move the clock.</summary>
    public const int AdvanceDaysMax = 5 * 366;

    /// <summary>A clock never goes beyond this year, where calendars are still sure of their rules.</summary>
    public static readonly DateTimeOffset LatestInstant = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Wake-ups that one request may run; the clock then stops where it has come to.</summary>
    public const int WakeUpsPerAdvanceMax = 1_000_000;

    /// <summary>Calls of one wake-up that may fail before it is put aside and the clock goes on.</summary>
    public const int WakeUpAttemptsMax = 5;

    /// <summary>A wake-up set this little ahead is due at once: the clock stands, and chunks of one job tell each other apart by it.</summary>
    public static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(10);

    /// <summary>Rows of one table that one step of a reset deletes, so that nobody else's write waits long.</summary>
    public const int WipeStepRows = 1_000;

    /// <summary>How long a reset waits for running jobs to end; they are then wiped away while they run.</summary>
    public static readonly TimeSpan WorkWaitMax = TimeSpan.FromSeconds(30);

    /// <summary>How long the mails of a sandbox are kept, by the machine's clock.</summary>
    public static readonly TimeSpan MailsKept = TimeSpan.FromDays(30);
}
