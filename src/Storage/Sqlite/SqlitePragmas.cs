namespace Binome.Storage.Sqlite;

/// <summary>How connections are set up.</summary>
internal static class SqlitePragmas
{
    /// <summary>The writer folds the log in once it has grown by this many pages (4 KB each): 64 MB.</summary>
    public const int CheckpointPages = 16_384;

    /// <summary>From here on the writer waits for readers to let the log begin anew: 256 MB.</summary>
    public const int LogPagesMax = 4 * CheckpointPages;

    private const string BusyTimeout = "PRAGMA busy_timeout = 5000";

    /// <summary>FULL: a commit is on the disk when it is acknowledged. Checkpoints are the writer's own, between batches.</summary>
    public static readonly ImmutableArray<string> Writer =
    [
        BusyTimeout,
        "PRAGMA page_size = 4096",
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
        "PRAGMA wal_autocheckpoint = 0",
        // Every commit walks the whole page cache, so a large one costs more than it saves: at 128 MB a fifth of the writer.
        "PRAGMA cache_size = -16384",
        "PRAGMA temp_store = MEMORY",
    ];

    public static readonly ImmutableArray<string> Reader =
    [
        BusyTimeout,
        "PRAGMA query_only = ON",
        "PRAGMA cache_size = -16384",
        "PRAGMA temp_store = MEMORY",
    ];
}
