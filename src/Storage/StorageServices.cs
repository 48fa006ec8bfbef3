using Binome.Contracts.Billing;
using Binome.Contracts.Exports;
using Binome.Contracts.Insights;
using Binome.Contracts.Intake;
using Binome.Contracts.Integrations;
using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Privacy;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sandboxes;
using Binome.Contracts.Sessions;
using Binome.Contracts.Tenants;
using Binome.Storage.Billing;
using Binome.Storage.Exports;
using Binome.Storage.Insights;
using Binome.Storage.Intake;
using Binome.Storage.Integrations;
using Binome.Storage.Ledger;
using Binome.Storage.Matching;
using Binome.Storage.Members;
using Binome.Storage.Messages;
using Binome.Storage.Moving;
using Binome.Storage.Pairs;
using Binome.Storage.People;
using Binome.Storage.PostgreSql;
using Binome.Storage.Privacy;
using Binome.Storage.Programmes;
using Binome.Storage.Reads;
using Binome.Storage.Sandboxes;
using Binome.Storage.Sessions;
using Binome.Storage.Sqlite;
using Binome.Storage.Tenants;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Binome.Storage;

public static class StorageServices
{
    /// <summary>
    /// Adds the ledger (as grain storage <see cref="GrainKinds.Storage"/>) and every read interface of Contracts. The
    /// database opens with the host, before its services start, or at an earlier <see cref="StorageDatabase.Open"/>.
    /// </summary>
    public static IServiceCollection AddBinomeStorage(
        this IServiceCollection services,
        Action<StorageOptions> configure
    )
    {
        SqlMapper.AddTypeHandler(new TextList());
        var options = new StorageOptions();
        configure(options);
        services.AddSingleton(Options.Create(options));
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TenantClock>();
        _ = options.Provider switch
        {
            StorageProvider.PostgreSql => services.AddPostgreSql(),
            _ => services.AddSqlite(),
        };
        services.AddSingleton(provider => new StorageDatabase(
            provider.GetRequiredService<IStorageBackend>(),
            provider.GetRequiredService<IOptions<StorageOptions>>()
        ));
        services.AddSingleton(provider => new StorageArchive(
            provider.GetRequiredService<IArchiveStore>(),
            provider.GetRequiredService<IOptions<StorageOptions>>()
        ));
        services.AddHostedService<StorageOpening>();
        services.AddKeyedSingleton<IGrainStorage, LedgerStorage>(GrainKinds.Storage);
        services.AddSingleton<ILedgerStates, LedgerStates>();
        services.AddSingleton<EventSignal>();
        return services.AddReads();
    }

    private static IServiceCollection AddReads(this IServiceCollection services) =>
        services
            .AddSingleton<RowReads>()
            .AddSingleton<StateReads>()
            .AddSingleton<IParticipantRows, ParticipantRows>()
            .AddSingleton<IImportRows, ImportRows>()
            .AddSingleton<IExportRows, ExportRows>()
            .AddSingleton<IIntakeRows, IntakeRows>()
            .AddSingleton<IMessageRows, MessageRows>()
            .AddSingleton<IProgrammeRows, ProgrammeRows>()
            .AddSingleton<IResourceRows, ResourceRows>()
            .AddSingleton<IWorkshopRows, WorkshopRows>()
            .AddSingleton<IMatchingRows, MatchingRows>()
            .AddSingleton<IPairRows, PairRows>()
            .AddSingleton<IAgendaRows, AgendaRows>()
            .AddSingleton<IReflectionRows, ReflectionRows>()
            .AddSingleton<ICalendarFeedRows, CalendarFeedRows>()
            .AddSingleton<IPrivateKeyRows, PrivateKeyRows>()
            .AddSingleton<ISessionRows, SessionRows>()
            .AddSingleton<IProgrammeReports, ProgrammeReports>()
            .AddSingleton<IEventRows, EventRows>()
            .AddSingleton<IEventFeed, EventFeed>()
            .AddSingleton<IWebhookRows, WebhookRows>()
            .AddSingleton<IBillingRows, BillingRows>()
            .AddSingleton<IMemberRows, MemberRows>()
            .AddSingleton<ISandboxRows, SandboxRows>()
            .AddSingleton<ISandboxInstants, SandboxInstants>()
            .AddSingleton<IReachRows, ReachRows>()
            .AddSingleton<ICredentials, Credentials>();
}

/// <summary>Opens the database before any other service of the host starts.</summary>
internal sealed class StorageOpening(StorageDatabase database) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        database.Open();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
