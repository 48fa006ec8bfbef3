using Binome.Silo.Hosting;
using Binome.Storage;

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

    public Dictionary<string, string> Environment =>
        new()
        {
            ["Binome__Storage__DataPath"] = Data,
            ["Binome__Storage__Provider"] = Provider,
            ["Binome__Storage__ConnectionString"] = ConnectionString ?? "",
            // The load comes from one organisation.
            ["Binome__Limits__RequestsPerMinute"] = "1000000000",
            // One load begins while the server still works off the requests that the one before it left.
            ["Binome__Limits__ConcurrentPerTenant"] = "10000",
            ["Binome__Limits__StreamsPerTenant"] = "100000",
            ["Binome__Limits__Streams"] = "1000000",
            // The receivers of webhooks are on this machine.
            ["Binome__Webhooks__AllowLoopback"] = "true",
        };

    private string Provider =>
        ConnectionString is null ? nameof(StorageProvider.Sqlite) : nameof(StorageProvider.PostgreSql);
}
