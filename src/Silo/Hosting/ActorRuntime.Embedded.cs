using Binome.Embedded;
using Binome.Grains;

namespace Binome.Silo.Hosting;

/// <summary>The embedded edition: the in-process runtime.</summary>
internal static class ActorRuntime
{
    public const string Edition = "embedded";

    /// <summary>What the runtime itself keeps in the database: nothing.</summary>
    public static string? ClusterScript => null;

    /// <summary>Never: this edition is one process.</summary>
    public static bool IsCluster(BinomeSettings settings) => false;

    /// <summary>How long a grain may be nowhere: it never is.</summary>
    public static TimeSpan FailoverMax(BinomeSettings settings) => TimeSpan.Zero;

    /// <summary>What has to be right before the host starts, the database being open.</summary>
    public static Task Prepare(WebApplication app) => Task.CompletedTask;

    public static void AddActorRuntime(this WebApplicationBuilder builder, BinomeSettings settings) =>
        builder.Services.AddEmbeddedRuntime(runtime =>
        {
            runtime.GrainAssemblies.Add(GrainServices.Assembly);
            runtime.MailboxMax = ActorLimits.MailboxMax;
            runtime.ActivationsMax = ActorLimits.ActivationsMax;
            runtime.CallTimeout = ActorLimits.CallTimeout;
            runtime.CollectionAge = ActorLimits.CollectionAge;
        });
}
