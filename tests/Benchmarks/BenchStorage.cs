using Binome.Silo.Hosting;
using Binome.Storage;
using Binome.WebApi.Traffic;

namespace Binome.Benchmarks;

/// <summary>Where the measured product stores.</summary>
/// <param name="ConnectionString">Null for SQLite in the folder.</param>
internal sealed record BenchStorage(string Data, string? ConnectionString = null)
{
    public StorageSettings Settings =>
        new()
        {
            DataPath = Data,
            Provider = Provider,
            ConnectionString = ConnectionString,
        };

    /// <summary>Of one organisation; the load comes from one.</summary>
    public int RequestsPerMinute { get; init; } = 1_000_000_000;

    /// <summary>One load begins while the server still works off the requests that the one before it left.</summary>
    public int ConcurrentPerTenant { get; init; } = 10_000;

    public RequestLimits Limits =>
        new() { RequestsPerMinute = RequestsPerMinute, ConcurrentPerTenant = ConcurrentPerTenant };

    /// <summary>What else is set.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    public Dictionary<string, string> Environment =>
        new(More)
        {
            ["Binome__Storage__DataPath"] = Data,
            ["Binome__Storage__Provider"] = Provider,
            ["Binome__Storage__ConnectionString"] = ConnectionString ?? "",
            ["Binome__Limits__RequestsPerMinute"] = $"{Limits.RequestsPerMinute}",
            ["Binome__Limits__ConcurrentPerTenant"] = $"{Limits.ConcurrentPerTenant}",
            ["Binome__Limits__StreamsPerTenant"] = "100000",
            ["Binome__Limits__Streams"] = "1000000",
            // The receivers of webhooks are on this machine.
            ["Binome__Webhooks__AllowLoopback"] = "true",
        };

    private string Provider =>
        ConnectionString is null ? nameof(StorageProvider.Sqlite) : nameof(StorageProvider.PostgreSql);
}
