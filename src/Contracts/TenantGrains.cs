using Binome.Contracts.Billing;
using Binome.Contracts.Exports;
using Binome.Contracts.Health;
using Binome.Contracts.Intake;
using Binome.Contracts.Integrations;
using Binome.Contracts.Mail;
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
using Binome.Contracts.WakeUps;

namespace Binome.Contracts;

/// <summary>
/// The grains of one tenant. The only place where grains are looked up, so that a key always carries the tenant of the
/// credential (at the edge) or of the calling grain's own key (inside).
/// </summary>
public sealed class TenantGrains(IGrainFactory grains, string tenant)
{
    public string TenantId => tenant;

    /// <summary>The grains of the tenant of a grain's own key.</summary>
    public static TenantGrains Of(IGrainFactory grains, string callerKey) =>
        new(grains, GrainKey.Parse(callerKey).Tenant);

    public ITenantGrain Tenant() => grains.GetGrain<ITenantGrain>(Key("self"));

    public IMemberGrain Member(string id) => grains.GetGrain<IMemberGrain>(Key(id));

    public IParticipantGrain Participant(string id) => grains.GetGrain<IParticipantGrain>(Key(id));

    public IImportGrain Import(string id) => grains.GetGrain<IImportGrain>(Key(id));

    public IExportGrain Export(string id) => grains.GetGrain<IExportGrain>(Key(id));

    public IProgrammeGrain Programme(string id) => grains.GetGrain<IProgrammeGrain>(Key(id));

    public IResourceGrain Resource(string programmeId, string id) =>
        grains.GetGrain<IResourceGrain>(Key(ResourceKey.Of(programmeId, id)));

    public IWorkshopGrain Workshop(string id) => grains.GetGrain<IWorkshopGrain>(Key(id));

    public IMatchingRunGrain MatchingRun(string id) => grains.GetGrain<IMatchingRunGrain>(Key(id));

    public IMatchingAdviserGrain MatchingAdviser(string runId) => grains.GetGrain<IMatchingAdviserGrain>(Key(runId));

    public IRematchGrain Rematch(string programmeId) => grains.GetGrain<IRematchGrain>(Key(programmeId));

    public IPublicationGrain Publication(string id) => grains.GetGrain<IPublicationGrain>(Key(id));

    public IPairGrain Pair(string id) => grains.GetGrain<IPairGrain>(Key(id));

    public IAgendaGrain Agenda(string pairId) => grains.GetGrain<IAgendaGrain>(Key(pairId));

    public IReflectionGrain Reflection(string id) => grains.GetGrain<IReflectionGrain>(Key(id));

    public ICalendarFeedGrain CalendarFeed(string participantId) =>
        grains.GetGrain<ICalendarFeedGrain>(Key(participantId));

    public IPrivateKeyGrain PrivateKey(string participantId) => grains.GetGrain<IPrivateKeyGrain>(Key(participantId));

    public IRuleWatchGrain RuleWatch() => grains.GetGrain<IRuleWatchGrain>(Key("self"));

    public IMailGrain Mail(string id) => grains.GetGrain<IMailGrain>(Key(id));

    public IInboxGrain Inbox(string participantId) => grains.GetGrain<IInboxGrain>(Key(participantId));

    public IIntakeGrain Intake(string participantId) => grains.GetGrain<IIntakeGrain>(Key(participantId));

    public IIntakeRoundGrain IntakeRound(string programmeId) => grains.GetGrain<IIntakeRoundGrain>(Key(programmeId));

    public ISandboxGrain Sandbox() => grains.GetGrain<ISandboxGrain>(Key("self"));

    public IWebhookEndpointGrain WebhookEndpoint(string id) => grains.GetGrain<IWebhookEndpointGrain>(Key(id));

    public IBillingGrain Billing() => grains.GetGrain<IBillingGrain>(Key("self"));

    public IBillingDeskGrain BillingDesk() => grains.GetGrain<IBillingDeskGrain>(Key("self"));

    /// <summary>One for all organisations, under no organisation's name.</summary>
    public static IStripeFeedGrain StripeFeed(IGrainFactory grains) =>
        grains.GetGrain<IStripeFeedGrain>(GrainKey.Of("system", "stripe"));

    /// <summary>The grain that set a wake-up.</summary>
    /// <exception cref="InvalidOperationException">No grain of that kind can be woken.</exception>
    public IWakeable Wakeable(string kind, string id) =>
        kind switch
        {
            GrainKinds.Import => Import(id),
            GrainKinds.Export => Export(id),
            GrainKinds.MatchingRun => MatchingRun(id),
            GrainKinds.Publication => Publication(id),
            GrainKinds.Programme => Programme(id),
            GrainKinds.Workshop => Workshop(id),
            GrainKinds.Pair => Pair(id),
            GrainKinds.Rematch => Rematch(id),
            GrainKinds.RuleWatch => RuleWatch(),
            GrainKinds.Mail => Mail(id),
            GrainKinds.Inbox => Inbox(id),
            GrainKinds.Intake => Intake(id),
            GrainKinds.IntakeRound => IntakeRound(id),
            GrainKinds.Member => Member(id),
            GrainKinds.Sandbox => Sandbox(),
            GrainKinds.WebhookEndpoint => WebhookEndpoint(id),
            GrainKinds.Billing => Billing(),
            GrainKinds.StripeFeed => StripeFeed(grains),
            _ => throw new InvalidOperationException($"A grain of kind '{kind}' has no wake-ups."),
        };

    public static IWakeUpSweeperGrain Sweeper(IGrainFactory grains, int shard) =>
        grains.GetGrain<IWakeUpSweeperGrain>(shard.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <param name="node">Names the process that asks.</param>
    public static IProbeGrain Probe(IGrainFactory grains, string node) =>
        grains.GetGrain<IProbeGrain>(GrainKey.Of("system", node));

    private string Key(string id) => GrainKey.Of(tenant, id);
}
