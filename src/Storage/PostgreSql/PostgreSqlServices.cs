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

namespace Binome.Storage.PostgreSql;

internal static class PostgreSqlServices
{
    /// <summary>All that is PostgreSQL's own.</summary>
    public static IServiceCollection AddPostgreSql(this IServiceCollection services) =>
        services
            .AddSingleton<PostgreSqlConnections>()
            .AddSingleton<PostgreSqlWriter>()
            .AddSingleton<PostgreSqlReads>()
            .AddSingleton<PostgreSqlSweeps>()
            .AddSingleton<IReadConnections>(provider => provider.GetRequiredService<PostgreSqlReads>())
            .AddSingleton<IArchiveStore, PostgreSqlArchive>()
            .AddSingleton<IStorageBackend, PostgreSqlDatabase>()
            .AddSingleton<ILedgerStore, PostgreSqlLedger>()
            .AddSingleton<IIdempotency, PostgreSqlIdempotency>()
            .AddSingleton<IImportUploads, PostgreSqlImportUploads>()
            .AddSingleton<IExportFiles, PostgreSqlExportFiles>()
            .AddSingleton<IStripeEventUpkeep, PostgreSqlStripeEvents>()
            .AddSingleton<ICredentialUses, PostgreSqlCredentialUses>()
            .AddSingleton<ISandboxStore, PostgreSqlSandboxStore>()
            .AddSingleton<IWebhookIndex, PostgreSqlWebhookIndex>()
            .AddSingleton<IWakeUpTable, PostgreSqlWakeUps>();
}
