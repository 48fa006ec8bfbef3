using Binome.Contracts.Exports;
using Binome.Contracts.Integrations;
using Binome.WebApi.Authentication;
using Binome.WebApi.Billing;
using Binome.WebApi.Calendar;
using Binome.WebApi.Exports;
using Binome.WebApi.Health;
using Binome.WebApi.Idempotency;
using Binome.WebApi.Insights;
using Binome.WebApi.Intake;
using Binome.WebApi.Integrations;
using Binome.WebApi.Lists;
using Binome.WebApi.Mail;
using Binome.WebApi.Matching;
using Binome.WebApi.Members;
using Binome.WebApi.Messages;
using Binome.WebApi.OpenApi;
using Binome.WebApi.Pages;
using Binome.WebApi.Pages.Billing;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pairs;
using Binome.WebApi.People;
using Binome.WebApi.Programmes;
using Binome.WebApi.Sandboxes;
using Binome.WebApi.Sessions;
using Binome.WebApi.Tenants;
using Binome.WebApi.Traffic;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Binome.WebApi;

/// <summary>The HTTP API, for the host that composes it with grains and storage.</summary>
public static class BinomeApi
{
    /// <summary>
    /// Registers the API. The host registers IGrainFactory, IReadiness, PublicAddress and the read interfaces, ICredentials,
    /// ICredentialUses, IIdempotency and IImportUploads of Contracts.
    /// </summary>
    public static IServiceCollection AddBinomeApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TenantClock>();
        services.AddRouting();
        // The API writes its own line per request; the framework's lines would add paths and query strings to it.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning));
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None));
        services.ConfigureHttpJsonOptions(options => ApiJson.ConfigureSchemas(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

        services.AddSingleton<CredentialUses>();
        services.AddHostedService(provider => provider.GetRequiredService<CredentialUses>());
        services.AddSingleton<ApiKeyCache>();
        services.AddSingleton<SessionCache>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<CredentialCheck>();
        services.AddTransient<CallerHandler>();
        services
            .AddAuthentication(CallerHandler.Scheme)
            .Services.Configure<Microsoft.AspNetCore.Authentication.AuthenticationOptions>(options =>
                options.AddScheme<CallerHandler>(CallerHandler.Scheme, displayName: null)
            );
        ActionRequirement.AddPolicies(services);
        MemberServices.Add(services);

        services.TryAddSingleton<RequestLimits>();
        services.AddSingleton<TenantLimits>();
        services.TryAddSingleton(new FailoverWait(TimeSpan.Zero));
        services.AddSingleton<Failover>();
        services.AddScoped<Caller>();
        services.AddScoped(provider => provider.GetRequiredService<Caller>().Grains);
        services.AddScoped<Expansions>();
        services.AddScoped<MyPairs>();
        services.AddScoped<ProgrammeResources>();
        services.AddScoped<ProgrammeWorkshops>();
        services.AddScoped<MyProgrammes>();
        services.AddScoped<MyAgenda>();
        services.AddScoped<MyIntake>();
        services.AddScoped<MyMessages>();
        services.AddSingleton<UnsubscribeTokens>();
        services.AddScoped<IntakeAsks>();
        services.AddScoped<MyReflections>();
        services.AddScoped<MySessions>();
        services.AddScoped<MyFeed>();
        services.AddScoped<FeedWorkshops>();
        services.AddSingleton<SandboxGate>();
        services.AddSingleton<SandboxPeople>();
        services.AddSingleton<EventRanges>();
        services.TryAddSingleton<EventSignal>();
        services.AddSingleton<StreamWatches>();
        services.AddSingleton<EventStreams>();
        services.AddHostedService(provider => provider.GetRequiredService<EventStreams>());
        services.AddSingleton<BillingStanding>();
        services.AddSingleton<BilledPeople>();
        services.AddSingleton<IdempotentRuns>();
        services.AddSingleton<ImportUpload>();
        services.AddSingleton<IExportSheets, ExportSheets>();
        services.AddSingleton<OpenApiEndpoint>();
        services.TryAddSingleton<IOutbox, NoOutbox>();
        ApiDescription.Add(services);
        PageServices.Add(services);
        return services;
    }

    /// <summary>Puts the API, its documentation and the health checks into the application's pipeline.</summary>
    public static WebApplication MapBinomeApi(this WebApplication app)
    {
        app.UseMiddleware<RequestPipeline>();
        ApiDocs.Use(app);
        app.UseRouting();
        app.Use(RequestChecks.RequireRoute);
        app.UseAuthentication();
        app.Use(app.Services.GetRequiredService<TenantLimits>().Check);
        PageServices.Use(app);
        app.UseAuthorization();
        app.Use(RequestChecks.Check);
        app.Use(app.Services.GetRequiredService<SandboxGate>().Check);
        app.Use(BillingGate.Check);

        PageServices.Map(app);
        HealthEndpoints.Map(app);
        OpenApiEndpoint.Map(app);
        TokenEndpoint.Map(app);
        OperatorEndpoints.Map(app);
        OutboxEndpoints.Map(app);
        FeedEndpoints.Map(app);
        StripeWebhookEndpoint.Map(app);
        MapTenantApi(app.MapGroup("/v1").WithMetadata(JsonApi.Mark));
        return app;
    }

    private static void MapTenantApi(RouteGroupBuilder api)
    {
        IdempotencyFilter.AddTo(api);
        ResourceFilter.AddTo(api);
        Expandable.AddTo(api);
        ParticipantsEndpoints.Map(api);
        ImportsEndpoints.Map(api);
        ExportsEndpoints.Map(api);
        ProgrammesEndpoints.Map(api);
        EnrolmentsEndpoints.Map(api);
        ExclusionsEndpoints.Map(api);
        ChartersEndpoints.Map(api);
        ResourcesEndpoints.Map(api);
        WorkshopsEndpoints.Map(api);
        MyProgrammesEndpoints.Map(api);
        MatchingRunsEndpoints.Map(api);
        MatchingQuestionsEndpoints.Map(api);
        PairsEndpoints.Map(api);
        BoardEndpoints.Map(api);
        IntakesEndpoints.Map(api);
        MyIntakeEndpoints.Map(api);
        MessagesEndpoints.Map(api);
        MyPairsEndpoints.Map(api);
        AgendaEndpoints.Map(api);
        SessionsEndpoints.Map(api);
        MySessionsEndpoints.Map(api);
        FeedEndpoints.MapMine(api);
        ReflectionsEndpoints.Map(api);
        ReportsEndpoints.Map(api);
        CalendarEndpoints.Map(api);
        EventsEndpoints.Map(api);
        WebhooksEndpoints.Map(api);
        SignInEndpoints.Map(api);
        MeEndpoints.Map(api);
        MembersEndpoints.Map(api);
        ApiKeysEndpoints.Map(api);
        SandboxEndpoints.Map(api);
        BillingEndpoints.Map(api);
    }
}
