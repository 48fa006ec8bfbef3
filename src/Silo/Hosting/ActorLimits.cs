namespace Binome.Silo.Hosting;

/// <summary>What holds for grain calls on either actor runtime.</summary>
internal static class ActorLimits
{
    /// <summary>Calls waiting for one grain, beyond which further ones are refused.</summary>
    public const int MailboxMax = 10_000;

    /// <summary>
    /// Grains in memory, beyond which the longest idle leave it sooner; by the embedded runtime. Real Orleans goes by the memory itself.
    /// </summary>
    public const int ActivationsMax = 50_000;

    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A grain that nobody called for this long leaves memory.</summary>
    public static readonly TimeSpan CollectionAge = TimeSpan.FromMinutes(15);
}
