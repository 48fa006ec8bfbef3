using Binome.Contracts.Billing;
using Binome.Contracts.Exports;
using Binome.Contracts.Integrations;
using Binome.Contracts.People;
using Binome.Contracts.Sandboxes;
using Binome.Contracts.Tenants;
using Binome.Contracts.WakeUps;
using Binome.Storage.Ledger;
using Binome.Storage.Moving;
using Binome.Storage.Reads;
using Microsoft.Extensions.DependencyInjection;

namespace Binome.Storage.Sqlite;

internal static class SqliteServices
{
    /// <summary>All that is SQLite's own.</summary>
    public static IServiceCollection AddSqlite(this IServiceCollection services) =>
        services
            .AddSingleton<SqliteWriter>()
            .AddSingleton<SqliteReadPool>()
            .AddSingleton<IReadConnections>(provider => provider.GetRequiredService<SqliteReadPool>())
            .AddSingleton<IArchiveStore, SqliteArchive>()
            .AddSingleton<IStorageBackend, SqliteDatabase>()
            .AddSingleton<ILedgerStore, SqliteLedger>()
            .AddSingleton<IIdempotency, SqliteIdempotency>()
            .AddSingleton<IImportUploads, SqliteImportUploads>()
            .AddSingleton<IExportFiles, SqliteExportFiles>()
            .AddSingleton<IStripeEventUpkeep, SqliteStripeEvents>()
            .AddSingleton<ICredentialUses, SqliteCredentialUses>()
            .AddSingleton<ISandboxStore, SqliteSandboxStore>()
            .AddSingleton<IWebhookIndex, SqliteWebhookIndex>()
            .AddSingleton<IWakeUpTable, SqliteWakeUps>();
}
