using System.Reflection;
using Binome.Contracts.Mail;
using Binome.Contracts.Privacy;
using Binome.Grains.Billing;
using Binome.Grains.Intake;
using Binome.Grains.Integrations;
using Binome.Grains.Mail;
using Binome.Grains.Matching;
using Binome.Grains.Members;
using Binome.Grains.Messages;
using Binome.Grains.Pairs;
using Binome.Grains.People;
using Binome.Grains.Privacy;
using Binome.Grains.Programmes;
using Binome.Grains.Sessions;
using Binome.Grains.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Binome.Grains;

/// <summary>What the host registers for the grains of this assembly.</summary>
public static class GrainServices
{
    /// <summary>Where the runtime finds the grain classes.</summary>
    public static Assembly Assembly => typeof(GrainServices).Assembly;

    /// <param name="checksFlow">True fails calls that go against the direction of commands; for tests.</param>
    public static IServiceCollection AddBinomeGrains(this IServiceCollection services, bool checksFlow = false)
    {
        services.AddSingleton<SolveGate>();
        services.AddSingleton<MatchingDesk>();
        services.AddSingleton<IMailQueue, MailQueue>();
        services.AddSingleton<IPrivateWords, PrivateWords>();
        services.AddSingleton<WakeUpPace>();
        services.AddSingleton<MailPost>();
        services.AddSingleton<Recipients>();
        services.AddSingleton<Notices>();
        services.AddSingleton<PersonAccounts>();
        services.AddSingleton<PersonAccess>();
        services.AddSingleton<PairMails>();
        services.AddSingleton<IntakeMails>();
        services.AddSingleton<RhythmMails>();
        services.AddSingleton<ReflectionMails>();
        services.AddSingleton<SessionMails>();
        services.AddSingleton<WorkshopMails>();
        services.AddSingleton<DaysOffReader>();
        services.AddSingleton<WebhookNotices>();
        services.TryAddSingleton(WebhookPace.AsDocumented);
        services.AddSingleton<StripeReader>();
        services.AddSingleton<BillingNotices>();
        services.AddSingleton<PeopleCount>();
        services.AddSingleton<IIncomingGrainCallFilter, TenantGuard>();
        if (checksFlow)
            services.AddSingleton<IIncomingGrainCallFilter, CommandFlow>();
        return services;
    }
}
