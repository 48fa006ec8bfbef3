namespace Binome.Storage;

/// <summary>The bounds of storage; units stand last in the name.</summary>
internal static class StorageLimits
{
    /// <summary>Writes that wait for the writer; one more fails at once.</summary>
    public const int WriteQueueMax = 8_192;

    /// <summary>Writes that share one transaction and one fsync.</summary>
    public const int WriteBatchMax = 512;

    /// <summary>A batch also ends once it holds this many parts, so that a few large chunks don't hold up everybody.</summary>
    public const int WriteBatchWeightMax = 2_048;

    /// <summary>A write that waited longer for its turn fails unwritten.</summary>
    public static readonly TimeSpan WriteWaitMax = TimeSpan.FromSeconds(10);

    /// <summary>How long closing waits for the writes that were taken on.</summary>
    public static readonly TimeSpan CloseWaitMax = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan ReadWaitMax = TimeSpan.FromSeconds(5);

    /// <summary>Events, rows, wake-ups and claims of one commit.</summary>
    public const int EffectsPerCommitMax = 50_000;

    /// <summary>States of further grains in one commit.</summary>
    public const int WritesPerCommitMax = 5_000;

    public const int RowBytesMax = 256 * 1024;
    public const int ExportPieceBytesMax = 64 * 1024 * 1024;
    public const int PageRowsMax = 1_000;
    public const int IdsPerQuery = 500;
    public const int ReportingDepthMax = 1_000;
    public const int PairsPerProgrammeMax = Limits.ParticipantsPerProgrammeMax * Limits.CapacityMax;
    public const int ReflectionsPerPairMax = 1_000;
    public const int TenantsMax = 100_000;
    public const int KeysListedMax = 1_000;
    public const int TenantsCachedMax = 10_000;
}
